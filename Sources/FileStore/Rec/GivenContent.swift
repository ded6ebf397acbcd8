import Domain

/// What a file gives for one record: in record format or as JSON, written by hand or by this program.
public struct GivenContent: Sendable {
  /// The form that it says it is of, and the record.
  public private(set) var form: FormReference?
  public private(set) var record: String?
  public private(set) var content = Content()
  /// Keys and record sets that are neither values nor what the program writes beside them.
  public private(set) var others: [String] = []
  /// The type of the record set that holds the fields, by which tables are named.
  private var formType: String?

  /// What the program writes beside the values of a record, and does not take in.
  private static let header: Set = [
    "version", "status", "action", "saved_at", "saved_by", "reason", "site", "sequence", "previous", "chain", "content",
    "seal", "header", "clock", "starts_from", "starts_from_version", "marks", "still_needed", "withheld",
    "shown_by_todays_definition", "as_of_now",
  ]

  /// Reads the bytes of a file for a record of a form. `name` is what findings call the file.
  public static func read(_ bytes: [UInt8], for form: Form, name: String) -> Result<GivenContent, Finding> {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let problem = GivenKind.problem(bytes) {
      return .failure(Finding(.file(name, line: 0, column: 0), rule: "kind", problem))
    }
    let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
    let read = isJSON ? json(bytes) : rec(bytes, form)
    return read.mapError { finding in
      guard case .file(_, let line, let column) = finding.place else { return finding }
      var finding = finding
      finding.place = .file(name, line: line, column: column)
      if !isJSON, finding.rule == "format" {
        finding.message = Phrase(
          zh: "這一行不是「欄位: 值」；每個欄位一行，續行以「+ 」開頭，或改用 JSON。",
          en:
            "This line is not “field: value”; write one line a field, further lines of a text with “+ ” before them, or "
            + "use JSON.")
      }
      return finding
    }
  }

  // MARK: - JSON

  private static func json(_ bytes: [UInt8]) -> Result<GivenContent, Finding> {
    JSONReader.read(bytes).flatMap { value in
      guard case .object(let members) = value else { return .failure(wrong("JSON")) }
      var given = GivenContent()
      for (name, value) in members {
        if let finding = given.take(name, value) { return .failure(finding) }
      }
      return .success(given)
    }
  }

  private mutating func take(_ name: String, _ value: JSONValue) -> Finding? {
    switch (name, value) {
    case ("form", .text(let text)):
      guard let reference = FormReference(text) else { return GivenContent.wrong(name) }
      form = reference
    case ("record", .text(let text)): record = text
    case ("fields", .object(let fields)):
      guard let read = GivenContent.fields(fields) else { return GivenContent.wrong(name) }
      content.fields = read
    case ("tables", .object(let tables)):
      for (id, value) in tables {
        guard case .list(let rows) = value else { return GivenContent.wrong(id) }
        var read: [Row] = []
        for row in rows {
          guard case .object(let cells) = row, let cells = GivenContent.fields(cells) else {
            return GivenContent.wrong(id)
          }
          read.append(Row(cells: cells))
        }
        content.tables.append(Content.Table(id: id, rows: read))
      }
    case ("form", _), ("record", _), ("fields", _), ("tables", _): return GivenContent.wrong(name)
    default: if !GivenContent.header.contains(name) { others.append(name) }
    }
    return nil
  }

  /// Nil where a value is neither a text nor a list of texts. What is given as nothing is emptied.
  private static func fields(_ members: [(String, JSONValue)]) -> [Content.Field]? {
    var fields: [Content.Field] = []
    for (id, value) in members {
      switch value {
      case .null: fields.append(Content.Field(id: id, values: []))
      case .list(let items):
        let texts = items.compactMap(\.scalar)
        guard texts.count == items.count else { return nil }
        fields.append(Content.Field(id: id, values: texts))
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

  // MARK: - Record format

  private static func rec(_ bytes: [UInt8], _ form: Form) -> Result<GivenContent, Finding> {
    // A file that was written on Windows.
    let plain = bytes.indices.filter { bytes[$0] != 13 || $0 + 1 == bytes.count || bytes[$0 + 1] != 10 }.map {
      bytes[$0]
    }
    return RecReader.read(plain[...]).flatMap { sets in
      var given = GivenContent()
      for set in sets {
        if let finding = given.take(set, form) { return .failure(finding) }
      }
      return .success(given)
    }
  }

  private mutating func take(_ set: RecSet, _ form: Form) -> Finding? {
    if ContentText.envelopes.contains(set.type) {
      guard set.records.count <= 1, self.form == nil else { return GivenContent.several(set.records.last?.line ?? 1) }
      self.form = set.records.first?["Form"].flatMap { FormReference($0) }
      record = set.records.first?["Record"]
      return nil
    }
    let type = ContentText.type(of: self.form ?? form.reference)
    // Of the two names of the set that holds the fields, the other one may be a table's.
    if set.type.isEmpty || (set.type == "fields" && formType != type) || (set.type == type && formType != "fields") {
      guard set.records.count <= 1, formType == nil else { return GivenContent.several(set.records.last?.line ?? 1) }
      formType = set.type
      content.fields = (set.records.first?.fields ?? []).filter { $0.id != ContentText.emptyRow }
      return nil
    }
    let id = ContentText.tableID(of: set.type, formType: formType ?? type)
    let rows = set.records.map { Row(cells: $0.fields.filter { $0.id != ContentText.emptyRow }) }
    content.tables.append(Content.Table(id: id, rows: rows))
    return nil
  }

  private static func several(_ line: Int) -> Finding {
    Finding(
      .file("", line: line, column: 1), rule: "several",
      Phrase(
        zh: "這裡開始是第二筆紀錄；--from 一次只收一筆，請分成不同的檔案（同一筆的欄位中間不要空行）。",
        en:
          "A second record begins here; --from takes one at a time, so put each in a file of its own (and no blank line "
          + "inside of a record)."))
  }
}
