import Domain
import FileStore

/// What screens have written down in the journal although it is no record.
public enum JournalNote {
  /// A record that only few may read was opened.
  case readConfidential(Version)
  /// Something was tried and refused; the rule says why.
  case refused(Action, record: String, rule: String)
  case logOut

  var action: Action {
    switch self {
    case .readConfidential: Action(rawValue: "read_confidential")
    case .refused: Action(rawValue: "refused")
    case .logOut: Action(rawValue: "log_out")
    }
  }

  /// Header lines of the entry.
  var details: [Content.Field] {
    switch self {
    case .readConfidential(let version):
      [
        Content.Field(id: "Record", values: [version.record]),
        Content.Field(id: "Version", values: [String(version.number)]),
      ]
    case .refused(let action, let record, let rule):
      [
        Content.Field(id: "Tried", values: [action.rawValue]), Content.Field(id: "Record", values: [record]),
        Content.Field(id: "Rule", values: [rule]),
      ]
    case .logOut: []
    }
  }
}

extension Action {
  static let read = Action(rawValue: "read")

  /// What somebody needs to be allowed to do it.
  var right: Right {
    switch self {
    case .create: .create
    case .void: .void
    case .submit, .agree, .return, .withdraw: .sign
    case .read: .read
    default: .amend
    }
  }
}

extension RecordName {
  /// The record's number; `-` for one that is still to be numbered.
  var number: String {
    switch self {
    case .existing(let number, base: _), .named(let number): number
    case .numbered: "-"
    }
  }
}
