import Domain
import Desk

/// What a record is called beside its number: the first text of its list.
enum RecordTitle {
  /// Number and title, or a mark where not even the number may be shown.
  static func name(_ mention: Mention, _ workspace: Workspace) -> String {
    guard !mention.isWithheld else { return workspace.text(Withheld.mark) }
    guard !mention.content.isEmpty else { return mention.number }
    let record = RecordValue(number: mention.number, form: mention.form, version: 0, content: mention.content)
    return "\(mention.number) \(workspace.text(text(record, workspace.records)))"
  }

  static func text(_ record: RecordValue, _ records: any RecordSource) -> Phrase {
    guard let form = records.form(record.form) else { return Phrase(verbatim: "") }
    let columns = form.list.compactMap { form.field($0) }
    let field = columns.first { $0.kind == .text && !record.content[$0.id].isEmpty } ?? columns.first
    guard let field, let text = record.content[field.id].first else { return form.title }
    return Phrase(zh: field.type.shown(text, field, .zhTW), en: field.type.shown(text, field, .en))
  }
}
