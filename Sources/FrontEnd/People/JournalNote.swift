import Domain
import Desk

/// What screens have written down in the journal although it is no record.
public enum JournalNote {
  /// A record that only few may read was opened.
  case readConfidential(Version)
  /// Something was tried and refused; the rule says why.
  case refused(Action, record: String, rule: String)
  /// The same, to somebody else than who is at work.
  case refusedTo(PersonName, Action, record: String, rule: String)
  case logOut

  var action: Action {
    switch self {
    case .readConfidential: .readConfidential
    case .refused, .refusedTo: .refused
    case .logOut: .logOut
    }
  }

  /// Whom the entry names where that is not who is at work.
  var person: PersonName? { if case .refusedTo(let person, _, _, _) = self { person } else { nil } }

  /// Header lines of the entry; the names of a version's own header are taken.
  var details: [Content.Field] {
    switch self {
    case .readConfidential(let version):
      [
        Content.Field(id: JournalLine.about, values: [version.record]),
        Content.Field(id: JournalLine.ofVersion, values: [String(version.number)]),
      ]
    case .refused(let action, let record, let rule), .refusedTo(_, let action, let record, let rule):
      [
        Content.Field(id: JournalLine.tried, values: [action.rawValue]),
        Content.Field(id: JournalLine.about, values: [record]),
        Content.Field(id: JournalLine.cause, values: [rule]),
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
