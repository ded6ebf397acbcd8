import ArgumentParser
import Domain
import Desk
import Foundation
import Terminal

/// Exit codes, as in `sysexits.h`.
enum Exit {
  static let usage = ExitCode(64)
  static let findings = ExitCode(65)
  static let notFound = ExitCode(66)
  static let cannotCreate = ExitCode(73)
  static let inputOutput = ExitCode(74)
  static let tryAgain = ExitCode(75)
  static let notPermitted = ExitCode(77)
  static let configuration = ExitCode(78)
  static let hangUp = ExitCode(129)

  static func code(_ problem: StoreProblem) -> ExitCode {
    switch problem {
    case .noStore, .noRecord, .noFile, .notAStore: notFound
    case .alreadyThere, .cannotCreate, .beingMade: cannotCreate
    case .notPermitted, .readOnly: notPermitted
    case .diskFull, .inputOutput, .syncFailed: inputOutput
    case .lockedTooLong: tryAgain
    case .invalid, .broken: findings
    }
  }

  static func code(_ refusal: Refusal) -> ExitCode {
    switch refusal.kind {
    case .notPermitted: notPermitted
    case .findings, .remarks, .unchanged: findings
    case .usage: usage
    case .notFound: notFound
    case .conflict: tryAgain
    case .unheard: hangUp
    }
  }
}

/// Writes to standard output and standard error. Nothing else in the program does, so that what could act on a terminal
/// or hide from a reader never gets there, whether it stands in a record, a file's name or an argument.
enum Output {
  static func line(_ text: String) { write(Neutral.lines(text) + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(Neutral.lines(text) + "\n", to: STDERR_FILENO) }

  /// Asks for something at the terminal; standard output stays for what was asked of the program.
  static func prompt(_ text: String) { write(Neutral.lines(text), to: STDERR_FILENO) }

  /// A line for another program, byte for byte as it is kept; on a terminal a person reads it, and it is made harmless.
  static func stored(_ text: String) {
    if isatty(STDOUT_FILENO) == 1 { line(text) } else { write(text + "\n", to: STDOUT_FILENO) }
  }

  /// JSON escapes by itself what must not be printed, and loses nothing by it.
  static func json(_ value: JSON) { write(value.text + "\n", to: STDOUT_FILENO) }

  /// Reports a problem and gives the code to end with.
  static func fail(_ problem: StoreProblem, _ language: Language) -> ExitCode {
    error("ismsbook: " + problem.message[language])
    return Exit.code(problem)
  }

  /// Reports why something was not done, as JSON with all its findings if wanted, and gives the code to end with.
  static func fail(_ refusal: Refusal, form: Form? = nil, asJSON: Bool = false, _ language: Language) -> ExitCode {
    if asJSON {
      json(
        .object([
          ("saved", .flag(false)),
          ("findings", .list(refusal.findings.map { FindingText.json($0, form, language) })),
        ]))
    } else if refusal.findings.contains(where: { $0.place != .nowhere }) {
      findings(refusal.findings, form, language)
    } else {
      error("ismsbook: " + refusal.message[language])
    }
    return Exit.code(refusal)
  }

  static func findings(_ findings: [Finding], _ form: Form?, _ language: Language) {
    for finding in findings { error(FindingText.line(finding, form, language)) }
  }

  private static func write(_ text: String, to descriptor: Int32) { _ = write(Array(text.utf8)[...], to: descriptor) }

  /// Bytes of a file to standard output; false where nobody reads any more.
  static func bytes(_ bytes: ArraySlice<UInt8>) -> Bool { write(bytes, to: STDOUT_FILENO) }

  private static func write(_ all: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var bytes = all
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      // Nobody reads any more: there is nobody to tell.
      if written <= 0 {
        if descriptor == STDOUT_FILENO { Caller.lostReader() }
        return false
      }
      bytes = bytes.dropFirst(written)
    }
    return true
  }
}

/// A finding as a line: place, severity, what is wrong and what to do.
enum FindingText {
  static func line(_ finding: Finding, _ form: Form?, _ language: Language) -> String {
    let place = place(finding.place, form, language)
    let severity =
      switch finding.severity {
      case .error: Phrase(zh: "錯誤", en: "error")
      case .warning: Phrase(zh: "注意", en: "warning")
      case .note: Phrase(zh: "說明", en: "note")
      }
    return (place.isEmpty ? "" : place + ": ") + severity[language] + ": " + finding.message[language]
  }

  static func place(_ place: Finding.Place, _ form: Form?, _ language: Language) -> String {
    switch place {
    case .field(let id, let row, let column):
      var text = id
      if let row { text += "[\(row + 1)]" }
      if let column { text += ".\(column)" }
      let field = form?.field(id)
      let label =
        column.flatMap { field?.column($0)?.label } ?? field?.label
        ?? (id == Signature.table ? Signature.tableLabel : nil)
      return label.map { "\(text) (\($0[language]))" } ?? text
    case .file(let name, let line, let column): return line > 0 ? "\(name):\(line):\(column)" : name
    case .record(let number): return number
    case .nowhere: return ""
    }
  }

  static func json(_ finding: Finding, _ form: Form?, _ language: Language) -> JSON {
    .object([
      ("place", .text(place(finding.place, nil, language))), ("rule", .text(finding.rule)),
      ("severity", .text(finding.severity.rawValue)), ("message", .text(finding.message[language])),
    ])
  }
}

/// A JSON value whose keys keep their order.
indirect enum JSON {
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  var text: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): String(number)
    case .text(let text): JSON.quoted(text)
    case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .object(let members): "{" + members.map { "\(JSON.quoted($0)): \($1.text)" }.joined(separator: ", ") + "}"
    }
  }

  /// RFC 8259; outside of ASCII only what cannot be seen is escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Neutral.isHidden(scalar):
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
