import Domain
import FileStore

/// What a record view is asking about before it acts.
enum RecordAction {
  case amend
  /// The reason is asked for.
  case void
  case confirmVoid(reason: String)
  case saveVoid
  case link([RecordStart])
  case follow([String])
}

/// A form that can be started from a record or from a row of it, with what goes into its fields.
struct RecordStart {
  let label: Phrase
  let form: Form
  let content: Content

  /// What a record offers: the form's links whose condition holds.
  static func all(from version: Version, form: Form, _ workspace: Workspace) -> [RecordStart] {
    let entry = workspace.entry(form, number: version.record, version: version.number)
    let content = version.content
    return form.links.flatMap { link -> [RecordStart] in
      guard let target = workspace.catalogue.form(link.form) else { return [] }
      guard let table = link.rows else {
        return start(link, target, entry, content, row: nil).map { [$0] } ?? []
      }
      return content[rows: table].indices.compactMap { start(link, target, entry, content, row: $0) }
    }
  }

  private static func start(
    _ link: Form.Link, _ target: Form, _ entry: Entry, _ content: Content, row: Int?
  ) -> RecordStart? {
    if let when = link.when, entry.holds(when, in: content, row: row, table: link.rows) != true { return nil }
    var prefilled = Content()
    for (id, rule) in link.set {
      guard let field = target.field(id) else { continue }
      if field.isTable {
        prefilled[rows: id] = entry.rows(rule, for: field, in: content) ?? []
        continue
      }
      prefilled[id] = entry.texts(rule, for: field, in: content, row: row, table: link.rows)
    }
    var label = link.label
    if let row, let table = link.rows, let field = entry.form.field(table) {
      let name = content[rows: table][row]
      label =
        label
        + Phrase(
          zh: "：\(field.label.zh)第 \(row + 1) 列 \(name.excerpt(field, .zhTW))",
          en: ": \(field.label.en), row \(row + 1) \(name.excerpt(field, .en))")
    }
    return RecordStart(label: label, form: target, content: prefilled)
  }
}

extension Row {
  /// The first texts of a row, short.
  func excerpt(_ table: Field, _ language: Language) -> String {
    let texts = table.columns.filter { !self[$0.id].isEmpty }.prefix(2).map { column in
      ShownField(field: column, language: language).line(self[column.id])
    }
    return texts.joined(separator: " ").excerpt
  }
}
