import Domain
import Desk

/// What came of an effect or of a screen above.
public enum Outcome {
  case cancelled
  /// A text or several, from a pick list, calendar, prompt or file list.
  case values([String])
  case row(Row)
  /// The number of the entry chosen from a menu.
  case choice(Int)
  case content(Content)
  case place(Finding.Place)
  /// What was filled in so far, from the screen of a table or a row.
  case filling(Filling)
  case saved(Version)
  case conflict(current: Version)
  /// What came of each version that was to be signed, in order.
  case signed([SigningResult])
  case evidence(EvidenceReference)
  case accepted(Desk.Acceptance)
  case credential(CredentialAnswer)
  case done
  /// The person may not do it, or has to mend something first.
  case refused(Refusal)
  case failed(Phrase)
  /// This person has typed the right PIN at the shared terminal, and may do what it was asked for.
  case confirmed(PersonName)
}

extension Outcome {
  /// Why what was asked for was not done; nil if it was, or if another person was faster.
  var problem: Phrase? {
    switch self {
    case .refused(let refusal): refusal.message
    case .failed(let problem): problem
    default: nil
    }
  }
}

extension Outcome {
  /// What a screen receives of a refusal: with the keys that it leaves open.
  init(_ refusal: Refusal) {
    if case .conflict(let current) = refusal.kind {
      self = .conflict(current: current)
    } else {
      self = .refused(refusal.naming(pick: Command.pick.named))
    }
  }
}
