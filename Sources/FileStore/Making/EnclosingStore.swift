import Domain
import Glibc

/// A store in which another would be made: nothing but the store itself belongs below its folder, or it would be backed
/// up, checked and cleared away with it.
enum EnclosingStore {
  /// The folder of the store that a path lies below; nil where it lies below none. The path need not be there yet.
  static func of(_ path: String) -> String? {
    var at = path
    // What is not there yet lies in the first folder above it that is.
    while access(at, F_OK) != 0, let parent = parent(of: at), parent != at { at = parent }
    let isThere = at == path
    guard let real = realpath(at, nil) else { return nil }
    defer { free(real) }
    var folder = String(cString: real)
    if isThere {
      guard let above = parent(of: folder) else { return nil }
      folder = above
    }
    while true {
      if isStore(folder) { return folder }
      guard let above = parent(of: folder), above != folder else { return nil }
      folder = above
    }
  }

  static func finding(_ path: String, in store: String) -> Finding {
    Finding(
      .nowhere, rule: "nested",
      Phrase(
        zh: "\(path) 在另一個紀錄庫或備份 \(store) 裡面；請改用它外面的目錄。",
        en: "\(path) lies within another store or backup, \(store); choose a folder outside of it."))
  }

  private static func parent(of path: String) -> String? {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed = trimmed.dropLast() }
    if trimmed == "/" { return nil }
    guard let slash = trimmed.lastIndex(of: "/") else { return trimmed == "." ? nil : "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  private static func isStore(_ folder: String) -> Bool {
    guard let found = try? Folder(at: folder), let file = try? found.open(StoreMaking.finalName),
      let bytes = try? file.readAll(limit: 1 << 16)
    else { return false }
    return StoreDescription(bytes) != nil
  }
}
