import Domain
import Desk
import Terminal

/// One screen of the program: a value that changes only itself, and asks for everything else by effects.
///
/// To add a screen: 1. `XScreen.swift` with a struct of this protocol, its commands in `bindings`, new ones also in
/// `Command`; 2. an effect `.push(XScreen(…))` at the place that leads to it; 3. a way to it in `EveryCommandTests`, which
/// fails for a screen that it does not know; 4. golden screens in both languages.
public protocol Screen {
  /// What stands on the title line.
  func title(_ workspace: Workspace) -> Phrase

  /// A word on how the screen is used, such as "view" or "fill in"; at the right of the title line.
  var mode: Phrase? { get }

  /// The commands it knows beside those that are known everywhere, in the order of the key line.
  func bindings(_ workspace: Workspace) -> [Binding]

  /// Whether the screen below stays in sight.
  var isOverlay: Bool { get }

  /// Whether home, palette and search can be gone to from here.
  var canBeLeft: Bool { get }

  /// Whether it may be opened at the shared terminal.
  var isForKiosk: Bool { get }

  /// Whether `?` is text here.
  var takesText: Bool { get }

  /// Called when it is opened and each time the screen above it has gone: read what is shown.
  mutating func appear(_ workspace: Workspace) -> [Effect]

  /// An event that is no command of this screen.
  mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect]

  /// What came of an effect, or of the screen above.
  mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect]

  /// Draws between title line and message line; sets `canvas.cursor` on the focused item. A screen that scrolls, or
  /// whose lines are costly, keeps what it has drawn.
  mutating func draw(into canvas: inout Canvas, _ workspace: Workspace)

  /// After text was typed: draws only what that changed over what was drawn before. Nothing is drawn and false given
  /// back where more may have changed.
  func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool

  /// Work that is not saved yet and has changed since `draftWasSaved`; nothing if there is none.
  var draft: Draft? { get }

  mutating func draftWasSaved()

  /// What F1 tells about the focused item, as paragraphs; nothing for the list of keys alone.
  func helpText(_ workspace: Workspace) -> [Phrase]
}

extension Screen {
  public var mode: Phrase? { nil }
  public var isOverlay: Bool { false }
  public var canBeLeft: Bool { true }
  public var isForKiosk: Bool { false }
  public var takesText: Bool { false }
  public var draft: Draft? { nil }

  public func bindings(_ workspace: Workspace) -> [Binding] { [] }
  public mutating func appear(_ workspace: Workspace) -> [Effect] { [] }
  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { [] }
  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] { [] }
  public func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool { false }
  public mutating func draftWasSaved() {}
  public func helpText(_ workspace: Workspace) -> [Phrase] { [] }
}

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
  /// Somebody may not do it, or something has to be mended first.
  case refused(Refusal)
  case failed(Phrase)
  /// This person has typed the right PIN at the shared terminal, and may do what it was asked for.
  case confirmed(PersonName)
}

/// A line for the message line.
public struct Message: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case note, success, warning, error
  }

  public var kind: Kind
  public var text: Phrase

  public init(_ kind: Kind, _ text: Phrase) {
    self.kind = kind
    self.text = text
  }

  public static func note(_ text: Phrase) -> Message { Message(.note, text) }
  public static func success(_ text: Phrase) -> Message { Message(.success, text) }
  public static func warning(_ text: Phrase) -> Message { Message(.warning, text) }
  public static func error(_ text: Phrase) -> Message { Message(.error, text) }
}

extension Outcome {
  /// Why what was asked for was not done; nil where it was, or where somebody else was faster.
  var problem: Phrase? {
    switch self {
    case .refused(let refusal): refusal.message
    case .failed(let problem): problem
    default: nil
    }
  }
}
