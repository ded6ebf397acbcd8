import Domain

/// Versions of records as JSON.
public enum RecordJSON {
  /// A version as it was saved; where it continues another record, that one's number and the mark of every row too.
  /// `shown` is the record with what is worked out when it is shown.
  public static func version(
    _ version: Version, _ form: Form? = nil, asOfNow shown: Version? = nil, since earlier: Version? = nil,
    needed: [Finding] = [], isShownByTodaysDefinition: Bool = false, _ language: Language
  ) -> JSON {
    var members: [(String, JSON)] = [
      ("record", .text(version.record)), ("form", .text(version.form.text)), ("version", .number(version.number)),
      ("status", .text(version.status.rawValue)), ("action", .text(version.action.rawValue)),
      ("saved_at", .text(version.savedAt.text)), ("saved_by", .text(version.savedBy.text)),
    ]
    if let said = version.clockSaid { members.append(("clock", .text(said.text))) }
    if isShownByTodaysDefinition { members.append(("shown_by_todays_definition", .flag(true))) }
    if let reason = version.reason { members.append(("reason", .text(reason))) }
    members += [
      ("site", .text(version.site)), ("sequence", .number(version.sequence)), ("previous", .texts(version.previous)),
      ("chain", .text(version.chain)), ("content", .text(version.contentHash)), ("seal", .text(version.seal)),
      // As `new --from FILE.json` reads them.
      ("fields", cells(version.content.fields)),
      ("tables", .object(version.content.tables.map { ($0.id, .list($0.rows.map { cells($0.cells) })) })),
    ]
    if let paths = form?.pathsOfNow, !paths.isEmpty, let shown {
      members.append(("as_of_now", .object(paths.map { ($0, values(at: $0, in: shown.content)) })))
    }
    if !version.withheld.isEmpty { members.append(("withheld", .texts(version.withheld.map(\.path)))) }
    if !needed.isEmpty { members.append(("still_needed", .findings(needed, language))) }
    if let form, let earlier {
      let tables = form.continues?.tables ?? []
      let marks = tables.compactMap { table in
        form.marks(of: table.id, in: version.content, since: earlier.content).map { (table.id, json($0)) }
      }
      members += [
        ("starts_from", .text(earlier.record)), ("starts_from_version", .number(earlier.number)),
        ("marks", .object(marks)),
      ]
    }
    return .object(members)
  }

  /// The texts of a field; of a column those of each row.
  private static func values(at path: String, in content: Content) -> JSON {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return .texts(content[path]) }
    return .list(content[rows: parts[0]].map { .texts($0[parts[1]]) })
  }

  /// Rows are counted from 1, as in `table[row].column`.
  private static func json(_ marks: RowMarks) -> JSON {
    let rows = marks.rows.enumerated().map { index, row in
      let changes = row.changes.map { ($0.column, ["old": .texts($0.old), "new": .texts($0.new)] as JSON) }
      return ["row": .number(index + 1), "mark": .text(row.mark.rawValue)]
        + (changes.isEmpty ? [:] : ["changes": .object(changes)])
    }
    return .list(
      rows + marks.removed.map { ["mark": .text(RowMarks.Mark.removed.rawValue), "cells": cells($0.cells)] })
  }

  private static func cells(_ fields: [Content.Field]) -> JSON {
    .object(fields.map { ($0.id, $0.values.count == 1 ? .text($0.values[0]) : .texts($0.values)) })
  }
}
