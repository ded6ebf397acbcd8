import ArgumentParser
import Domain
import Glibc

/// Takes a passphrase or PIN from a file, from the first line of standard input, or from the terminal without showing
/// it. Never from an argument, which other users of the machine can see.
enum SecretInput {
  /// Bytes of a secret at most.
  private static let limit = 4_096

  /// `file` is a path, `-` for standard input, or nothing for the terminal.
  static func read(_ file: String?, _ prompt: Phrase, option: String = "--secret-file", _ language: Language) throws
    -> String
  {
    let bytes: [UInt8]
    switch file {
    case "-"?: bytes = line(of: STDIN_FILENO)
    case let path?: bytes = try line(ofFile: Surroundings.absolute(path), language)
    case nil:
      guard isatty(STDIN_FILENO) == 1 else {
        throw refusal(
          Phrase(
            zh: "這裡沒有終端機可以輸入通行碼；請用 \(option) 指定檔案，或用 \(option) - 從標準輸入的第一行讀取。",
            en:
              "There is no terminal to type the passphrase at; name a file with \(option), or use \(option) - for the "
              + "first line of standard input."), Exit.notPermitted, language)
      }
      bytes = try typed(prompt[language])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refusal(
        Phrase(zh: "通行碼不是 UTF-8 文字；請換一個。", en: "The passphrase is not UTF-8 text; use another."), Exit.findings,
        language)
    }
    return text
  }

  /// One that is new: at the terminal it is asked for twice.
  static func readNew(_ file: String?, _ prompt: Phrase, option: String, _ language: Language) throws -> String {
    let first = try read(file, prompt, option: option, language)
    guard file == nil else { return first }
    let again = try read(nil, Phrase(zh: "再輸入一次：", en: "Once more: "), option: option, language)
    guard first == again else {
      throw refusal(
        Phrase(zh: "兩次輸入不同，沒有設定；請再執行一次。", en: "The two are not the same and nothing was set; try again."),
        Exit.findings, language)
    }
    return first
  }

  private static func refusal(_ message: Phrase, _ code: ExitCode, _ language: Language) -> ExitCode {
    Output.error("ismsbook: " + message[language])
    return code
  }

  /// Byte by byte, so that what follows the line is left for whoever reads next.
  private static func line(of descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }

  private static func line(ofFile path: String, _ language: Language) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw refusal(
        Phrase(zh: "讀不到通行碼檔 \(path)；請檢查路徑與權限。", en: "The file \(path) cannot be read; check path and permission."),
        Exit.notFound, language)
    }
    defer { close(descriptor) }
    var facts = stat()
    if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o077 != 0 {
      throw refusal(
        Phrase(
          zh: "別人也讀得到通行碼檔 \(path)；請先執行 chmod 600 \(path)。",
          en: "Others can read the file \(path) with the passphrase; run chmod 600 \(path) first."), Exit.notPermitted,
        language)
    }
    return line(of: descriptor)
  }

  /// What somebody types, with nothing shown. Ctrl+C ends the program, with the terminal as it was.
  private static func typed(_ prompt: String) throws -> [UInt8] {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw Exit.inputOutput }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    Output.prompt(prompt)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      Output.prompt("\n")
    }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < limit {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ExitCode(129) }
      switch byte {
      case 3, 28: throw ExitCode(130)
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
