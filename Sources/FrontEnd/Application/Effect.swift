import Domain
import Desk

/// What a screen asks `Application` to do; it alone carries effects out.
public enum Effect {
  case push(any Screen)
  /// Closes the screen; the one below receives the outcome.
  case pop(Outcome = .cancelled)
  case replace(any Screen)
  case home
  case quit
  case show(Message)
  /// Tells the user why something is refused, and records it where the journal has to know.
  case refuse(Denial)
  /// Calls a command here, as if its key had been pressed.
  case run(Command)
  /// Draws the whole terminal again, in case something else wrote on it.
  case redraw
  /// Saves, at the shared terminal in the name of the person who confirmed it; the screen receives `.saved`,
  /// `.conflict`, `.refused` or `.failed`.
  case submit(Submission, by: PersonName? = nil)
  /// Voids the record whose version was looked at; the screen receives the same.
  case void(Version, reason: String)
  /// Decides about versions that were looked at; the screen receives `.signed`, `.refused` or `.failed`.
  case sign(Action, [Version], comment: String?, secret: String)
  /// Copies a file into the store; the screen receives `.evidence`, `.refused` or `.failed`.
  case attach(path: String)
  case saveDraft(Draft)
  case removeDraft(DraftID)
  case switchLanguage
  /// Closes this screen and gives the command to the one below, as if its key had been pressed there.
  case perform(Command)
  /// From now on this person is at the keyboard.
  case become(PersonName)
  /// Checks a secret; the screen receives `.credential` or `.failed`. At the shared terminal it proves who confirms.
  case check(name: String, secret: String, purpose: CredentialPurpose)
  /// Gives a person another secret; the screen receives `.done`, `.refused` or `.failed`.
  case setSecret(of: PersonName, secret: String, isOneTime: Bool)
  /// Accepts the store's own definitions, which were looked at; the screen receives `.accepted`, `.refused` or `.failed`.
  case acceptDefinitions([WaitingDefinition], secret: String)
  /// Lets a person try again whose credential is locked; the screen receives `.done`, `.refused` or `.failed`.
  case release(person: String)
  /// Takes a person's passphrase away; the screen receives `.done`, `.refused` or `.failed`.
  case removeCredential(of: String)
  /// A person has logged in: the program starts with them.
  case enter(PersonName)
  /// Erases the screen until it is unlocked.
  case lock
  /// Shows this person what was on the screen before it was locked.
  case unlock(PersonName)
  /// Makes a store; the screen receives `.failed` if that does not work.
  case createStore(StoreRequest)
  /// Ends the shared terminal; an administrator has confirmed it.
  case endKiosk
}
