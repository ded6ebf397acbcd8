import ArgumentParser
import Domain
import Reports

/// What a sub-command has to say, for people and for programs. Only what is asked for is worked out.
struct Answer {
  /// For standard output.
  private let lines: () throws -> [String]
  private let json: () throws -> JSON
  /// Whether the lines go out byte for byte as they are kept.
  var isStored = false
  /// What is remarkable about it: a part of the JSON, and told to people before the lines.
  var remarks: [Finding] = []
  /// The form by whose labels the remarks call its fields.
  var form: Form?
  /// Told on standard error in any case.
  var warnings: [Phrase] = []
  /// Told to people on standard error.
  var note: Phrase?
  var code = ExitCode.success

  init(_ lines: @escaping @autoclosure () throws -> [String], json: @escaping @autoclosure () throws -> JSON) {
    self.lines = lines
    self.json = json
  }

  /// Several things, each as cells of a line and as JSON.
  static func list<Item>(
    _ items: [Item], cells: @escaping (Item) throws -> [String], json: @escaping (Item) throws -> JSON
  ) -> Answer {
    Answer(try items.map { try cells($0).joined(separator: "\t") }, json: .list(try items.map(json)))
  }

  func tell(asJSON: Bool, _ language: Language) throws {
    if asJSON {
      Output.json(try json())
    } else {
      let lines = try lines()
      Output.findings(remarks, language, form)
      for line in lines { isStored ? Output.stored(line) : Output.line(line) }
    }
    for text in warnings + (asJSON ? [] : [note].compactMap(\.self)) { Output.error(text[language]) }
  }
}
