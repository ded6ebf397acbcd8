import ArgumentParser
import Domain
import Glibc
import Terminal

/// Takes a passphrase or PIN from a file, from the first line of standard input, or from the terminal without showing
/// it. Never from an argument, which other users of the machine can see.
enum SecretInput {
  /// Bytes of a secret at most.
  private static let limit = 4_096

  /// `file` is a path, `-` for standard input, or nil for the terminal.
  static func read(
    _ file: String?, _ prompt: Phrase, option: String = "--secret-file", _ language: Language
  ) throws -> String {
    let bytes: [UInt8]
    switch file {
    case "-"?: bytes = line(of: STDIN_FILENO)
    case let path?: bytes = try line(ofFile: Environment.absolute(path))
    case nil:
      guard isatty(STDIN_FILENO) == 1 else {
        throw CommandRefusal(
          .notPermitted,
          Phrase(
            zh: "這裡沒有終端機可以輸入通行碼；請用 \(option) 指定檔案，或用 \(option) - 從標準輸入的第一行讀取。",
            en:
              "There is no terminal to type the passphrase at; name a file with \(option), or use \(option) - for the "
              + "first line of standard input."))
      }
      bytes = try typed(prompt[language])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandRefusal(
        .findings, Phrase(zh: "通行碼不是 UTF-8 文字；請換一個。", en: "The passphrase is not UTF-8 text; use another."))
    }
    return text
  }

  /// One that is new: at the terminal it is asked for twice.
  static func readNew(_ file: String?, _ prompt: Phrase, option: String, _ language: Language) throws -> String {
    let first = try read(file, prompt, option: option, language)
    guard file == nil else { return first }
    let again = try read(nil, Phrase(zh: "再輸入一次：", en: "Once more: "), option: option, language)
    guard first == again else {
      throw CommandRefusal(
        .findings, Phrase(zh: "兩次輸入不同，沒有設定；請再執行一次。", en: "The two are not the same and nothing was set; try again."))
    }
    return first
  }

  /// Byte by byte, so that what follows the line is left to the next reader.
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

  private static func line(ofFile path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw CommandRefusal(
        .notFound,
        Phrase(zh: "讀不到通行碼檔 \(path)；請檢查路徑與權限。", en: "The file \(path) cannot be read; check path and permission."))
    }
    defer { close(descriptor) }
    var facts = stat()
    if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o077 != 0 {
      throw CommandRefusal(
        .notPermitted,
        Phrase(
          zh: "別人也讀得到通行碼檔 \(path)；請先執行 chmod 600 \(path)。",
          en: "Others can read the file \(path) with the passphrase; run chmod 600 \(path) first."))
    }
    return line(of: descriptor)
  }

  /// What is typed, without showing it. Ctrl+C ends the program.
  private static func typed(_ prompt: String) throws -> [UInt8] {
    Output.prompt(prompt)
    defer { Output.prompt("\n") }
    do {
      return try HiddenInput.line(limit: limit)
    } catch {
      throw ExitCode(error.rawValue)
    }
  }
}
