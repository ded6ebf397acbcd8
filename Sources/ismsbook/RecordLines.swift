import Domain
import FileStore

/// A record as lines for people, and as JSON.
enum RecordLines {
  static func lines(_ version: Version, _ form: Form?, _ language: Language) -> [String] {
    var result = header(version, form, language)
    let known = form?.fields ?? []
    for field in known {
      if field.isTable {
        result += table(version.content[rows: field.id], field, language)
      } else if !version.content[field.id].isEmpty {
        let shown = version.content[field.id].map { field.type.shown($0, field, language) }
        result.append("\(field.label[language]): \(shown.joined(separator: ", "))")
      }
    }
    for field in version.content.fields where form?.field(field.id) == nil {
      result.append("\(field.id): \(field.values.joined(separator: ", "))")
    }
    for table in version.content.tables where form?.field(table.id) == nil {
      for row in table.rows {
        result.append(
          "\(table.id): " + row.cells.map { "\($0.id)=\($0.values.joined(separator: ","))" }.joined(separator: "; "))
      }
    }
    return result
  }

  private static func header(_ version: Version, _ form: Form?, _ language: Language) -> [String] {
    let title = form?.title[language] ?? version.form.id
    var lines = ["\(title)  \(version.record)  v\(version.number)  \(version.status.label[language])"]
    lines.append(
      "\(version.action.label[language])  \(version.savedAt.shown)  \(version.savedBy.text)"
        + (version.reason.map { "  (\($0))" } ?? ""))
    lines.append("#\(version.sequence)  \(version.seal)")
    return lines
  }

  private static func table(_ rows: [Row], _ field: Field, _ language: Language) -> [String] {
    guard !rows.isEmpty else { return [] }
    return ["\(field.label[language]):"]
      + rows.enumerated().map { index, row in
        let cells = field.columns.compactMap { column -> String? in
          guard !row[column.id].isEmpty else { return nil }
          let shown = row[column.id].map { column.type.shown($0, column, language) }.joined(separator: ", ")
          return "\(column.label[language])=\(shown)"
        }
        return "  \(index + 1). " + cells.joined(separator: "; ")
      }
  }

  static func json(_ version: Version) -> JSON {
    var members: [(String, JSON)] = [
      ("record", .text(version.record)), ("form", .text(version.form.text)), ("version", .number(version.number)),
      ("status", .text(version.status.rawValue)), ("action", .text(version.action.rawValue)),
      ("saved_at", .text(version.savedAt.text)), ("saved_by", .text(version.savedBy.text)),
    ]
    if let reason = version.reason { members.append(("reason", .text(reason))) }
    members += [
      ("site", .text(version.site)), ("sequence", .number(version.sequence)),
      ("previous", .list(version.previous.map(JSON.text))), ("chain", .text(version.chain)),
      ("content", .text(version.contentHash)), ("seal", .text(version.seal)),
    ]
    return .object(members + content(version.content))
  }

  /// `fields` and `tables`, in the form that `new --from FILE.json` reads.
  static func content(_ content: Content) -> [(String, JSON)] {
    let cells = { (fields: [Content.Field]) in
      JSON.object(
        fields.map { ($0.id, $0.values.count == 1 ? JSON.text($0.values[0]) : .list($0.values.map(JSON.text))) })
    }
    return [
      ("fields", cells(content.fields)),
      ("tables", .object(content.tables.map { ($0.id, .list($0.rows.map { cells($0.cells) })) })),
    ]
  }

  static func receipt(_ version: Version) -> JSON {
    .object([
      ("record", .text(version.record)), ("version", .number(version.number)),
      ("status", .text(version.status.rawValue)), ("sequence", .number(version.sequence)),
      ("seal", .text(version.seal)),
    ])
  }

  static func receiptLine(_ version: Version, _ language: Language) -> String {
    Phrase(
      zh: "已存 \(version.record) 第 \(version.number) 版；日誌第 \(version.sequence) 號，封緘 \(version.seal)",
      en: "Saved \(version.record) version \(version.number); journal entry \(version.sequence), seal \(version.seal)"
    )[language]
  }
}
