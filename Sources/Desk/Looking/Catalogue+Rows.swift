import Domain
import FileStore

extension Catalogue {
  /// The form of a row of a list: today's, of which title and columns say what they said when the record was saved. A
  /// field that is of another kind now is today's.
  public func form(of row: ListRow) -> Form? {
    guard var form = form(row.form), let definition = row.definition, definition != form.definition else {
      return form(row.form)
    }
    let then = self.form(FormReference(id: row.form, version: form.version, definition: definition))
    guard let then, then.definition == definition else { return form }
    form.title = then.title
    for section in form.sections.indices {
      for place in form.sections[section].fields.indices {
        let field = form.sections[section].fields[place]
        guard form.list.contains(field.id), let saved = then.field(field.id), saved.kind == field.kind else { continue }
        form.sections[section].fields[place] = saved
      }
    }
    return form
  }
}
