import Domain

/// What can be undone and done again, across all fields and tables of a form.
struct History {
  /// Everything typed at one time, and where it was typed.
  struct State {
    var typed: Content
    var slot: FieldSlot?
    var caret: Int
  }

  /// How a change was made. Letters typed one after the other are undone together, up to the end of a word.
  enum Kind: Hashable {
    case typing, deleting, other
  }

  static let mostSteps = 1_000
  /// Bytes of changed text after which the oldest steps are forgotten.
  static let mostBytes = 48 << 20

  private var past: [State] = []
  private var future: [State] = []
  private var sizes: [Int] = []
  private var bytes = 0
  private var last: (slot: FieldSlot, kind: Kind)?

  var steps: Int { past.count }

  /// Whether a change begins a new step, given the one before it.
  func beginsStep(_ kind: Kind, at slot: FieldSlot) -> Bool {
    guard kind != .other, let last else { return true }
    return last.slot != slot || last.kind != kind
  }

  /// Notes a change, with what was there before.
  mutating func push(before state: State, size: Int = 0, _ kind: Kind, at slot: FieldSlot) {
    future = []
    past.append(state)
    sizes.append(size)
    bytes += size
    while past.count > Self.mostSteps || (bytes > Self.mostBytes && past.count > 1) {
      past.removeFirst()
      bytes -= sizes.removeFirst()
    }
    last = kind == .other ? nil : (slot, kind)
  }

  /// The next change begins a new step: the caret was moved, the field left, a word ended.
  mutating func breakStep() { last = nil }

  mutating func undo(from present: State) -> State? {
    guard var state = past.popLast() else { return nil }
    bytes -= sizes.removeLast()
    future.append(present)
    last = nil
    // Redoing leads back to the place of the change as well.
    if state.slot == nil { state.slot = present.slot }
    future[future.count - 1].slot = state.slot
    return state
  }

  mutating func redo(from present: State) -> State? {
    guard let state = future.popLast() else { return nil }
    past.append(State(typed: present.typed, slot: state.slot, caret: present.caret))
    sizes.append(0)
    last = nil
    return state
  }
}
