import Domain
import Desk
import Terminal

/// What the application remembers while no key is pressed, with the screens that it has put away.
struct IdleLock {
  /// When a key was last pressed, in milliseconds of the clock that never goes back.
  var lastInput: Int
  /// The screens and the person before the screen was locked; nil while it is not.
  var locked: (stack: [any Screen], person: PersonName)?
  /// Whether it was locked since the events at hand arrived.
  var isNew = false
  /// Seconds without a key until it locks, as of a sequence of the journal; settings are records too.
  var limit: (sequence: Int, seconds: Int)?
}

/// The shared terminal and the screens of a shared store lock after some time without a key.
extension Application {
  /// When the screen is erased, in milliseconds of the clock that never goes back; nil while it is
  /// locked, in a personal store, and before log-in.
  var idleDue: Int? {
    guard idle.locked == nil, let limit = idleLimit else { return nil }
    return idle.lastInput + limit * 1_000
  }

  /// Seconds without a key until the screen is erased.
  private var idleLimit: Int? {
    guard let openDesk, openDesk.isShared, kiosk != nil || isLoggedIn else { return nil }
    if idle.limit?.sequence != openDesk.sequence {
      let settings = workspace.settings
      let seconds =
        kiosk == nil
        ? settings.number("session_lock_seconds") ?? 900 : max(15, settings.number("idle_lock_seconds") ?? 120)
      idle.limit = (openDesk.sequence, seconds)
    }
    return idle.limit.flatMap { $0.seconds > 0 ? $0.seconds : nil }
  }

  /// Locks after long enough without a key; whether it has.
  func lockWhenIdle() -> Bool {
    guard ending == nil, let due = idleDue, configuration.ticks() >= due else { return false }
    lock()
    return true
  }

  func lock() {
    guard idle.locked == nil else { return }
    for place in stack.indices { keepDraft(at: place) }
    // A half-typed PIN is dropped.
    while stack.count > 1, stack.last is PinScreen { stack.removeLast() }
    idle.locked = (stack, person)
    // Keys that wait, as after a pause of the machine, were meant for the screen before.
    idle.isNew = true
    terminal.discardInput()
    message = nil
    drawn = nil
    if kiosk == nil {
      stack = [LockScreen()]
    } else {
      person = KioskRules.nobody
      kiosk?.proofs = [:]
      stack = [PinScreen(.unlock)]
    }
    refresh()
  }

  /// Shows again what was on the screen.
  func unlock(_ person: PersonName) {
    guard let locked = idle.locked else { return }
    idle.locked = nil
    idle.lastInput = configuration.ticks()
    stack = locked.stack
    self.person = locked.person == KioskRules.nobody ? KioskRules.nobody : person
    refresh()
    kiosk?.seen = seen
  }

  /// Keeps every draft, also those under a locked screen.
  func keepAllDrafts() {
    for place in stack.indices { keepDraft(at: place) }
    for draft in (idle.locked?.stack ?? []).compactMap(\.draft) { carryOut([.saveDraft(draft)]) }
  }
}

extension Event {
  /// Whether it was typed.
  var isTyped: Bool {
    switch self {
    case .key, .paste: true
    default: false
    }
  }
}
