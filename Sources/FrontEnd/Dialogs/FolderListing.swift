import Glibc

/// The names in a folder, for completing a path.
struct FolderListing {
  struct Entry: Hashable {
    let name: String
    let isFolder: Bool
  }

  /// Names that are looked at; a folder with more is narrowed down by typing a name in full.
  private static let most = 5_000

  /// As typed, with its slash; empty for the folder the program runs in.
  let path: String
  let entries: [Entry]

  init(path: String) {
    self.path = path
    let folder = path.isEmpty ? "." : Self.expanded(path)
    guard let stream = opendir(folder) else {
      entries = []
      return
    }
    defer { closedir(stream) }
    var found: [Entry] = []
    while found.count < Self.most, let item = readdir(stream) {
      let length = Int(item.pointee.d_reclen)
      let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: length) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let isFolder =
        item.pointee.d_type == UInt8(DT_DIR)
        || (item.pointee.d_type != UInt8(DT_REG) && Self.isFolder(folder + "/" + name))
      found.append(Entry(name: name, isFolder: isFolder))
    }
    entries = found.sorted { ($0.isFolder ? 0 : 1, $0.name) < ($1.isFolder ? 0 : 1, $1.name) }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(expanded(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// A path with `~` at its beginning written out.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}
