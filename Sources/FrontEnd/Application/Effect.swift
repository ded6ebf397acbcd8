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
  /// Tells the user why something is refused, and the journal where it has to know.
  case refuse(Denial)
  /// Calls a command here, as if its key had been pressed.
  case run(Command)
  /// Draws the whole terminal again, whatever has come onto it.
  case redraw
  /// Saves, at the shared terminal in the name of whoever has confirmed it; the screen receives `.saved`, `.conflict`,
  /// `.refused` or `.failed`.
  case submit(Submission, by: PersonName? = nil)
  /// Makes a record void, of which this version was looked at; the screen receives the same.
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
  /// Checks a secret; the screen receives `.credential` or `.failed`. At the shared terminal it is proof of who confirms.
  case check(name: String, secret: String, purpose: CredentialPurpose)
  /// Gives a person another secret; the screen receives `.done`, `.refused` or `.failed`.
  case setSecret(of: PersonName, secret: String, isOneTime: Bool)
  /// Accepts the store's own definitions, which were looked at; the screen receives `.accepted`, `.refused` or `.failed`.
  case acceptDefinitions([WaitingDefinition], secret: String)
  /// Lets a person try again whose credential is locked; the screen receives `.done`, `.refused` or `.failed`.
  case release(person: String)
  /// Somebody has logged in: the program starts with them.
  case enter(PersonName)
  /// Erases the screen until somebody unlocks it.
  case lock
  /// Shows this person again what stood on the screen before it was locked.
  case unlock(PersonName)
  /// Makes a store; the screen receives `.failed` if that does not work.
  case createStore(StoreRequest)
  /// Ends the shared terminal; an administrator has confirmed it.
  case endKiosk
}
