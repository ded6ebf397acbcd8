import Domain
import FileStore

/// What is written down in the journal although it is no record.
public enum JournalNote: Sendable {
  /// A record that only few may read was opened.
  case readConfidential(Version)
  /// Something was tried and refused; the rule says why.
  case refused(Action, record: String, rule: String)
  /// The same, to somebody else than who is at the desk.
  case refusedTo(PersonName, Action, record: String, rule: String)
  case logOut

  var action: Action {
    switch self {
    case .readConfidential: .readConfidential
    case .refused, .refusedTo: .refused
    case .logOut: .logOut
    }
  }

  /// Whom the entry names where that is not who is at the desk.
  var person: PersonName? { if case .refusedTo(let person, _, _, _) = self { person } else { nil } }

  /// Header lines of the entry; the names of a version's own header are taken.
  var details: [(String, String)] {
    switch self {
    case .readConfidential(let version):
      [(JournalLine.about, version.record), (JournalLine.ofVersion, String(version.number))]
    case .refused(let action, let record, let rule), .refusedTo(_, let action, let record, let rule):
      [(JournalLine.tried, action.rawValue), (JournalLine.about, record), (JournalLine.cause, rule)]
    case .logOut: []
    }
  }
}

extension Desk {
  /// Writes a note down. In a personal store nobody is refused anything, and nothing is noted.
  public func note(_ note: JournalNote) throws(StoreProblem) {
    guard isShared else { return }
    try enter(note.action, by: note.person ?? person, note.details)
  }

  /// Writes down what left the store or who came in, by names and values of header lines.
  public func note(_ action: Action, _ details: [(String, String)] = []) throws(StoreProblem) {
    try enter(action, by: person, [("Person", person.text)] + details)
  }

  /// Gives the refusal on, once the journal knows of it.
  func refused(_ action: Action, about what: String, _ refusal: Refusal) throws(StoreProblem) -> Refusal {
    try note(.refused(action, record: what, rule: refusal.rule))
    return refusal
  }

  /// Characters of a detail in the journal at most.
  private static let longestDetail = 300

  private func enter(_ action: Action, by person: PersonName, _ details: [(String, String)]) throws(StoreProblem) {
    let fields = details.map { name, text in
      let plain = String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
      return Content.Field(
        id: name,
        values: [plain.count > Self.longestDetail ? plain.prefix(Self.longestDetail) + "…" : plain])
    }
    try store.appendEntry(action: action, by: person, details: fields)
  }
}

extension Action {
  public static let read = Action(rawValue: "read")

  /// What somebody needs to be allowed to do it.
  public var right: Right {
    switch self {
    case .create: .create
    case .void: .void
    case .submit, .agree, .return, .refuse, .withdraw: .sign
    case .read: .read
    default: .amend
    }
  }
}
