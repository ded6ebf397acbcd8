import Desk
import Domain
import Terminal

/// The look that the application takes every few seconds at what other programs have saved.
struct StoreLook {
  /// Milliseconds between two looks.
  static let delay = 2_000

  /// When it was taken last, in milliseconds of the clock that never goes back.
  var ticks: Int?
  /// The newest entry of the journal that the user has seen or been told of.
  var sequence: Int?
}

extension Application {
  /// When the store is looked at again, in milliseconds of the clock that never goes back; nil while nothing in sight
  /// would change.
  var lookDue: Int? {
    if kiosk != nil { return kioskDue }
    guard looksAtStore else { return nil }
    return max(configuration.ticks(), (look.ticks ?? 0) + StoreLook.delay)
  }

  private var looksAtStore: Bool {
    idle.locked == nil && isLoggedIn && openDesk?.isShared == true && stack.last?.showsSavedRecords == true
  }

  /// Reads what others have saved, and tells of it; whether anything in sight has changed.
  func lookAtStore() -> Bool {
    if kiosk != nil { return lookAtKiosk() }
    guard ending == nil, looksAtStore, let desk, configuration.ticks() >= (look.ticks ?? 0) + StoreLook.delay else {
      return false
    }
    look.ticks = configuration.ticks()
    do throws(StoreProblem) {
      let isNew = try desk.catchUp()
      let before = look.sequence ?? desk.sequence
      look.sequence = desk.sequence
      guard isNew || desk.sequence != before else { return false }
      let saves = try desk.saves(byOthersAfter: before)
      drawn = nil
      withTop { $0.appear($1) }
      tell(of: saves)
      return true
    } catch {
      guard message?.text != error.message else { return false }
      message = .error(error.message)
      return true
    }
  }

  /// What is wrong stays on the message line until a key is pressed.
  private func tell(of saves: [JournalItem]) {
    guard let newest = saves.first, let record = newest.subject else { return }
    guard message.map({ $0.kind == .note || $0.kind == .success }) ?? true else { return }
    let further = Set(saves.compactMap(\.subject)).subtracting([record]).count
    let person = workspace.people.named(newest.person).phrase
    let more =
      further == 0
      ? Phrase(zh: "。", en: ".") : Phrase(zh: "，另有 \(further) 筆也存了新版。", en: "; \(further) more record(s) changed.")
    message = .note(
      Phrase(zh: "\(person.zh) 存了 \(record)", en: "\(person.en) has saved \(record)") + more)
  }
}
