import Domain

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file cannot be read, as a finding.
struct FileProblem: Error {
  let finding: Finding

  init(_ name: String, line: Int = 0, column: Int = 0, rule: String = "file", _ message: Phrase) {
    finding = Finding(.file(name, line: line, column: column), rule: rule, message)
  }
}

/// Reads the text of a file: at most 1 MiB of UTF-8.
enum TextFile {
  static let limit = 1 << 20

  static func text(of file: ScreensFile) throws(FileProblem) -> String {
    let bytes = try bytes(of: file)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let place = firstInvalid(in: bytes)
    throw FileProblem(
      file.name, line: place.line, column: place.column,
      Phrase(zh: "這裡不是 UTF-8 文字；請將檔案另存為 UTF-8。", en: "this is not UTF-8 text; save the file as UTF-8"))
  }

  private static func bytes(of file: ScreensFile) throws(FileProblem) -> [UInt8] {
    // O_NONBLOCK: a pipe under the name of a definition must not make the program wait.
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(file) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw unreadable(file) }
    guard status.st_size <= limit else {
      throw FileProblem(
        file.name, Phrase(zh: "檔案超過 1 MiB，不會讀取；請拆成幾個檔案。", en: "the file is larger than 1 MiB and is not read; split it")
      )
    }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count, let start = buffer.baseAddress {
        let more = read(descriptor, start + count, buffer.count - count)
        if more < 0, errno == EINTR { continue }
        failed = more < 0
        guard more > 0 else { return }
        count += more
      }
    }
    guard !failed else { throw unreadable(file) }
    return bytes
  }

  private static func unreadable(_ file: ScreensFile) -> FileProblem {
    FileProblem(
      file.name,
      Phrase(zh: "檔案無法讀取；請確認檔案存在且有讀取權限。", en: "the file cannot be read; check that it is there and may be read"))
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Tree.Position {
    var place = Tree.Position(line: 1, column: 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      place = scalar == "\n" ? Tree.Position(line: place.line + 1, column: 1) : place.right(1)
    }
    return place
  }
}
