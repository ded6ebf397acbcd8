import Domain
import Testing

/// Every check of the shipped forms has values that pass it and values that fail it, in `CheckTable/<form>.txt`.
///
/// The checks of the fields that all forms have in common stand once, in `common.txt`, and are tried on every form.
@Suite struct CheckTableTests {
  private static let forms = ShippedScreens.catalogue.heads().map(\.id)

  @Test(arguments: forms)
  func everyCheckOfAFormIsInTheTable(_ id: String) throws {
    let form = try #require(ShippedScreens.catalogue.form(id))
    let checks = form.fields.flatMap(\.checkNames).filter { !$0.isCommon }.map(\.name)
    let examples = try CheckTable.examples(id)
    expectSame(checks, examples, "\(id).txt")
  }

  @Test func everyCheckOfTheCommonFieldsIsInTheTable() throws {
    var checks: [CheckName] = []
    for id in Self.forms {
      let form = try #require(ShippedScreens.catalogue.form(id))
      checks += form.fields.flatMap(\.checkNames).filter { $0.isCommon && !checks.contains($0.name) }.map(\.name)
    }
    expectSame(checks, try CheckTable.examples(CheckTable.common), "common.txt")
  }

  @Test func everyFileOfTheTableIsOfAForm() throws {
    let known = Set(Self.forms + [CheckTable.common, CheckTable.standing])
    #expect(try CheckTableFile.names().filter { !known.contains($0) } == [])
  }

  @Test(arguments: forms)
  func valuesPassAndFailAsTheTableSays(_ id: String) throws {
    let form = try #require(ShippedScreens.catalogue.form(id))
    let common = Set(form.fields.flatMap(\.checkNames).filter(\.isCommon).map(\.name))
    for example in try CheckTable.examples(CheckTable.common) where common.contains(example.name) {
      try expectOutcomes(example, of: form, "common.txt")
    }
    for example in try CheckTable.examples(id) { try expectOutcomes(example, of: form, "\(id).txt") }
  }

  // MARK: - Expectations

  private func expectSame(_ checks: [CheckName], _ examples: [CheckExample], _ file: String) {
    for check in checks {
      let found = examples.filter { $0.name == check }
      #expect(found.count == 1, "\(file): \(check): stands \(found.count) times, should stand once")
    }
    for example in examples {
      #expect(checks.contains(example.name), "\(file):\(example.line): \(example.name): no form has this check")
      #expect(!example.passing.isEmpty, "\(file):\(example.line): \(example.name): nothing that passes")
      #expect(!example.failing.isEmpty, "\(file):\(example.line): \(example.name): nothing that fails")
    }
  }

  private func expectOutcomes(_ example: CheckExample, of form: Form, _ file: String) throws {
    // A check that the form does not have is for the other test to name.
    guard let trial = CheckTrial(example.name, of: form) else { return }
    let standing = try CheckTable.standingRecords()
    for filling in example.passing {
      let outcome = trial.outcome(filling, standing: standing)
      let place = Comment("\(file):\(filling.line): \(form.id).\(example.name)")
      #expect(outcome.faults == [], place)
      #expect(outcome.holds == true, place)
      #expect(!outcome.isFound, place)
    }
    for filling in example.failing {
      let outcome = trial.outcome(filling, standing: standing)
      let place = Comment("\(file):\(filling.line): \(form.id).\(example.name)")
      #expect(outcome.faults == [], place)
      #expect(outcome.holds == false, place)
      #expect(outcome.isFound, place)
    }
  }
}

/// The files of the table, each read once.
private enum CheckTable {
  static let common = "common"
  static let standing = "standing"

  private static let files: [String: Result<CheckTableFile, any Error>] = {
    let names = (try? CheckTableFile.names()) ?? []  // without a folder every check is named as missing
    return Dictionary(uniqueKeysWithValues: names.map { name in (name, Result { try CheckTableFile(name) }) })
  }()

  /// Of a form; none where it has no file.
  static func examples(_ name: String) throws -> [CheckExample] { try files[name]?.get().examples ?? [] }

  static func standingRecords() throws -> [RecordValue] { try files[standing]?.get().records ?? [] }
}

extension Field {
  /// The checks of the field and of its columns, and whether they come from the fields all forms have in common.
  fileprivate var checkNames: [(name: CheckName, isCommon: Bool)] {
    let own = checks.map { (CheckName(path: id, rule: $0.rule.source), $0.rule.isOfCommonField) }
    return own
      + columns.flatMap { column in
        column.checks.map { (CheckName(path: "\(id).\(column.id)", rule: $0.rule.source), $0.rule.isOfCommonField) }
      }
  }
}

extension Rule {
  /// Rules of common fields are read with line numbers far above those of any form.
  fileprivate var isOfCommonField: Bool { line > 1_000_000 }
}
