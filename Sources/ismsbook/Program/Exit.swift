import ArgumentParser
import Domain
import Desk

/// Exit codes, as in `sysexits.h`.
enum Exit: Int32 {
  case usage = 64
  case findings = 65
  case notFound = 66
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case notPermitted = 77
  case configuration = 78
  case hangUp = 129

  var code: ExitCode { ExitCode(rawValue) }

  init(_ problem: StoreProblem) {
    switch problem {
    case .noStore, .noRecord, .noFile, .notAStore: self = .notFound
    case .alreadyThere, .cannotCreate, .beingMade: self = .cannotCreate
    case .notPermitted, .readOnly: self = .notPermitted
    case .diskFull, .inputOutput, .syncFailed: self = .inputOutput
    case .lockedTooLong: self = .tryAgain
    case .invalid, .broken: self = .findings
    }
  }

  init(_ refusal: Refusal) {
    switch refusal.kind {
    case .notPermitted: self = .notPermitted
    case .findings, .remarks, .signsAgain, .unchanged: self = .findings
    case .usage: self = .usage
    case .notFound: self = .notFound
    case .conflict: self = .tryAgain
    case .unheard: self = .hangUp
    }
  }

  /// The rule of what has none of its own: `not_found`, `input_output` …
  var rule: String { "\(self)".map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined() }
}
