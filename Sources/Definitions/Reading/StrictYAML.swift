import Domain
import Yams

/// Reads one YAML document strictly: no anchors, aliases, tags or further documents; every scalar is text.
struct StrictYAML {
  private let file: String
  private let markers: Markers
  private let text: String
  private lazy var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  private var findings: [Finding] = []

  /// The document as a tree; nil if the text is empty or cannot be read. Findings are collected, not thrown.
  static func read(_ text: String, file: String) -> (tree: Tree?, findings: [Finding]) {
    var reader = StrictYAML(text, file: file)
    let tree = reader.document()
    return (tree, reader.findings)
  }

  private init(_ text: String, file: String) {
    self.file = file
    markers = Markers(text)
    self.text = text
  }

  private mutating func document() -> Tree? {
    if let place = markers.alias {
      refuse(.alias, at: place)
      return nil
    }
    do {
      guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        report(Tree.Position(line: 1, column: 1), Phrase(zh: "檔案是空的。", en: "the file is empty"))
        return nil
      }
      return tree(node, depth: 0)
    } catch let error as YamlError {
      report(error)
    } catch {
      report(Tree.Position(), Phrase(zh: "YAML 無法讀取：\(error)", en: "the YAML cannot be read: \(error)"))
    }
    return nil
  }

  // MARK: - Nodes

  private mutating func tree(_ node: Node, depth: Int) -> Tree {
    let place = place(node.mark)
    if let kind = kind(at: place) {
      refuse(kind, at: place)
      return Tree(.text(node.scalar?.string ?? ""), place: place)
    }
    guard depth < 32 else {
      report(place, Phrase(zh: "太多層；請簡化。", en: "nested too deeply; make it simpler"))
      return Tree(.text(""), place: place)
    }
    switch node {
    case .scalar(let scalar):
      return Tree(.text(scalar.string), place: place, start: start(of: scalar, at: place))
    case .sequence(let items):
      return Tree(.list(items.map { tree($0, depth: depth + 1) }), place: place)
    case .mapping(let mapping):
      var entries: [Tree.Entry] = []
      for (key, value) in mapping {
        if let entry = entry(key, value, depth: depth) { entries.append(entry) }
      }
      return Tree(.mapping(entries), place: place)
    case .alias:
      refuse(.alias, at: place)
      return Tree(.text(""), place: place)
    }
  }

  private mutating func entry(_ key: Node, _ value: Node, depth: Int) -> Tree.Entry? {
    let place = place(key.mark)
    if let kind = kind(at: place) { refuse(kind, at: place) }
    guard let text = key.scalar?.string else {
      report(place, Phrase(zh: "鍵必須是一個詞。", en: "a key must be a word"))
      return nil
    }
    return Tree.Entry(key: text, place: place, value: tree(value, depth: depth + 1))
  }

  private func kind(at place: Tree.Position) -> Markers.Kind? {
    markers.kinds.isEmpty ? nil : markers.kinds[place]
  }

  private func place(_ mark: Mark?) -> Tree.Position {
    mark.map { Tree.Position(line: $0.line, column: $0.column) } ?? Tree.Position()
  }

  private mutating func start(of scalar: Node.Scalar, at place: Tree.Position) -> Tree.Position {
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return place.right(1)
    case .literal, .folded:
      // The text begins on the next line that is not blank.
      for line in lines.indices.dropFirst(place.line) {
        if let indent = lines[line].firstIndex(where: { $0 != " " }) {
          return Tree.Position(
            line: line + 1, column: lines[line].distance(from: lines[line].startIndex, to: indent) + 1)
        }
      }
      return place
    case .any, .plain: return place
    }
  }

  // MARK: - Findings

  private mutating func report(_ place: Tree.Position, _ message: Phrase) {
    let finding = Finding(.file(file, line: place.line, column: place.column), rule: "yaml", message)
    if findings.last != finding { findings.append(finding) }
  }

  private mutating func refuse(_ kind: Markers.Kind, at place: Tree.Position) {
    switch kind {
    case .anchor:
      report(place, Phrase(zh: "不可使用錨點（&）；請直接寫出內容。", en: "anchors (&) are not allowed; write the text itself"))
    case .alias:
      report(place, Phrase(zh: "不可使用別名（*）；請直接寫出內容。", en: "aliases (*) are not allowed; write the text itself"))
    case .tag:
      report(place, Phrase(zh: "不可使用標籤（!）；所有值都是文字。", en: "tags (!) are not allowed; every value is text"))
    }
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      report(syntax: problem, at: place(mark))
    case .composer(_, let problem, let mark, _):
      if problem.contains("another document") {
        report(
          place(mark),
          Phrase(zh: "一個檔案只能有一份文件；請刪除「---」以下的內容。", en: "a file holds one document only; a second one begins here"))
      } else if problem.contains("undefined alias") {
        refuse(.alias, at: place(mark))
      } else {
        report(syntax: problem, at: place(mark))
      }
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0.excerpt)'" }.joined(separator: ", ")
      report(
        place(context.mark),
        Phrase(
          zh: "鍵 \(names) 重複出現；請刪除其中一個。", en: "the key \(names) stands twice in the same place; remove one of them"))
    case .reader(_, let offset, _, _):
      report(
        offset.map { self.place(of: $0) } ?? Tree.Position(),
        Phrase(zh: "檔案含有不可見的控制字元；請刪除。", en: "the file has a control character here; remove it"))
    default:
      report(Tree.Position(), Phrase(zh: "YAML 無法讀取：\(error)", en: "the YAML cannot be read: \(error)"))
    }
  }

  private mutating func report(syntax problem: String, at place: Tree.Position) {
    let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1] : ""
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      report(
        Tree.Position(line: place.line, column: 1),
        Phrase(zh: "縮排用了 Tab 字元；請改用空白。", en: "a tab character indents this line; use spaces"))
    } else {
      report(
        place,
        Phrase(
          zh: "YAML 寫法有誤：\(problem)；請檢查縮排、引號與冒號。",
          en: "the YAML is not well-formed: \(problem); check indentation, quotes and colons"))
    }
  }

  private func place(of offset: Int) -> Tree.Position {
    let before = text.prefix(offset).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return Tree.Position(line: before.count, column: (before.last?.count ?? 0) + 1)
  }
}
