import Domain

/// One step of the demo data: a record to save, amend or void, as a person would type it.
public struct DemoStep: Sendable {
  public enum Kind: Hashable, Sendable {
    case new(form: String)
    case amend
    case void
  }

  /// Changes to rows that a table starts with: all of them, or those whose cells match.
  public struct RowChange: Sendable {
    public let table: String
    /// Empty for every row.
    public let match: [String: String]
    public let set: Row
  }

  public let kind: Kind
  /// The name that other steps refer to the record by.
  public let key: String
  /// Days from today; negative in the past.
  public let day: Int
  /// The end of the day stands for the moment at which the demo is made, which `isNow` says.
  public let time: TimeOfDay
  public let isNow: Bool
  /// The id of the person who saves; `me` for the one who makes the store.
  public let by: String
  public let reason: String?
  public let content: Content
  public let rowChanges: [RowChange]
  public let place: Finding.Place
}

/// Reads `Demo/*.yaml`.
struct DemoReader {
  let reading: Reading

  private static let keys = [
    "key", "form", "amend", "void", "day", "time", "by", "reason", "set", "rows_set", "repeat",
  ]

  func steps(_ tree: Tree) -> [DemoStep] {
    let what = Phrase(zh: "示範資料", en: "demo data")
    guard let keys = MappingReader(tree, keys: ["demo", "records"], what, reading) else { return [] }
    return keys.list("records").flatMap(steps(of:))
  }

  /// One step, or as many as the record is to be repeated, each with its number behind the key.
  private func steps(of tree: Tree) -> [DemoStep] {
    guard let repeated = tree["repeat"] else { return step(tree).map { [$0] } ?? [] }
    guard let repetition = DemoRepetition(repeated, reading) else { return [] }
    return (0..<repetition.count).compactMap { turn in
      step(repetition.filled(tree, turn: turn), turn: turn + 1, day: repetition.day(of: turn))
    }
  }

  private func step(_ tree: Tree, turn: Int? = nil, day: Int? = nil) -> DemoStep? {
    let what = Phrase(zh: "示範紀錄", en: "a demo record")
    guard let keys = MappingReader(tree, keys: Self.keys, what, reading) else { return nil }
    let kind: DemoStep.Kind
    let name: PlacedText?
    if let form = keys.text("form") {
      kind = .new(form: form)
      name = keys.required("key")
    } else if keys.has("amend") {
      kind = .amend
      name = keys.placed("amend")
    } else {
      kind = .void
      name = keys.required("void")
    }
    guard let name else { return nil }
    let rowChanges = keys.pairs("rows_set").flatMap { entry -> [DemoStep.RowChange] in
      guard case .list(let items) = entry.value.content else { return [] }
      return items.compactMap { rowChange($0, entry.key) }
    }
    let isNow = keys.text("time") == "now"
    return DemoStep(
      kind: kind, key: name.text + (turn.map { "-\($0)" } ?? ""), day: day ?? keys.number("day", -3650...0) ?? 0,
      time: isNow ? TimeOfDay(minutes: 1439) ?? .midnight : time(keys) ?? TimeOfDay(minutes: 600) ?? .midnight,
      isNow: isNow,
      by: keys.text("by") ?? "me", reason: keys.text("reason"), content: content(keys.value("set")),
      rowChanges: rowChanges, place: .file(reading.file, line: tree.place.line, column: tree.place.column))
  }

  private func time(_ keys: MappingReader) -> TimeOfDay? {
    guard let typed = keys.placed("time") else { return nil }
    if let time = TimeOfDay(typed.text) { return time }
    reading.report(
      typed.place, "kind",
      Phrase(zh: "「time」必須是時間，例如 10:00，或 now。", en: "'time' must be a time such as 10:00, or now"))
    return nil
  }

  private func rowChange(_ tree: Tree, _ table: String) -> DemoStep.RowChange? {
    let what = Phrase(zh: "列的更改", en: "a change of rows")
    guard let keys = MappingReader(tree, keys: ["all", "match", "set"], what, reading) else { return nil }
    let match = keys.pairs("match").compactMap { entry in texts(entry.value).first.map { (entry.key, $0) } }
    return DemoStep.RowChange(
      table: table, match: Dictionary(match, uniquingKeysWith: { first, _ in first }), set: row(keys.value("set")))
  }

  private func content(_ tree: Tree?) -> Content {
    var result = Content()
    guard case .mapping(let entries)? = tree?.content else { return result }
    for entry in entries {
      if case .list(let items) = entry.value.content, items.contains(where: \.isMapping) {
        result[rows: entry.key] = items.map { row($0) }
      } else {
        result[entry.key] = texts(entry.value)
      }
    }
    return result
  }

  private func row(_ tree: Tree?) -> Row {
    var result = Row()
    guard case .mapping(let entries)? = tree?.content else { return result }
    // An empty value empties the cell.
    for entry in entries { result.cells.append(Content.Field(id: entry.key, values: texts(entry.value))) }
    return result
  }

  private func texts(_ tree: Tree) -> [String] {
    switch tree.content {
    case .text(let text): text.isEmpty ? [] : [text]
    case .list(let items): items.flatMap(texts)
    case .mapping: []
    }
  }
}

extension ScreensCatalogue {
  /// The steps of the demo store, in order of day, and what is wrong with their files.
  public func demoSteps() -> (steps: [DemoStep], findings: [Finding]) {
    var steps: [DemoStep] = []
    var findings: [Finding] = []
    for (_, files) in folders.definitions(in: "Demo") {
      guard let file = files.first else { continue }
      let read = reader.demo(at: file)
      steps += read.value ?? []
      findings += read.findings
    }
    let ordered = steps.enumerated().sorted {
      ($0.element.day, $0.element.time, $0.offset) < ($1.element.day, $1.element.time, $1.offset)
    }
    return (ordered.map(\.element), findings)
  }
}

extension Tree {
  fileprivate var isMapping: Bool {
    if case .mapping = content { return true }
    return false
  }
}
