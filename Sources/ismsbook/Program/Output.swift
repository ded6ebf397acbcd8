import Desk
import Domain
import Foundation
import Reports
import Terminal

/// Writes to standard output and standard error. It alone does, so that what could act on a terminal or hide from a
/// reader never gets there, be it from a record, a file's name or an argument.
enum Output {
  static func line(_ text: String) { write(Neutral.lines(text) + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(Neutral.lines(text) + "\n", to: STDERR_FILENO) }

  /// Asks for something at the terminal; standard output stays for what was asked of the program.
  static func prompt(_ text: String) { write(Neutral.lines(text), to: STDERR_FILENO) }

  /// One line on a terminal that the next one overwrites, and an empty one in the end; not written elsewhere.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    // Blanks instead of a control sequence, which a plain terminal would show.
    write("\r" + String(repeating: " ", count: progressColumns) + "\r" + Neutral.lines(text), to: STDERR_FILENO)
  }

  /// No such line is longer, and few terminals are narrower.
  private static let progressColumns = 40

  /// A line for another program, byte for byte as it is kept; on a terminal a person reads it, and it is made harmless.
  static func stored(_ text: String) {
    if isatty(STDOUT_FILENO) == 1 { line(text) } else { write(text + "\n", to: STDOUT_FILENO) }
  }

  /// JSON escapes what must not be printed, without loss.
  static func json(_ value: JSON) { write(value.line + "\n", to: STDOUT_FILENO) }

  /// A line for each, on standard error.
  static func findings(_ findings: [Finding], _ language: Language, _ form: Form? = nil) {
    for finding in findings { error(finding.line(language, form)) }
  }

  private static func write(_ text: String, to descriptor: Int32) { _ = write(Array(text.utf8)[...], to: descriptor) }

  /// Bytes of a file to standard output; false if its reader is gone.
  static func bytes(_ bytes: ArraySlice<UInt8>) -> Bool { write(bytes, to: STDOUT_FILENO) }

  /// Ends with a message if standard output cannot be written, such as a file on a full disk: what was saved stays
  /// saved, but the output must not pass for complete.
  private static func cannotBeWritten(_ code: Int32) {
    let reason = String(cString: strerror(code))
    error(
      "ismsbook: "
        + Phrase(
          zh: "標準輸出寫不進去（\(reason)），輸出不完整；請換地方再執行。已回報存檔的不受影響。",
          en:
            "Standard output cannot be written (\(reason)), so the output is not whole; run it again with another place. "
            + "What was saved stays saved.")[Commands.language(CommandLine.arguments) ?? Environment.language])
    Desk.end(Exit.inputOutput.rawValue)
  }

  private static func write(_ all: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var bytes = all
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      // The reader is gone: there is no one to tell.
      if written <= 0 {
        if descriptor == STDOUT_FILENO {
          OutputReader.lostReader()
          if written < 0, errno != EPIPE { cannotBeWritten(errno) }
        }
        return false
      }
      bytes = bytes.dropFirst(written)
    }
    return true
  }
}

extension JSON {
  /// On one line, with whatever could act on a terminal or hide from a reader escaped.
  var line: String { text(escaping: Neutral.isHidden) }
}
