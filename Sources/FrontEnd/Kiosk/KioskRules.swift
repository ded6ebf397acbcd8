import Desk
import Domain
import Terminal

/// A screen that only the shared terminal has.
protocol KioskScreen: Screen {}

extension KioskScreen {
  public var canBeLeft: Bool { false }
}

/// What can be reached from the shared terminal, and what cannot.
enum KioskRules {
  /// Who is named where nobody is on duty.
  static let nobody = PersonName(id: "kiosk", name: "-")

  /// What the terminal shows, whoever stands at it: its own forms, as far as those who keep the data room may read them.
  static func terminal(_ name: String) -> SharedTerminal {
    SharedTerminal(
      name: name, nobody: nobody, roles: ["data_room_duty", "data_room_keeper"],
      forms: [Visit.form, Shift.form, "patrol", "equipment-test"])
  }

  /// Milliseconds between two looks at what other programs saved.
  static let refreshDelay = 2_000

  /// Commands that would lead to other records than the one in hand.
  private static let withheld: Set<Command> = [
    .home, .palette, .search, .follow, .link, .copyMode, .drafts, .history, .compare, .inbox, .rights, .credentials,
    .secret, .journal,
  ]

  static func allows(_ command: Command) -> Bool { !withheld.contains(command) }

  /// The screens of the terminal itself, and those that a form needs to be filled in.
  static func allows(_ screen: any Screen) -> Bool {
    screen is any KioskScreen || screen is FormScreen || screen is RowsScreen || screen is RowScreen
      || screen is PickScreen || screen is CalendarScreen || screen is PromptScreen || screen is MenuScreen
      || screen is DraftsScreen || screen is FindingsScreen || screen is HelpScreen || screen is MergeScreen
  }
}

/// What the application remembers of the shared terminal.
struct KioskState {
  /// What was seen at the last look at the store and the clock.
  var seen = Seen()
  /// Who has shown by a PIN who they are, by their ids.
  var proofs: [String: Proof] = [:]

  struct Seen: Hashable {
    var sequence = 0
    var minute = 0
  }
}
