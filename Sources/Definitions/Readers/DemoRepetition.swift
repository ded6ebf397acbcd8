import Domain

/// `repeat:` of a demo record: the same record again and again, spread over days, with values that go round.
///
/// Each cycle is a list of mappings; the record of turn n takes entry n of every cycle, from the start again after the
/// last, and `{name}` in any text of the record becomes that entry's value. Cycles whose lengths have no common
/// divisor give the most different records.
struct DemoRepetition {
  /// Days from today of the first and the last record.
  let days: ClosedRange<Int>
  let count: Int
  let cycles: [[[String: String]]]

  init?(_ tree: Tree, _ reading: Reading) {
    let what = Phrase(zh: "重複", en: "a repetition")
    guard let keys = MappingReader(tree, keys: ["count", "from", "to", "cycles"], what, reading),
      let count = keys.number("count", 1...1_000), let from = keys.number("from", -3650...0),
      let to = keys.number("to", -3650...0)
    else { return nil }
    guard from <= to else {
      reading.report(
        keys.place(of: "to"), "kind",
        Phrase(zh: "「to」早於「from」；請對調。", en: "'to' is before 'from'; exchange them"))
      return nil
    }
    self.count = count
    days = from...to
    cycles = keys.list("cycles").map { cycle in
      guard case .list(let turns) = cycle.content else {
        reading.report(cycle.place, "kind", Phrase(zh: "每個循環必須是清單。", en: "each cycle must be a list"))
        return []
      }
      return turns.map { turn in
        guard case .mapping(let entries) = turn.content else {
          reading.report(
            turn.place, "kind", Phrase(zh: "循環的每一項必須是「名稱: 值」。", en: "each turn must be a mapping of names to values"))
          return [:]
        }
        let values = entries.map { ($0.key, $0.value.text ?? "") }
        return Dictionary(values, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// The day of a turn, counted from 0.
  func day(of turn: Int) -> Int {
    guard count > 1 else { return days.lowerBound }
    return days.lowerBound + turn * (days.upperBound - days.lowerBound) / (count - 1)
  }

  /// The record's text with the values of a turn.
  func filled(_ tree: Tree, turn: Int) -> Tree {
    var values = ["turn": String(turn + 1)]
    for cycle in cycles where !cycle.isEmpty { values.merge(cycle[turn % cycle.count]) { _, new in new } }
    return filled(tree, values)
  }

  private func filled(_ tree: Tree, _ values: [String: String]) -> Tree {
    let content: Tree.Content =
      switch tree.content {
      case .text(let text): .text(values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) })
      case .list(let items): .list(items.map { filled($0, values) })
      case .mapping(let entries):
        .mapping(entries.map { Tree.Entry(key: $0.key, place: $0.place, value: filled($0.value, values)) })
      }
    return Tree(content, place: tree.place, start: tree.start)
  }
}
