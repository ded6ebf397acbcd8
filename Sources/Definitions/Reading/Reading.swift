import Domain

/// What is gathered while one file is read: findings, the places of its parts, the texts it shows.
final class Reading {
  let file: String
  /// Added to the lines of rules, so that rules of the common fields can be told from the form's own.
  let lineShift: Int
  /// The clock of the store that the file is read for.
  let clock: StoreClock
  private(set) var findings: [Finding]
  private(set) var places: [String: Tree.Position] = [:]
  private(set) var texts: [ShownText] = []

  init(file: String, findings: [Finding] = [], lineShift: Int = 0, clock: StoreClock = .none) {
    self.file = file
    self.clock = clock
    self.findings = findings
    self.lineShift = lineShift
  }

  func report(_ place: Tree.Position, _ rule: String, severity: Finding.Severity = .error, _ message: Phrase) {
    findings.append(
      Finding(.file(file, line: place.line, column: place.column), rule: rule, severity: severity, message))
  }

  func add(_ more: [Finding]) { findings += more }

  /// Remembers where a part stands, by a path such as `fields/title`.
  func note(_ path: String, at place: Tree.Position) { places[path] = place }

  /// Remembers a text, for checks that look at all of them.
  func show(_ text: ShownText) { texts.append(text) }

  /// The text of a part; a finding if it is something else or empty.
  func text(_ tree: Tree, _ what: Phrase) -> String? {
    guard case .text(let text) = tree.content else {
      report(
        tree.place, "kind",
        Phrase(zh: "\(what.zh)必須是文字。", en: "\(what.en) must be text, not a list or mapping"))
      return nil
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      report(
        tree.place, "kind", Phrase(zh: "\(what.zh)是空的；請填寫或刪除。", en: "\(what.en) is empty; fill it in or remove it"))
      return nil
    }
    return text
  }

  /// An expression; a finding if it cannot be read.
  func rule(_ tree: Tree, _ what: Phrase) -> Rule? {
    guard let source = text(tree, what) else { return nil }
    switch Rule.parse(source, line: tree.start.line + lineShift, column: tree.start.column) {
    case .success(let rule): return rule
    case .failure(let error):
      report(
        tree.start.right(error.offset), "expression", error.message + Phrase(verbatim: " [\(source.excerpt)]"))
      return nil
    }
  }

  /// A name that is none of the known ones.
  func unknown(_ what: Phrase, _ word: PlacedText, among known: [String], rule: String = "reference") {
    report(
      word.place, rule, Suggestion.unknown(what, word.text, Suggestion.nearest(to: word.text, among: known)))
  }
}

/// What came out of reading one file.
struct ReadFile<Value: Sendable>: Sendable {
  var value: Value?
  let file: ScreensFile
  var findings: [Finding]
  let places: [String: Tree.Position]
  let texts: [ShownText]

  init(_ value: Value?, file: ScreensFile, _ reading: Reading) {
    self.value = value
    self.file = file
    findings = reading.findings
    places = reading.places
    texts = reading.texts
  }

  /// A finding about a part of the file.
  func finding(
    _ path: String, _ rule: String, severity: Finding.Severity = .error, _ message: Phrase
  ) -> Finding {
    let place = places[path] ?? Tree.Position()
    return Finding(.file(file.name, line: place.line, column: place.column), rule: rule, severity: severity, message)
  }
}

/// A text that people see, with the places of both languages.
struct ShownText: Sendable {
  /// What it is, as far as checks treat it differently.
  enum Kind: Sendable {
    case label, heading, choice, sentence
  }

  let kind: Kind
  let phrase: Phrase
  let zh: Finding.Place
  /// Nil where there is no English.
  let en: Finding.Place?
}
