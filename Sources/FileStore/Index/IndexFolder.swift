import Glibc

/// The folder that holds the index of one store.
enum IndexFolder {
  /// `$XDG_CACHE_HOME/ismsbook/<id>/<hash of the place>`; nil where neither that nor a home folder is known. A copy
  /// of a store in another place has an index of its own, and what was seen last in one says nothing of the other.
  static func usual(store: String, at path: String) -> String? {
    func value(_ name: String) -> String? {
      guard let text = getenv(name).map({ String(cString: $0) }), text.hasPrefix("/") else { return nil }
      return text
    }
    guard let cache = value("XDG_CACHE_HOME") ?? value("HOME").map({ $0 + "/.cache" }) else { return nil }
    let place = realpath(path, nil).map { found in
      defer { free(found) }
      return String(cString: found)
    }
    return "\(cache)/ismsbook/\(store)/\(Digest.of(Array((place ?? path).utf8)).prefix(16))"
  }

  /// Makes the folder and opens its guard file.
  static func prepare(_ folder: String) throws(SystemError) -> File {
    var path = folder.hasPrefix("/") ? "" : "."
    for step in folder.split(separator: "/") {
      path += "/\(step)"
      if mkdir(path, 0o700) != 0, errno != EEXIST {
        // A folder above may be there without being ours to make another in.
        guard access(path, X_OK) == 0 else { throw SystemError(path) }
      }
    }
    return try Folder(at: folder).open("guard", O_RDWR | O_CREAT)
  }

  /// Removes the index of a store that was never finished. It is a cache: what cannot be removed harms nobody.
  static func remove(_ folder: String) {
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "index.sqlite-journal", "guard"] {
      _ = unlink("\(folder)/\(name)")
    }
    let above = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    if rmdir(folder) == 0 { _ = rmdir(above) }
  }
}
