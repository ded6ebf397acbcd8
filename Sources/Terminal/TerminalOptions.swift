/// How a terminal is to be opened.
public nonisolated struct TerminalOptions: Hashable, Sendable {
  /// Ignores SIGTSTP and SIGQUIT, and lets a crash end the process at once, so that there is no way out of the program.
  public var kiosk = false

  /// Uses colours where the terminal has them. `NO_COLOR` in the environment turns them off whatever stands here.
  public var colors = true

  /// Uses `C.UTF-8` for characters when the locale is not UTF-8.
  public var forcesUTF8 = false

  /// Milliseconds after which a lone ESC is the Esc key. `ESCDELAY` in the environment goes first.
  public var escapeDelay = 150

  /// Milliseconds of quiet after which a paste without an end counts as complete.
  public var pasteDelay = 500

  /// The terminal type to use instead of `TERM`.
  public var term: String?

  public init() {}
}
