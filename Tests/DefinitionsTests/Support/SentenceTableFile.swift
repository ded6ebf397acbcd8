import Domain
import Foundation
import TestKit

/// A file of the sentence table: what a procedure's text promises, and what keeps it.
///
/// ```
/// §6.4                                            the item
/// zh 核准後由文管人員發行，發行日不得早於核准日           a sentence; the same in the other language below
/// en the document controller issues it, no earlier than approval
/// by check document-revision.issued_on            a field or column with a rule of its own
/// by required|needed|added|computed|field FORM.FIELD
/// by step FORM.STEP                               somebody signs that
/// by chain FORM                                   it is signed
/// by link FORM.LINK                               a record leads on
/// by setting ID
/// by test Suite.function
/// by journey 03
/// by retention FORM                               the form says how long; the store deletes nothing
/// by meaning                                      says what a word means or what there is, and asks nothing of anybody
/// by people REASON                                done outside the program; no field could keep it
/// by ?                                            still to be named
/// ```
struct SentenceTableFile {
  struct Block {
    let item: String
    var line = 0
    var texts: [(language: Language, text: String)] = []
    var keepers: [String] = []
  }

  let name: String
  var blocks: [Block] = []

  static let folder = Checkout.tests("DefinitionsTests/SentenceTable")

  /// Sentences that stand in many texts, each with the same keeper.
  static let common = "common"

  /// Nothing stands in a file that is not there.
  init(_ name: String) throws {
    self.name = name
    let url = Self.folder.appendingPathComponent("\(name).txt")
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    for (index, line) in try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n").enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("§") {
        blocks.append(Block(item: String(line.dropFirst()), line: index + 1))
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard let last = blocks.indices.last, parts.count == 2 else {
        throw CheckTableProblem(description: "\(name).txt:\(index + 1): '\(line)'")
      }
      switch parts[0] {
      case "zh": blocks[last].texts.append((.zhTW, parts[1]))
      case "en": blocks[last].texts.append((.en, parts[1]))
      case "by": blocks[last].keepers.append(parts[1])
      default: throw CheckTableProblem(description: "\(name).txt:\(index + 1): '\(line)'")
      }
    }
  }

  func holds(_ text: String, _ language: Language) -> Bool {
    blocks.contains { $0.texts.contains { $0.text == text && $0.language == language } }
  }

  func write() throws {
    let text = blocks.map { block in
      (["§\(block.item)"] + block.texts.map { "\($0.language == .en ? "en" : "zh") \($0.text)" }
        + block.keepers.map { "by \($0)" }).joined(separator: "\n")
    }
    let url = Self.folder.appendingPathComponent("\(name).txt")
    try (text.joined(separator: "\n\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
  }

  // MARK: - As the text is now

  /// The blocks as the text asks for them: what stood stays, a changed sentence takes the keepers of its item with a
  /// question beside them, and what is new has only the question.
  mutating func renew(_ texts: [Language: String], _ common: SentenceTableFile) {
    let old = blocks
    blocks = []
    let zh = SOPText.all(texts[.zhTW] ?? "", .zhTW)
    let en = Dictionary(
      SOPText.all(texts[.en] ?? "", .en).map { ($0.name, $0.sentences) }, uniquingKeysWith: { first, _ in first })
    let promises = Dictionary(
      uniqueKeysWithValues: [Language.zhTW, .en].map { language in
        (language, Set(SOPText.sentences(texts[language] ?? "", language).map(\.text)))
      })
    for item in zh {
      let english = en[item.name] ?? []
      var pairs: [[(Language, String)]] = []
      if english.count == item.sentences.count {
        pairs = zip(item.sentences, english).map { [(.zhTW, $0), (.en, $1)] }
      } else {
        pairs = [item.sentences.map { (.zhTW, $0) } + english.map { (.en, $0) }]
      }
      for pair in pairs {
        let wanted = pair.filter { promises[$0.0]?.contains($0.1) == true && !common.holds($0.1, $0.0) }
        guard !wanted.isEmpty else { continue }
        // A translation is named with its original where they are told apart.
        let texts = english.count == item.sentences.count ? pair : wanted
        var block = Block(item: item.name, texts: texts)
        let same = old.first { before in before.texts.contains { text in texts.contains { $0 == text } } }
        let isSame = texts.allSatisfy { text in old.contains { $0.texts.contains { $0 == text } } }
        block.keepers = (same?.keepers ?? []) + (isSame ? [] : ["?"])
        if block.keepers.isEmpty { block.keepers = ["?"] }
        blocks.append(block)
      }
    }
  }
}
