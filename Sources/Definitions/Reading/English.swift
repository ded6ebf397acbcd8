import Domain

/// The English of one definition, by path such as `fields/title/label`; the store's texts come before the shipped ones.
final class English {
  /// Texts of one file.
  struct Layer {
    let file: String
    fileprivate(set) var texts: [String: PlacedText] = [:]

    init(file: String, tree: Tree?) {
      self.file = file
      if let tree { flatten(tree, path: "") }
    }

    private mutating func flatten(_ tree: Tree, path: String) {
      func below(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }
      switch tree.content {
      case .text(let text): texts[path] = PlacedText(text: text, place: tree.place)
      case .list(let items):
        for (index, item) in items.enumerated() { flatten(item, path: below(String(index))) }
      case .mapping(let entries):
        for entry in entries { flatten(entry.value, path: below(entry.key)) }
      }
    }
  }

  /// The file that a missing text should be added to.
  let file: String
  private let layers: [Layer]
  /// Whether every text of the last layer has to be used.
  private let isStrict: Bool
  /// Whether texts that are missing are findings; not so where the file itself could not be read.
  private let reportsMissing: Bool
  private var used: Set<String> = []
  private var asked: Set<String> = []
  private var missing = 0

  init(file: String, layers: [Layer], isStrict: Bool, reportsMissing: Bool = true) {
    self.file = file
    self.layers = layers
    self.isStrict = isStrict
    self.reportsMissing = reportsMissing
  }

  /// A text in both languages; if it has no English, the Chinese one stands for it and that is a finding.
  func phrase(
    _ zh: PlacedText, _ path: String, _ kind: ShownText.Kind, in reading: Reading, isNeeded: Bool = true
  ) -> Phrase {
    let found = text(path)
    if found == nil, isNeeded, reportsMissing { reportMissing(path, zh.place, reading) }
    let phrase = Phrase(zh: zh.text, en: found?.text.text ?? zh.text)
    reading.show(
      ShownText(
        kind: kind, phrase: phrase, zh: .file(reading.file, line: zh.place.line, column: zh.place.column),
        en: found.map { .file($0.file, line: $0.text.place.line, column: $0.text.place.column) }))
    return phrase
  }

  /// Other names in both languages, by which something is found; they need not match one to one.
  func aliases(_ keys: MappingReader, in reading: Reading) -> [String] {
    let zh = keys.texts("aliases")
    for alias in zh {
      reading.show(
        ShownText(
          kind: .sentence, phrase: Phrase(verbatim: alias.text),
          zh: .file(reading.file, line: alias.place.line, column: alias.place.column), en: nil))
    }
    var en: [String] = []
    while let alias = text("aliases/\(en.count)") { en.append(alias.text.text) }
    return zh.map(\.text) + en
  }

  /// What the file says it is the English of must be this definition.
  func expect(_ key: String, _ id: String, in reading: Reading) {
    guard let found = text(key), found.text.text != id else { return }
    let place = Finding.Place.file(found.file, line: found.text.place.line, column: found.text.place.column)
    reading.add([
      Finding(
        place, rule: "translation", severity: .warning,
        Phrase(zh: "「\(key)」應為「\(id)」，與檔名相同。", en: "'\(key)' must be '\(id)', like the name of the file"))
    ])
  }

  /// Texts that belong to nothing.
  func reportUnused(in reading: Reading) {
    guard isStrict, let layer = layers.last else { return }
    let wanted = asked.subtracting(used).flatMap { [$0, Self.short($0)] }.sorted()
    for (path, text) in layer.texts where !used.contains(path) {
      let near = Self.nearest(to: path, among: wanted)
      reading.add([
        Finding(
          .file(layer.file, line: text.place.line, column: text.place.column), rule: "translation",
          severity: .warning,
          Suggestion.unknown(Phrase(zh: "英文的位置", en: "English of"), path, near))
      ])
    }
  }

  /// The nearest path that differs in its last part only.
  private static func nearest(to path: String, among wanted: [String]) -> String? {
    let parts = path.split(separator: "/")
    guard let word = parts.last else { return nil }
    let parent = String(path.dropLast(word.count))
    let known = wanted.filter { $0.hasPrefix(parent) }.map { String($0.dropFirst(parent.count)) }
    return Suggestion.nearest(to: String(word), among: known.filter { !$0.contains("/") }).map { parent + $0 }
  }

  private func text(_ path: String) -> (text: PlacedText, file: String)? {
    asked.insert(path)
    for layer in layers {
      for name in [path, Self.short(path)] {
        guard let text = layer.texts[name], !text.text.allSatisfy(\.isWhitespace) else { continue }
        used.insert(name)
        return (text, layer.file)
      }
    }
    return nil
  }

  /// `title: Subject` is short for `title: {label: Subject}`.
  private static func short(_ path: String) -> String {
    path.hasSuffix("/label") ? String(path.dropLast(6)) : path
  }

  private func reportMissing(_ path: String, _ place: Tree.Position, _ reading: Reading) {
    missing += 1
    if layers.isEmpty {
      guard missing == 1 else { return }
      reading.report(
        Tree.Position(), "translation", severity: .warning,
        Phrase(zh: "沒有英文；請新增 \(file)。", en: "there is no English; add \(file)"))
    } else {
      reading.report(
        place, "translation", severity: .warning,
        Phrase(zh: "「\(path)」沒有英文；請加到 \(file)。", en: "no English for '\(path)'; add it to \(file)"))
    }
  }
}
