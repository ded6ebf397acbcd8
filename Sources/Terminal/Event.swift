/// Something that happened and that the program may want to answer.
public nonisolated enum Event: Hashable, Sendable {
  case key(Key)

  /// Text put in by bracketed paste: data, never keys. Line ends are `\n`; no control character but tab is left.
  case paste(String)

  /// The terminal has a new size; the whole screen must be drawn again.
  case resize(Size)

  /// The program shall save what it holds and end.
  case hangUp(Cause)

  /// The time to wait is over and nothing happened.
  case tick

  /// Why the program shall end.
  public enum Cause: Hashable, Sendable {
    /// The terminal is gone: SIGHUP, end of input, or an input error.
    case hangUp
    /// SIGTERM.
    case terminate
    /// SIGINT sent from outside; Ctrl+C is a key.
    case interrupt
  }
}
