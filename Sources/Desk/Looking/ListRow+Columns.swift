import Domain
import FileStore

extension ListRow {
  /// The list columns of the record for people.
  public func shownColumns(_ form: Form, _ language: Language) -> [String] {
    zip(form.list, columns).map { id, text in
      guard let field = form.field(id), !text.isEmpty else { return text }
      guard field.type.isList else { return field.type.shown(text, field, language) }
      let texts = text.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
      return texts.map { field.type.shown($0, field, language) }.joined(separator: ", ")
    }
  }
}
