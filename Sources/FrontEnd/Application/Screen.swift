import Domain
import Desk
import Terminal

/// One screen of the program: a value that changes only itself, and asks for everything else by effects.
///
/// To add a screen: 1. `XScreen.swift` with a struct of this protocol, its commands in `bindings`, new ones also in
/// `Command`; 2. an effect `.push(XScreen(…))` at the place that leads to it; 3. a way to it in `EveryCommandTests`, which
/// fails for a screen that it does not know; 4. golden screens in both languages.
public protocol Screen {
  /// The text of the title line.
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

  /// Whether it shows saved records that others may change meanwhile: it is read again when they do.
  var showsSavedRecords: Bool { get }

  /// Whether `?` is text here.
  var takesText: Bool { get }

  /// Called when it is opened and each time the screen above it has closed: read what is shown.
  mutating func appear(_ workspace: Workspace) -> [Effect]

  /// An event that is no command of this screen.
  mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect]

  /// What came of an effect, or of the screen above.
  mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect]

  /// Draws between title line and message line; sets `canvas.cursor` on the focused item. A screen that scrolls, or
  /// whose lines are costly, keeps what it has drawn.
  mutating func draw(into canvas: inout Canvas, _ workspace: Workspace)

  /// After text was typed: draws only what that changed. Draws nothing and returns false if more may have changed.
  func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool

  /// Work that is not saved yet and has changed since `draftWasSaved`; nil if there is none.
  var draft: Draft? { get }

  mutating func draftWasSaved()

  /// What F1 tells about the focused item, as paragraphs; nil for the list of keys alone.
  func helpText(_ workspace: Workspace) -> [Phrase]
}

extension Screen {
  public var mode: Phrase? { nil }
  public var isOverlay: Bool { false }
  public var canBeLeft: Bool { true }
  public var isForKiosk: Bool { false }
  public var takesText: Bool { false }
  public var showsSavedRecords: Bool { false }
  public var draft: Draft? { nil }

  public func bindings(_ workspace: Workspace) -> [Binding] { [] }
  public mutating func appear(_ workspace: Workspace) -> [Effect] { [] }
  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { [] }
  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] { [] }
  public func redrawFocus(into canvas: inout Canvas, _ workspace: Workspace) -> Bool { false }
  public mutating func draftWasSaved() {}
  public func helpText(_ workspace: Workspace) -> [Phrase] { [] }
}
