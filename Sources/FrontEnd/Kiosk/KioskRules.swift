import Desk
import Domain
import Terminal

/// What is the same at every shared terminal.
enum KioskRules {
  /// The person named while nobody is on duty.
  static let nobody = PersonName(id: "kiosk", name: "-")

  /// What the terminal shows to everybody: its own forms, as far as the keepers of the data room may read them.
  static func terminal(_ name: String) -> SharedTerminal {
    SharedTerminal(
      name: name, nobody: nobody, roles: ["data_room_duty", "data_room_keeper"],
      forms: [Visit.form, Shift.form, "patrol", "equipment-test"])
  }

  /// The way back from the board and from the lock: there is none.
  static let firstScreen = Binding(
    .back, isShown: false,
    unless: { _ in
      Denial(
        .note(
          Phrase(
            zh: "這是共用終端的第一個畫面；\(key: .quit) 由系統管理者結束。",
            en: "This is the first screen of the terminal; \(key: .quit) lets an administrator end it.")))
    }
  ) { _ in [] }

  /// Milliseconds between two looks at what other programs saved.
  static let refreshDelay = 2_000

  /// Chapters of the manual for the people at it.
  static let chapters: [ManualChapter] = [.dataRoom]
}
