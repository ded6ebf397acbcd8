import Domain
import Desk

/// What a text screen is asking about before a text is amended.
enum TextAction {
  /// The reason is asked for.
  case amend
  /// The shipped text is saved as the first version, so that there is something to amend.
  case adopt(reason: String)
}
