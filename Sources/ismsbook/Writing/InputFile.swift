import Domain
import Foundation

/// A file that is named by its path, or standard input.
enum InputFile {
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    // Why it cannot be read does not change what to do.
    guard let handle, let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
      throw CommandRefusal(
        .notFound,
        Phrase(zh: "讀不到檔案 \(path)；請檢查路徑與權限。", en: "The file \(path) cannot be read; check path and permission."))
    }
    guard data.count <= limit else {
      let most = limit >> 20 > 0 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"
      throw CommandRefusal(
        .findings, Phrase(zh: "\(path) 超過 \(most)；請分開輸入。", en: "\(path) is larger than \(most); split it."))
    }
    if path == "-" { try SSHSession.requireConnection() }
    return [UInt8](data)
  }
}
