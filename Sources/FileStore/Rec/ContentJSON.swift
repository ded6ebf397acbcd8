import Domain

/// A content as JSON, for exchange: `{"form": "x/1", "fields": {id: "text" | ["text", …]}, "tables": {id: [{…}]}}`.
/// Fields keep their order.
public enum ContentJSON {
  public static func encode(_ content: Content, form: FormReference?) -> [UInt8] {
    var members: [(String, JSONValue)] = []
    if let form { members.append(("form", .text(form.text))) }
    return JSONWriter.write(.object(members + self.members(of: content)))
  }

  /// A version with its header.
  public static func encode(_ version: Version) -> [UInt8] {
    var members: [(String, JSONValue)] = [
      ("record", .text(version.record)), ("form", .text(version.form.text)),
      ("version", .number(String(version.number))), ("status", .text(version.status.rawValue)),
      ("action", .text(version.action.rawValue)), ("saved_at", .text(version.savedAt.text)),
      ("saved_by", .object([("id", .text(version.savedBy.id)), ("name", .text(version.savedBy.name))])),
    ]
    if let reason = version.reason { members.append(("reason", .text(reason))) }
    members += [
      ("site", .text(version.site)), ("sequence", .number(String(version.sequence))),
      ("previous", .list(version.previous.map { .text($0) })), ("chain", .text(version.chain)),
      ("content", .text(version.contentHash)), ("seal", .text(version.seal)),
    ]
    if !version.furtherHeader.isEmpty { members.append(("header", object(version.furtherHeader))) }
    return JSONWriter.write(.object(members + self.members(of: version.content)))
  }

  /// Reads what either `encode` writes; a header other than `form` is not looked at. Numbers and truth values
  /// become their text.
  public static func decode(_ bytes: [UInt8]) -> Result<(form: FormReference?, content: Content), Finding> {
    JSONReader.read(bytes).flatMap { value in
      guard case .object(let members) = value else { return .failure(wrong("JSON")) }
      var content = Content()
      var form: FormReference?
      for (name, value) in members {
        switch (name, value) {
        case ("form", .text(let text)):
          guard let reference = FormReference(text) else { return .failure(wrong("form")) }
          form = reference
        case ("fields", .object(let fields)):
          guard let read = self.fields(fields) else { return .failure(wrong("fields")) }
          content.fields = read
        case ("tables", .object(let tables)):
          for (id, value) in tables {
            guard case .list(let rows) = value else { return .failure(wrong(id)) }
            var read: [Row] = []
            for row in rows {
              guard case .object(let cells) = row, let cells = self.fields(cells) else { return .failure(wrong(id)) }
              read.append(Row(cells: cells))
            }
            if !read.isEmpty { content.tables.append(Content.Table(id: id, rows: read)) }
          }
        case ("form", _), ("fields", _), ("tables", _): return .failure(wrong(name))
        default: continue
        }
      }
      return .success((form, content))
    }
  }

  private static func members(of content: Content) -> [(String, JSONValue)] {
    [
      ("fields", object(content.fields)),
      (
        "tables",
        .object(content.tables.map { table in (table.id, .list(table.rows.map { object($0.cells) })) })
      ),
    ]
  }

  private static func object(_ fields: [Content.Field]) -> JSONValue {
    .object(
      fields.filter { !$0.values.isEmpty }.map { field in
        (field.id, field.values.count == 1 ? .text(field.values[0]) : .list(field.values.map { .text($0) }))
      })
  }

  private static func fields(_ members: [(String, JSONValue)]) -> [Content.Field]? {
    var fields: [Content.Field] = []
    for (id, value) in members {
      switch value {
      case .null: continue
      case .list(let items):
        let texts = items.compactMap(\.scalar)
        guard texts.count == items.count else { return nil }
        if !texts.isEmpty { fields.append(Content.Field(id: id, values: texts)) }
      default:
        guard let text = value.scalar else { return nil }
        fields.append(Content.Field(id: id, values: [text]))
      }
    }
    return fields
  }

  private static func wrong(_ what: String) -> Finding {
    Finding(
      .nowhere, rule: "format",
      Phrase(
        zh: "「\(what)」不是預期的形式；欄位的值要是文字或文字的陣列，明細要是物件的陣列。",
        en: "“\(what)” has not the expected form; values are texts or lists of texts, tables are lists of objects."))
  }
}
