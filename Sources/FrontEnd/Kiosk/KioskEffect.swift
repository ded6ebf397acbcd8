import Domain
import Desk

/// What the screens of the shared terminal ask of the application beside the other effects.
public enum KioskEffect {
  /// Checks a secret; the screen receives `.kiosk(.answer)` or `.failed`.
  case check(id: String, secret: String, purpose: CredentialPurpose)
  /// Gives a person another secret of their own choice; the screen receives `.kiosk(.changed)`, `.refused` or `.failed`.
  case changeSecret(PersonName, String)
  /// From now on entries are made in this person's name; nothing where each has to be confirmed.
  case attend(PersonName?)
  /// Removes a draft of the terminal itself.
  case removeDraft(DraftID)
  /// Erases the screen until somebody unlocks it.
  case lock
  /// Shows again what stood on the screen before it was locked.
  case unlock(PersonName)
  /// Ends the program; an administrator has confirmed it.
  case end
}

/// What came of an effect of the shared terminal, or of one of its screens.
public enum KioskOutcome {
  case answer(CredentialAnswer)
  case changed
  /// This person has typed the right PIN, and may do what it was asked for.
  case confirmed(PersonName)
}
