import Domain
import Terminal

/// Letters typed one after the other, which are undone word by word.
struct TypingRun {
  /// Letters after which a step ends even without a blank, as in Chinese.
  private static let longest = 20

  private var last: Character?
  private var count = 0

  func kind(of event: Event, in field: Field) -> History.Kind {
    guard case .key(let key) = event, field.kind.isTyped else { return .other }
    if key.text != nil { return .typing }
    return key == .backspace || key == .delete ? .deleting : .other
  }

  /// Whether a word was complete before this event.
  func endsWord(before event: Event) -> Bool {
    guard case .key(let key) = event, let character = key.text else { return false }
    if count >= Self.longest { return true }
    guard let last else { return false }
    return (last.isWhitespace || last.isPunctuation) && !character.isWhitespace && !character.isPunctuation
  }

  mutating func note(_ event: Event) {
    guard case .key(let key) = event, let character = key.text else {
      last = nil
      count = 0
      return
    }
    count = endsWord(before: event) ? 1 : count + 1
    last = character
  }
}
