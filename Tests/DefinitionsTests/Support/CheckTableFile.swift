import Domain
import Foundation
import TestKit

/// A file of the check table: the checks of one form, each with values that pass and values that fail.
///
/// ```
/// abnormal_actions.done_at: .done_at <= now     field or table.column, and the rule as the form has it
///   pass                                        or `fail`; each at least once
///     at row 2                                  the row that the check is tried on, 1 if not said
///     at version 2                              the version about to be saved, 1 if not said
///     at number PAT-115-0001                    the record's own number
///     template checks                           the table starts with the form's own rows
///     area = data_room                          a value as typed; again for each further one of a list
///     abnormal_actions[1-2].done_at = +1        a cell; of each of some rows
///     signed approval at 2026-11-20 10:00       when a step, or what a word stands for, was signed
///     signed approval by chen.ml                who signed it
///     record INC-115-0001 of incident-notice    another record, with its values as stored below
///       level = '3'
///     record CHG-115-0001 of change-request is executing
/// ```
/// `\n` in a value starts a new line; lines that begin with `#` are notes.
struct CheckTableFile {
  let name: String
  private(set) var examples: [CheckExample] = []
  /// Records outside of any example; `standing.txt` has the people and units that are always there.
  private(set) var records: [RecordValue] = []

  init(_ name: String) throws {
    let url = CheckTableFile.folder.appendingPathComponent("\(name).txt")
    try self.init(name: name, text: String(contentsOf: url, encoding: .utf8))
  }

  init(name: String, text: String) throws {
    self.name = name
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.trimmingCharacters(in: .whitespaces)
      if words.isEmpty || words.hasPrefix("#") { continue }
      do {
        try read(words, indent: line.prefix { $0 == " " }.count, line: index + 1)
      } catch {
        throw CheckTableProblem(description: "\(name).txt:\(index + 1): \(error)")
      }
    }
  }

  static let folder = Checkout.tests("DefinitionsTests/CheckTable")

  /// The files there are, without their ending.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
      .map { String($0.dropLast(4)) }.sorted()
  }

  // MARK: - Lines

  private enum Side { case passing, failing }
  private var side = Side.passing

  private mutating func read(_ words: String, indent: Int, line: Int) throws {
    switch indent {
    case 0 where words.hasPrefix("record "): records.append(try CheckTableFile.record(words))
    case 2 where examples.isEmpty && !records.isEmpty:
      let (path, value) = try CheckTableFile.assignment(words)
      records[records.count - 1] = try records[records.count - 1].setting(path, to: value)
    case 0:
      guard let colon = words.firstRange(of: ": ") else { throw CheckTableProblem(description: "no rule") }
      let name = CheckName(path: String(words[..<colon.lowerBound]), rule: String(words[colon.upperBound...]))
      examples.append(CheckExample(name: name, line: line))
    case 2 where words == "pass": try open(.passing, line)
    case 2 where words == "fail": try open(.failing, line)
    case 4: try change { try $0.read(words) }
    case 6:
      let (path, value) = try CheckTableFile.assignment(words)
      try change { filling in
        guard let last = filling.others.indices.last else { throw CheckTableProblem(description: "no record") }
        filling.others[last] = try filling.others[last].setting(path, to: value)
      }
    default: throw CheckTableProblem(description: "'\(words)' does not stand as far in as anything does")
    }
  }

  private mutating func open(_ side: Side, _ line: Int) throws {
    guard let last = examples.indices.last else { throw CheckTableProblem(description: "no check") }
    self.side = side
    switch side {
    case .passing: examples[last].passing.append(Filling(line: line))
    case .failing: examples[last].failing.append(Filling(line: line))
    }
  }

  private mutating func change(_ body: (inout Filling) throws -> Void) throws {
    guard let last = examples.indices.last else { throw CheckTableProblem(description: "no check") }
    switch side {
    case .passing:
      guard let filling = examples[last].passing.indices.last else { throw CheckTableProblem(description: "no 'pass'") }
      try body(&examples[last].passing[filling])
    case .failing:
      guard let filling = examples[last].failing.indices.last else { throw CheckTableProblem(description: "no 'fail'") }
      try body(&examples[last].failing[filling])
    }
  }

  /// `path = value`.
  static func assignment(_ words: String) throws -> (path: String, value: String) {
    guard let sign = words.firstRange(of: " = ") else {
      throw CheckTableProblem(description: "'\(words)' is no 'field = value'")
    }
    let value = String(words[sign.upperBound...]).replacingOccurrences(of: "\\n", with: "\n")
    return (String(words[..<sign.lowerBound]), value)
  }

  /// `record NUMBER of FORM`, or `record NUMBER of FORM is STATUS` for one that is signed.
  static func record(_ words: String) throws -> RecordValue {
    let parts = words.split(separator: " ").map(String.init)
    guard parts.count == 4 || (parts.count == 6 && parts[4] == "is"), parts[2] == "of" else {
      throw CheckTableProblem(description: "'\(words)' is no 'record NUMBER of FORM'")
    }
    return RecordValue(
      number: parts[1], form: parts[3], version: 1, content: Content(),
      status: parts.count == 6 ? Status(rawValue: parts[5]) : nil)
  }
}

