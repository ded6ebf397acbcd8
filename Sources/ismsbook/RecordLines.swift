import Domain
import Desk

/// A record as lines for people, and as JSON.
enum RecordLines {
  /// `earlier` is the record that this one goes on from, `needed` what steps of its sign-off will still ask for.
  static func lines(
    _ version: Version, _ form: Form?, status: Phrase, steps: [Chain.Step], since earlier: Version?,
    needed: [Finding] = [], _ clock: StoreClock, _ language: Language
  ) -> [String] {
    var result = header(version, form, status, clock, language)
    result += needed.map { Phrase(zh: "還缺", en: "Still needed")[language] + ": " + $0.message[language] }
    if let earlier { result.append(Phrase(zh: "接續", en: "Goes on from")[language] + ": \(earlier.record)") }
    let known = form?.fields ?? []
    for field in known {
      if field.isTable {
        let marks = earlier.flatMap { form?.marks(of: field.id, in: version.content, since: $0.content) }
        result += table(version.content[rows: field.id], field, marks, language)
      } else if !version.content[field.id].isEmpty {
        let shown = version.content[field.id].map { field.type.shown($0, field, language) }
        result.append("\(field.label[language]): \(shown.joined(separator: ", "))")
      }
    }
    for field in version.content.fields where form?.field(field.id) == nil {
      result.append("\(field.id): \(field.values.joined(separator: ", "))")
    }
    for table in version.content.tables where form?.field(table.id) == nil {
      if table.id == Signature.table {
        result.append("\(Signature.tableLabel[language]):")
        result += table.rows.map { "  " + Signature.text(of: $0, steps: steps, clock)[language] }
        continue
      }
      for row in table.rows {
        result.append(
          "\(table.id): " + row.cells.map { "\($0.id)=\($0.values.joined(separator: ","))" }.joined(separator: "; "))
      }
    }
    return result
  }

  private static func header(
    _ version: Version, _ form: Form?, _ status: Phrase, _ clock: StoreClock, _ language: Language
  ) -> [String] {
    let title = form?.title[language] ?? version.form.id
    var lines = ["\(title)  \(version.record)  v\(version.number)  \(status[language])"]
    lines.append(
      "\(version.action.label[language])  \(version.savedTime(clock)[language])  \(version.savedBy.text)"
        + (version.reason.map { "  (\($0))" } ?? ""))
    lines.append("#\(version.sequence)  \(version.seal)")
    return lines
  }

  private static func table(_ rows: [Row], _ field: Field, _ marks: RowMarks?, _ language: Language) -> [String] {
    guard !rows.isEmpty || marks?.removed.isEmpty == false else { return [] }
    func shown(_ values: [String], _ column: Field) -> String {
      values.map { column.type.shown($0, column, language) }.joined(separator: ", ")
    }
    func cells(_ row: Row) -> String {
      field.columns.filter { !row[$0.id].isEmpty }.map { "\($0.label[language])=\(shown(row[$0.id], $0))" }
        .joined(separator: "; ")
    }
    let separator = Phrase(zh: "：", en: ": ")[language]
    var result = ["\(field.label[language])\(marks.map { " (\($0.summary[language]))" } ?? ""):"]
    for (index, row) in rows.enumerated() {
      let marked = marks?.rows[index]
      result.append("  \(marked.map { "\($0.mark.sign) " } ?? "")\(index + 1). " + cells(row))
      for change in marked?.changes ?? [] {
        guard let column = field.column(change.column) else { continue }
        let old = shown(change.old, column)
        let new = shown(change.new, column)
        result.append("       \(column.label[language])\(separator)\(old) -> \(new)")
      }
    }
    return result + (marks?.removed ?? []).map { "  \(RowMarks.Mark.removed.sign) " + cells($0) }
  }

  /// The record; where it goes on from another, that one's number and the mark of every row too.
  static func json(
    _ version: Version, _ form: Form? = nil, since earlier: Version? = nil, needed: [Finding] = [],
    isShownByTodaysDefinition: Bool = false, _ language: Language = .en
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
      ("site", .text(version.site)), ("sequence", .number(version.sequence)),
      ("previous", .list(version.previous.map(JSON.text))), ("chain", .text(version.chain)),
      ("content", .text(version.contentHash)), ("seal", .text(version.seal)),
    ]
    members += content(version.content)
    if !version.withheld.isEmpty { members.append(("withheld", .list(version.withheld.map { .text($0.path) }))) }
    if !needed.isEmpty {
      members.append(("still_needed", .list(needed.map { FindingText.json($0, nil, language) })))
    }
    if let form, let earlier {
      members.append(("starts_from", .text(earlier.record)))
      members.append(("starts_from_version", .number(earlier.number)))
      members.append(
        (
          "marks",
          .object(
            (form.continues?.tables ?? []).compactMap { table in
              form.marks(of: table.id, in: version.content, since: earlier.content).map { (table.id, json($0)) }
            })
        ))
    }
    return .object(members)
  }

  /// Rows are counted from 1, as in `table[row].column`.
  private static func json(_ marks: RowMarks) -> JSON {
    let rows = marks.rows.enumerated().map { index, row in
      var members: [(String, JSON)] = [("row", .number(index + 1)), ("mark", .text(row.mark.rawValue))]
      if !row.changes.isEmpty {
        members.append(
          (
            "changes",
            .object(
              row.changes.map { change in
                (
                  change.column,
                  .object([("old", .list(change.old.map(JSON.text))), ("new", .list(change.new.map(JSON.text)))])
                )
              })
          ))
      }
      return JSON.object(members)
    }
    let removed = marks.removed.map { row in
      JSON.object([("mark", .text(RowMarks.Mark.removed.rawValue)), ("cells", cells(row.cells))])
    }
    return .list(rows + removed)
  }

  private static func cells(_ fields: [Content.Field]) -> JSON {
    .object(fields.map { ($0.id, $0.values.count == 1 ? JSON.text($0.values[0]) : .list($0.values.map(JSON.text))) })
  }

  /// `fields` and `tables`, in the form that `new --from FILE.json` reads.
  static func content(_ content: Content) -> [(String, JSON)] {
    [
      ("fields", cells(content.fields)),
      ("tables", .object(content.tables.map { ($0.id, .list($0.rows.map { cells($0.cells) })) })),
    ]
  }

  /// What was saved; `notes` say how texts were understood.
  static func receipt(_ version: Version, notes: [JSON] = []) -> JSON {
    .object(
      [
        ("record", .text(version.record)), ("version", .number(version.number)),
        ("status", .text(version.status.rawValue)), ("sequence", .number(version.sequence)),
        ("seal", .text(version.seal)),
      ] + (notes.isEmpty ? [] : [("notes", .list(notes))]))
  }

  static func receiptLine(_ version: Version, _ language: Language) -> String {
    Phrase(
      zh: "已存 \(version.record) 第 \(version.number) 版；日誌第 \(version.sequence) 號，封緘 \(version.seal)",
      en: "Saved \(version.record) version \(version.number); journal entry \(version.sequence), seal \(version.seal)"
    )[language]
  }
}
