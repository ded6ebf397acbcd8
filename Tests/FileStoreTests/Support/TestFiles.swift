import Glibc

/// Files as tests see them, without the store's own code.
enum TestFiles {
  struct Failed: Error {
    let path: String
    let code: Int32
  }

  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw Failed(path: path, code: errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      guard count >= 0 else { throw Failed(path: path, code: errno) }
      if count == 0 { return bytes }
      bytes += chunk.prefix(count)
    }
  }

  static func text(_ path: String) throws -> String { String(decoding: try read(path), as: UTF8.self) }

  /// Overwrites or makes a file, whatever its mode.
  static func write(_ bytes: [UInt8], _ path: String) throws {
    if exists(path) { chmod(path, 0o600) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw Failed(path: path, code: errno) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failed(path: path, code: errno) }
      done += count
    }
  }

  static func append(_ bytes: [UInt8], _ path: String) throws { try write(read(path) + bytes, path) }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func size(_ path: String) throws -> Int { try read(path).count }

  /// All regular files below a folder, sorted, by path below it.
  static func files(_ folder: String) -> [String] {
    var found: [String] = []
    func walk(_ path: String) {
      guard let stream = opendir("\(folder)/\(path)") else { return }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let next = path.isEmpty ? name : "\(path)/\(name)"
        if entry.pointee.d_type == UInt8(DT_DIR) { walk(next) } else { found.append(next) }
      }
    }
    walk("")
    return found.sorted()
  }

  static func remove(_ folder: String) {
    for file in files(folder) { unlink("\(folder)/\(file)") }
    var folders = [folder]
    var all: [String] = []
    while let next = folders.popLast() {
      all.append(next)
      guard let stream = opendir(next) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != "..", entry.pointee.d_type == UInt8(DT_DIR) { folders.append("\(next)/\(name)") }
      }
    }
    for path in all.reversed() { rmdir(path) }
  }
}

extension TestFiles {
  static func mode(_ path: String) -> UInt32 {
    var found = stat()
    return lstat(path, &found) == 0 ? found.st_mode & 0o777 : 0
  }
}

extension TestFiles {
  static func removeFile(_ path: String) { unlink(path) }
}

extension TestFiles {
  /// Where a text stands first.
  static func place(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }

  /// A segment's entries.
  static func entries(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var entries: [[UInt8]] = [[]]
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      entries[entries.count - 1] += line + [10]
      if line.isEmpty, entries[entries.count - 1].dropLast().suffix(78).starts(with: "#seal sha256 ".utf8) {
        entries.append([])
      }
    }
    return entries.filter { !$0.isEmpty }
  }
}