/// Why a file of the check table cannot be read.
struct CheckTableProblem: Error, CustomStringConvertible {
  let description: String
}

extension Filling {
  fileprivate mutating func read(_ words: String) throws {
    let parts = words.split(separator: " ").map(String.init)
    switch (parts[0], parts.count > 1 ? parts[1] : "") {
    // A field may have one of the words below as its id.
    case (_, "="):
      let (path, value) = try CheckTableFile.assignment(words)
      try typed.set(path, to: value)
    case ("at", "row") where parts.count == 3: row = try whole(parts[2]) - 1
    case ("at", "version") where parts.count == 3: version = try whole(parts[2])
    case ("at", "number") where parts.count == 3: number = parts[2]
    case ("template", let table) where parts.count == 2: templates.append(table)
    case ("signed", let step) where parts.count > 3: try sign(step, parts[2], parts[3...].joined(separator: " "))
    case ("record", _): others.append(try CheckTableFile.record(words))
    default: throw CheckTableProblem(description: "'\(words)' is no 'field = value'")
    }
  }

  private mutating func sign(_ step: String, _ kind: String, _ value: String) throws {
    var signed = self.signed ?? SignedSteps()
    switch kind {
    case "by": signed.by[step] = Set(value.split(separator: " ").map(String.init))
    case "at":
      guard let moment = Moment("\(value.replacingOccurrences(of: " ", with: "T"))+08:00") ?? Moment(value) else {
        throw CheckTableProblem(description: "'\(value)' is no moment")
      }
      signed.at[step] = moment
    default: throw CheckTableProblem(description: "'signed' is followed by a step and 'at' or 'by'")
    }
    self.signed = signed
  }

  private func whole(_ text: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw CheckTableProblem(description: "'\(text)' is no number") }
    return number
  }
}

extension RecordValue {
  fileprivate func setting(_ path: String, to value: String) throws -> RecordValue {
    var content = content
    try content.set(path, to: value)
    return RecordValue(number: number, form: form, version: version, content: content, status: status)
  }
}

extension Content {
  /// Adds a value to a field, `table[row].column` or `table[first-last].column`.
  fileprivate mutating func set(_ path: String, to value: String) throws {
    guard let match = path.wholeMatch(of: /([a-z0-9_]+)\[([0-9]+)(?:-([0-9]+))?\]\.([a-z0-9_]+)/) else {
      self[path].append(value)
      return
    }
    let table = String(match.1)
    guard let first = Int(match.2), let last = match.3.map({ Int($0) }) ?? first, first > 0, first <= last else {
      throw CheckTableProblem(description: "'\(path)' names no row")
    }
    var rows = self[rows: table]
    while rows.count < last { rows.append(Row()) }
    for index in (first - 1)..<last { rows[index][String(match.4)].append(value) }
    self[rows: table] = rows
  }
}
