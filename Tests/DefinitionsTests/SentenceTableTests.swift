import Domain
import Foundation
import TestKit
import Testing

/// What the texts of the procedures promise is kept by something that can be named: `SentenceTable/<text>.txt`.
///
/// `ISMSBOOK_RECORD=1` writes what is missing with `by ?`, which keeps nothing.
@Suite struct SentenceTableTests {
  private static let catalogue = ShippedScreens.catalogue
  /// `03-documents` for a procedure's own text, `05-equipment-lifecycle` for a further one.
  private static let texts = catalogue.procedureTexts.map { text in
    Text(name: text.name == "sop" ? text.folder : "\(text.folder.prefix(2))-\(text.name)", of: text)
  }

  struct Text: CustomTestStringConvertible, Sendable {
    let name: String
    let of: ProcedureText
    var testDescription: String { name }
  }

  @Test("Everything that a text promises is kept by what the table says", arguments: texts)
  func isKept(_ text: Text) throws {
    let common = try SentenceTableFile(SentenceTableFile.common)
    var table = try SentenceTableFile(text.name)
    let contents = Dictionary(
      uniqueKeysWithValues: [Language.zhTW, .en].map {
        ($0, Self.catalogue.text(text.of.name, folder: text.of.folder, language: $0) ?? "")
      })
    if Recording.isOn {
      table.renew(contents, common)
      try table.write()
    }
    var faults: [String] = []
    for (language, content) in contents {
      for sentence in SOPText.sentences(content, language)
      where !table.holds(sentence.text, language) && !common.holds(sentence.text, language) {
        faults.append("§\(sentence.item) stands in no block: \(sentence.text)")
      }
      let there = SOPText.all(content, language)
      for block in table.blocks {
        let item = there.first { $0.name == block.item }?.sentences ?? []
        for text in block.texts where text.language == language && !item.contains(text.text) {
          faults.append("line \(block.line): §\(block.item) does not say: \(text.text)")
        }
      }
    }
    for block in table.blocks { faults += Self.faults(block) }
    #expect(faults == [], "\(text.name).txt")
  }

  @Test("What many texts say stands in one file")
  func common() throws {
    let file = try SentenceTableFile(SentenceTableFile.common)
    #expect(file.blocks.flatMap(Self.faults) == [])
    let contents = Self.texts.flatMap { text in
      [Language.zhTW, .en].compactMap { Self.catalogue.text(text.of.name, folder: text.of.folder, language: $0) }
    }
    for block in file.blocks {
      for text in block.texts { #expect(contents.count { $0.contains(text.text) } > 1, "\(text.text)") }
    }
  }

  @Test("Every file of the table is of a text")
  func files() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: SentenceTableFile.folder.path)
    let known = Set((Self.texts.map(\.name) + [SentenceTableFile.common]).map { "\($0).txt" })
    #expect(Set(names).subtracting(known) == [])
  }

  // MARK: - Keepers

  private static func faults(_ block: SentenceTableFile.Block) -> [String] {
    let place = "line \(block.line): §\(block.item)"
    if block.keepers.isEmpty { return ["\(place): nothing keeps it"] }
    return block.keepers.filter { !isThere($0) }.map { "\(place): there is no '\($0)'" }
  }

  private static func isThere(_ keeper: String) -> Bool {
    let parts = keeper.split(separator: " ", maxSplits: 1).map(String.init)
    if keeper == "meaning" { return true }
    guard parts.count == 2 else { return false }
    let path = parts[1].split(separator: ".").map(String.init)
    switch parts[0] {
    case "people": return parts[1].count > 3
    case "setting": return catalogue.form("settings")?.field(parts[1]) != nil
    case "journey": return journeys.contains { $0.hasPrefix(parts[1] + "-") }
    case "test":
      return path.count == 2
        && sources.contains { $0.contains(" \(path[0]) {") && $0.contains("func \(path[1])(") }
    case "readers": return catalogue.form(parts[1]).map { !$0.readers.isEmpty || !$0.fieldReaders.isEmpty } ?? false
    case "retention": return catalogue.form(parts[1])?.retention != nil
    case "chain": return catalogue.form(parts[1])?.chain != nil
    default:
      guard path.count >= 2, let form = catalogue.form(path[0]) else { return false }
      switch parts[0] {
      case "step": return catalogue.chains(of: form).contains { $0.steps.contains { $0.id == path[1] } }
      case "link": return form.links.contains { $0.id == path[1] }
      default:
        guard let field = form.field(path[1]) else { return false }
        guard path.count == 3 else { return isThere(parts[0], field, within: nil) }
        return field.column(path[2]).map { isThere(parts[0], $0, within: field) } ?? false
      }
    }
  }

  private static func isThere(_ kind: String, _ field: Field, within table: Field?) -> Bool {
    switch kind {
    case "field": true
    case "check": !field.checks.isEmpty
    case "required": if case .optional = field.need { false } else { true }
    case "needed": (field.neededBy ?? table?.neededBy) != nil
    case "added": (field.addedAfter ?? table?.addedAfter) != nil
    case "computed": field.isComputed
    case "task": field.assigns != nil
    default: false
    }
  }

  private static let journeys =
    (try? FileManager.default.contentsOfDirectory(
      atPath: Checkout.tests("FrontEndTests/Journeys").path)) ?? []

  private static let sources: [String] = {
    ((try? Checkout.swiftFiles(in: "Tests")) ?? []).compactMap { try? Checkout.text(of: $0) }
  }()
}
