/// How large a record may be. Each limit is a setting; what a setting may be at most is what the store takes at all.
public struct RecordLimits: Hashable, Sendable {
  /// Characters (code points) of a text or another value of one line.
  public var text: Int
  /// Characters of a paragraph.
  public var paragraph: Int
  /// Values of a field that may have several.
  public var values: Int
  /// Rows of a table.
  public var rows: Int
  /// Bytes of all texts together.
  public var bytes: Int

  public init(text: Int, paragraph: Int, values: Int, rows: Int, bytes: Int) {
    self.text = text
    self.paragraph = paragraph
    self.values = values
    self.rows = rows
    self.bytes = bytes
  }

  /// What no setting goes beyond, as the checks of the form `settings` say.
  public static let most = RecordLimits(
    text: 20_000, paragraph: 200_000, values: 2_000, rows: 20_000, bytes: 4096 << 10)

  /// What no setting goes below: a record within these need not be measured further.
  static let least = RecordLimits(text: 200, paragraph: 20_000, values: 100, rows: 500, bytes: 256 << 10)

  public init(_ settings: Settings) {
    func limit(_ id: String, _ part: KeyPath<RecordLimits, Int>, unit: Int = 1) -> Int {
      let most = RecordLimits.most[keyPath: part]
      let set = settings.number(id).map { min(max($0, 0), most) * unit } ?? most
      return min(max(set, RecordLimits.least[keyPath: part]), most)
    }
    text = limit("text_most_characters", \.text)
    paragraph = limit("paragraph_most_characters", \.paragraph)
    values = limit("values_most", \.values)
    rows = limit("rows_most", \.rows)
    bytes = limit("record_most_kilobytes", \.bytes, unit: 1 << 10)
  }

  /// Where a content is larger than it may be, with the limit and what to do. What stood in the version that was
  /// changed, `base`, may stay as it is. Without a form every value counts as a paragraph.
  public func findings(_ content: Content, of form: Form? = nil, since base: Content? = nil) -> [Finding] {
    var result: [Finding] = []
    for field in content.fields where base?[field.id] != field.values {
      result += findings(field.values, form?.field(field.id), form == nil, .field(field.id), since: base?[field.id])
    }
    for table in content.tables {
      let before = base?[rows: table.id] ?? []
      if table.rows == before { continue }
      let place = Finding.Place.field(table.id)
      let definition = form?.field(table.id)
      if table.rows.count > max(rows, before.count) {
        result.append(tooMany(rows: table.rows.count, definition, place))
        // Its rows are not looked at one by one.
        continue
      }
      for (index, row) in table.rows.enumerated() where !before.indices.contains(index) || before[index] != row {
        for cell in row.cells {
          let place = Finding.Place.field(table.id, row: index, column: cell.id)
          result += findings(cell.values, definition?.column(cell.id), form == nil, place, since: nil)
        }
      }
    }
    let size = content.size
    if size > max(bytes, base?.size ?? 0) { result.append(tooLarge(size)) }
    return result
  }

  private func findings(
    _ values: [String], _ field: Field?, _ isUnknown: Bool, _ place: Finding.Place, since before: [String]?
  ) -> [Finding] {
    if values.count > max(self.values, before?.count ?? 0) { return [tooMany(values: values.count, field, place)] }
    let isParagraph = isUnknown || field?.kind == .paragraph
    let limit = isParagraph ? paragraph : text
    let longest = values.lazy.filter { $0.utf8.count > limit }.map(\.unicodeScalars.count).max() ?? 0
    return longest > limit ? [tooLong(longest, limit, field, place)] : []
  }

  // MARK: - What is said

  private func name(_ field: Field?, _ place: Finding.Place) -> Phrase {
    if let field { return field.label }
    if case .field(let id, _, let column) = place { return Phrase(verbatim: column ?? id) }
    return Phrase(verbatim: "")
  }

  private func tooLong(_ count: Int, _ limit: Int, _ field: Field?, _ place: Finding.Place) -> Finding {
    let name = name(field, place)
    return Finding(
      place, rule: "limit",
      Phrase(
        zh: "「\(name.zh)」有 \(count) 個字元，上限 \(limit)；請縮短，或把長的內容存成附件。",
        en: "'\(name.en)' has \(count) characters, \(limit) at most; shorten it, or attach what is long as a file."))
  }

  private func tooMany(values count: Int, _ field: Field?, _ place: Finding.Place) -> Finding {
    let name = name(field, place)
    return Finding(
      place, rule: "limit",
      Phrase(
        zh: "「\(name.zh)」有 \(count) 個值，上限 \(values)；請減少，或分成幾筆紀錄。",
        en: "'\(name.en)' has \(count) values, \(values) at most; leave some out, or divide them among several records."
      ))
  }

  private func tooMany(rows count: Int, _ field: Field?, _ place: Finding.Place) -> Finding {
    let name = name(field, place)
    return Finding(
      place, rule: "limit",
      Phrase(
        zh: "「\(name.zh)」有 \(count) 列，上限 \(rows)；請分成幾筆紀錄，或把整份清單存成附件。",
        en:
          "'\(name.en)' has \(count) rows, \(rows) at most; divide them among several records, or attach the list as a file."
      ))
  }

  private func tooLarge(_ size: Int) -> Finding {
    Finding(
      .nowhere, rule: "limit",
      Phrase(
        zh: "這筆紀錄共 \(size >> 10) KB，上限 \(bytes >> 10) KB；請分成幾筆紀錄，或把長的內容存成附件。",
        en: "The record has \(size >> 10) KB, \(bytes >> 10) KB at most; divide it, or attach what is long as a file."))
  }
}

extension Content {
  /// Bytes of the texts and their names, as many as they have in a record's text.
  public var size: Int {
    func size(_ fields: [Field]) -> Int {
      fields.reduce(0) { sum, field in
        field.values.reduce(sum) { sum, value in
          // A line end stands before the two characters that mark the further line.
          value.utf8.reduce(sum + field.id.utf8.count + 3) { $0 + ($1 == UInt8(ascii: "\n") ? 3 : 1) }
        }
      }
    }
    return tables.reduce(size(fields)) { sum, table in table.rows.reduce(sum) { $0 + size($1.cells) + 1 } }
  }
}

extension Entry {
  /// Where the content is larger than the settings allow; to be asked before anything is worked out from it. What
  /// stood in the version that is changed may stay.
  public func limitFindings(_ content: Content) -> [Finding] {
    // Most records are within any setting, and need none.
    if RecordLimits.least.findings(content, of: form).isEmpty { return [] }
    return RecordLimits(Settings(records)).findings(content, of: form, since: base)
  }

  /// The same of one field or table.
  func limitFindings(of field: Field, in content: Content) -> [Finding] {
    let values = content[field.id]
    let rows = content[rows: field.id]
    return limitFindings(
      Content(
        fields: values.isEmpty ? [] : [Content.Field(id: field.id, values: values)],
        tables: rows.isEmpty ? [] : [Content.Table(id: field.id, rows: rows)]))
  }
}
