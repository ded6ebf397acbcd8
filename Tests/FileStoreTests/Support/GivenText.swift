import Domain

@testable import FileStore

/// A content as somebody may give it for a record.
enum GivenText {
  /// In record format, beginning with the form it is of, where that is known.
  static func rec(_ content: Content, form: FormReference?) -> [UInt8] {
    var writer = RecWriter()
    if let form {
      writer.type("content")
      writer.field("Form", form.text)
      writer.endLine()
    }
    ContentText.append(content, formType: ContentText.type(of: form), to: &writer)
    return writer.bytes
  }

  /// As JSON; `header` is what else stands there, each with its value in JSON.
  static func json(_ content: Content, form: FormReference?, header: [(String, String)] = []) -> [UInt8] {
    let tables = content.tables.map { table -> (String, String) in
      (table.id, list(table.rows.map { cells($0.cells) }))
    }
    let first = form.map { [("form", quoted($0.text))] } ?? []
    return Array(object(first + header + [("fields", cells(content.fields)), ("tables", object(tables))]).utf8)
  }

  private static func cells(_ fields: [Content.Field]) -> String {
    let given = fields.filter { !$0.values.isEmpty }
    return object(
      given.map { field -> (String, String) in
        let values = field.values.map(quoted)
        return (field.id, values.count == 1 ? values[0] : list(values))
      })
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { name, value in "\(quoted(name)): \(value)" }.joined(separator: ", ") + "}"
  }

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  private static func quoted(_ text: String) -> String {
    JSONText.quoted(text) { (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029 }
  }
}
