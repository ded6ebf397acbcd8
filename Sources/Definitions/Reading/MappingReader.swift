import Domain

/// Reads the values of a mapping's keys; unknown keys and values of the wrong kind become findings.
struct MappingReader {
  let reading: Reading
  let place: Tree.Position
  private let entries: [Tree.Entry]

  /// Nil if the tree is no mapping. `keys` are those it may have.
  init?(_ tree: Tree, keys: [String], _ what: Phrase, _ reading: Reading) {
    guard case .mapping(let entries) = tree.content else {
      reading.report(
        tree.place, "kind", Phrase(zh: "\(what.zh)必須是「鍵: 值」。", en: "\(what.en) must be a mapping of keys to values"))
      return nil
    }
    self.reading = reading
    self.entries = entries
    place = tree.place
    for entry in entries where !keys.contains(entry.key) {
      reading.unknown(
        Phrase(zh: "鍵", en: "key"), PlacedText(text: entry.key, place: entry.place), among: keys, rule: "key")
    }
  }

  var keys: [String] { entries.map(\.key) }

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The place of a key, or of the mapping if it is missing.
  func place(of key: String) -> Tree.Position { entries.first { $0.key == key }?.place ?? place }

  func value(_ key: String) -> Tree? { entries.first { $0.key == key }?.value }

  func text(_ key: String) -> String? { placed(key)?.text }

  func placed(_ key: String) -> PlacedText? {
    guard let tree = value(key), let text = reading.text(tree, name(key)) else { return nil }
    return PlacedText(text: text, place: tree.place)
  }

  /// A text that must be there.
  func required(_ key: String) -> PlacedText? {
    guard has(key) else {
      reading.report(place, "key", Phrase(zh: "缺少鍵「\(key)」；請補上。", en: "the key '\(key)' is missing; add it"))
      return nil
    }
    return placed(key)
  }

  /// A whole number in a range.
  func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let found = placed(key) else { return nil }
    if let number = Int(found.text), range.contains(number) { return number }
    reading.report(
      found.place, "kind",
      Phrase(
        zh: "「\(key)」必須是 \(range.lowerBound) 到 \(range.upperBound) 的整數。",
        en: "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }

  /// `true` or `false`; false if it is missing.
  func flag(_ key: String) -> Bool {
    guard let found = placed(key) else { return false }
    if found.text != "true", found.text != "false" {
      reading.report(found.place, "kind", Phrase(zh: "「\(key)」必須是 true 或 false。", en: "'\(key)' must be true or false"))
    }
    return found.text == "true"
  }

  func rule(_ key: String) -> Rule? { value(key).flatMap { reading.rule($0, name(key)) } }

  /// The items of a list; none if it is missing.
  func list(_ key: String) -> [Tree] {
    guard let tree = value(key) else { return [] }
    guard case .list(let items) = tree.content else {
      reading.report(tree.place, "kind", Phrase(zh: "「\(key)」必須是清單。", en: "'\(key)' must be a list"))
      return []
    }
    return items
  }

  func isList(_ key: String) -> Bool {
    if case .list? = value(key)?.content { true } else { false }
  }

  /// The texts of a list.
  func texts(_ key: String) -> [PlacedText] {
    list(key).compactMap { tree in
      reading.text(tree, name(key)).map { PlacedText(text: $0, place: tree.place) }
    }
  }

  /// The entries of a mapping whose keys are ids.
  func pairs(_ key: String) -> [Tree.Entry] {
    guard let tree = value(key) else { return [] }
    guard case .mapping(let pairs) = tree.content else {
      reading.report(
        tree.place, "kind", Phrase(zh: "「\(key)」必須是「鍵: 值」。", en: "'\(key)' must be a mapping of ids to values"))
      return []
    }
    return pairs
  }

  private func name(_ key: String) -> Phrase { Phrase(zh: "「\(key)」", en: "'\(key)'") }
}
