/// Values given by name, one after the other, laid over what a form holds: `field=value`, `table[row].column=value`.
public struct Assignments: Sendable {
  public private(set) var content: Content
  /// Only what was given; a row together with the rows before it, so that it keeps its place.
  public private(set) var given = Content()
  private let form: Form
  private var seen: Set<String> = []

  public init(over content: Content, of form: Form, given: Content = Content()) {
    self.content = content
    self.form = form
    self.given = given
  }

  /// `path=value` as it is typed. The first value for a field with several replaces what was there, further ones are
  /// added; none at all empties it.
  public mutating func assign(_ text: String) throws(Finding) {
    let (path, value) = try Self.split(text)
    try assign(value, at: path)
  }

  /// The parts of `path=value`.
  public static func split(_ text: String) throws(Finding) -> (path: String, value: String) {
    guard let place = text.firstIndex(of: "=") else {
      throw refusal(Phrase(zh: "「\(text.excerpt)」不是 欄位=值。", en: "'\(text.excerpt)' is not field=value."))
    }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  public mutating func assign(_ value: String, at path: String) throws(Finding) {
    let isFirst = seen.insert(path).inserted
    guard let open = path.firstIndex(of: "["), let close = path.firstIndex(of: "]"), open < close else {
      guard let field = form.field(path), !field.isTable else { throw unknown(path, among: paths) }
      content[path] = try merged(content[path], value, field, path, isFirst)
      given[path] = content[path]
      return
    }
    let id = String(path[..<open])
    let name = String(path[path.index(after: close)...].drop { $0 == "." })
    guard let table = form.field(id), table.isTable, let column = table.column(name),
      let row = Int(path[path.index(after: open)..<close]), (1...100_000).contains(row)
    else { throw unknown(path, among: paths) }
    var rows = content[rows: id]
    guard row <= rows.count + 1 else {
      throw Self.refusal(
        Phrase(
          zh: "「\(path)」：明細有 \(rows.count) 列，下一列是第 \(rows.count + 1) 列。",
          en: "'\(path)': the table has \(rows.count) rows, the next one is \(rows.count + 1)."))
    }
    if row > rows.count { rows.append(Row()) }
    rows[row - 1][name] = try merged(rows[row - 1][name], value, column, path, isFirst)
    content[rows: id] = rows
    given[rows: id] = rows
  }

  /// Adds a file to the field or cell that takes files.
  public mutating func attach(_ reference: String, at path: String) throws(Finding) {
    if path.contains("[") { return try assign(reference, at: path) }
    content[path] += [reference]
    given[path] = content[path]
  }

  /// Why there is no place for files there; nil where there is.
  public func refusal(ofFilesAt path: String) -> Finding? {
    // A row's number says nothing about whether there is such a column.
    let plain = path.replacing(/\[[0-9]+\]/, with: "[1]")
    let places = form.fields.flatMap { field in
      let columns = field.columns.filter { $0.kind == .file }.map { "\(field.id)[1].\($0.id)" }
      return (field.kind == .file ? [field.id] : []) + columns
    }
    return places.contains(plain) ? nil : unknown(path, among: places)
  }

  private var paths: [String] {
    form.fields.flatMap { field in
      field.isTable ? field.columns.filter { !$0.isComputed }.map { "\(field.id)[1].\($0.id)" } : [field.id]
    }
  }

  private func merged(
    _ old: [String], _ value: String, _ field: Field, _ path: String, _ isFirst: Bool
  ) throws(Finding) -> [String] {
    if field.isComputed {
      throw Self.refusal(
        Phrase(
          zh: "「\(path)」由程式計算，不能填；請拿掉。", en: "'\(path)' is worked out by the program and cannot be set; leave it out."))
    }
    guard isFirst || field.type.isList else {
      throw Self.refusal(
        Phrase(zh: "「\(path)」只有一個值，卻給了兩次；請只留一次。", en: "'\(path)' has one value but is given twice; leave one."))
    }
    let new = value.isEmpty ? [] : [field.typed(value)]
    return isFirst ? new : old + new
  }

  private func unknown(_ path: String, among known: [String]) -> Finding {
    Self.refusal(
      Suggestion.unknown(Phrase(zh: "欄位", en: "field"), path, Suggestion.nearest(to: path, among: known)))
  }

  private static func refusal(_ message: Phrase) -> Finding { Finding(.nowhere, rule: "assignment", message) }
}
