import Domain
import Desk
import Terminal

extension Application {
  /// The shared terminal begins with its board. An open shift is locked until its keeper is there.
  func openKiosk() -> any Screen {
    kiosk = KioskState(seen: seen)
    person = KioskRules.nobody
    let (shift, effects) = Shift.open(workspace)
    carryOut(effects)
    guard let shift else { return BoardScreen() }
    idle.locked = ([BoardScreen()], shift.keeper)
    return PinScreen(.unlock)
  }

  /// When the shared terminal looks again at what was saved, in milliseconds of the clock that never goes back; nil while
  /// it is locked.
  var kioskDue: Int? {
    kiosk == nil || idle.locked != nil ? nil : configuration.ticks() + KioskRules.refreshDelay
  }

  var seen: KioskState.Seen {
    KioskState.Seen(sequence: openDesk?.sequence ?? 0, minute: configuration.clock().seconds / 60)
  }

  /// Reads what has changed; whether anything has.
  func lookAtKiosk() -> Bool {
    guard let kiosk, idle.locked == nil, ending == nil, stack.count == 1 else { return false }
    let before = kiosk.seen
    do throws(StoreProblem) {
      try openDesk?.catchUp()
    } catch {
      message = .error(error.message)
      return true
    }
    guard seen != before else { return false }
    self.kiosk?.seen = seen
    drawn = nil
    withTop { $0.appear($1) }
    return true
  }

  /// Whether a screen may be opened here; if not, says so.
  func mayShow(_ screen: any Screen) -> Bool {
    guard kiosk != nil, !screen.isForKiosk else { return true }
    message = .note(
      Phrase(
        zh: "共用終端不開放其他紀錄；請在自己的工作站查閱。", en: "Other records are not open on this terminal; use your own workstation."))
    return false
  }

  /// Reserves the name of a shared terminal as long as this program runs; false if another has it.
  public static func reserve(_ name: String, at desk: Desk) throws(StoreProblem) -> Bool {
    try desk.standing(at: KioskRules.terminal(name)).reserveDrafts()
  }

  /// Only an administrator ends the program.
  func askToEndKiosk() {
    if let top = stack.last as? PinScreen, top.purpose == .quit { return }
    carryOut([.push(PinScreen(.quit))])
  }

  /// Forgets who confirmed a form with a PIN once the board is back, unless a shift is theirs.
  func dismissKeeper() {
    guard kiosk != nil, idle.locked == nil, stack.count == 1, person != KioskRules.nobody else { return }
    if Shift.open(workspace).shift == nil { person = KioskRules.nobody }
  }
}
