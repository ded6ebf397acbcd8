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
}
