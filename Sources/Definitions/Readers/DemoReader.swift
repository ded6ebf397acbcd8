import Domain

/// Reads `Demo/*.yaml`.
struct DemoReader {
  let reading: Reading

  private static let decisions: [(key: String, action: Action)] = [
    ("submit", .submit), ("agree", .agree), ("return", .return), ("refuse", .refuse), ("withdraw", .withdraw),
  ]
  private static let keys =
    ["key", "form", "amend", "void"] + decisions.map(\.key)
    + ["day", "time", "by", "reason", "set", "rows_set", "waits_for", "within", "repeat"]

  func steps(_ tree: Tree) -> [DemoStep] {
    let what = Phrase(zh: "示範資料", en: "demo data")
    guard let keys = MappingReader(tree, keys: ["demo", "records"], what, reading) else { return [] }
    return keys.list("records").flatMap(steps(of:))
  }

  /// One step, or as many as the record is to be repeated, each with its number after the key.
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
    guard let (kind, name) = subject(keys) else { return nil }
    let isNow = keys.text("time") == "now"
    var step = DemoStep(
      kind, key: name + (turn.map { "-\($0)" } ?? ""), day: day ?? keys.number("day", -3650...0) ?? 0,
      time: isNow ? TimeOfDay(minutes: 1439) ?? .midnight : time(keys) ?? TimeOfDay(minutes: 600) ?? .midnight,
      by: keys.text("by") ?? "me", place: .file(reading.file, line: tree.place.line, column: tree.place.column))
    step.isNow = isNow
    step.reason = keys.text("reason")
    step.content = content(keys.value("set"))
    step.rowChanges = keys.pairs("rows_set").flatMap { entry -> [DemoStep.RowChange] in
      guard case .list(let items) = entry.value.content else { return [] }
      return items.compactMap { rowChange($0, entry.key) }
    }
    step.waitsFor = keys.text("waits_for")
    step.within = keys.number("within", 1...10_000)
    return step
  }

  /// What is done, and with which record.
  private func subject(_ keys: MappingReader) -> (DemoStep.Kind, String)? {
    if let form = keys.text("form") { return keys.required("key").map { (.new(form: form), $0.text) } }
    if let name = keys.placed("amend") { return (.amend, name.text) }
    for (key, action) in Self.decisions {
      guard let name = keys.placed(key) else { continue }
      for other in ["set", "rows_set"] where keys.has(other) {
        reading.report(
          keys.place(of: other), "demo",
          Phrase(
            zh: "簽核不能同時更改紀錄；請另寫一步 amend。", en: "a signature changes no record; write a step of its own with 'amend'"))
      }
      if let missing = action.missingReason, keys.text("reason") == nil {
        reading.report(keys.place, "demo", missing + Phrase(verbatim: " [reason]"))
      }
      return (.decide(action), name.text)
    }
    return keys.required("void").map { (.void, $0.text) }
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
    }.map(\.element)
    return (ordered, findings + DemoCheck(catalogue: self).findings(ordered))
  }
}

extension Tree {
  fileprivate var isMapping: Bool {
    if case .mapping = content { return true }
    return false
  }
}
