import Glibc

/// A line that somebody types at the terminal of standard input with nothing shown, such as a passphrase.
public nonisolated enum HiddenInput {
  /// Why no line came: the exit code of a program that ends with it.
  public enum Ending: Int32, Error {
    case noTerminal = 74
    case hangUp = 129
    case interrupt = 130
  }

  /// At most so many bytes. The terminal is left as it was, whatever ends the line.
  public static func line(limit: Int) throws(Ending) -> [UInt8] {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw .noTerminal }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < limit {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .hangUp }
      switch byte {
      case 3, 28: throw .interrupt
      case 4, 10, 13: return bytes
      case 8, 127:
        // The bytes of one character, of which the first is no continuation.
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      case 21: bytes = []
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
