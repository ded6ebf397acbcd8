/// Why the full-screen interface cannot be used here. The caller words the message and may fall back to line mode.
public nonisolated enum TerminalProblem: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case noTerminal
  /// TERM is unset or empty.
  case termUnset
  /// TERM names a terminal that cannot move the cursor, such as `dumb`.
  case unsuitable(term: String)
  /// TERM names a terminal that the system does not know.
  case unknown(term: String)
  /// The locale's character set is not UTF-8.
  case notUTF8(codeset: String)
  /// The operating system refused; carries `errno`.
  case system(Int32)
}
