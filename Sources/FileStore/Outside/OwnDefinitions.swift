import Domain

/// The files below the store's `screens/`, as far as they can be told apart from other ones: names and contents.
struct OwnDefinitions: Sendable {
  /// SHA-256 of each file by its path below `screens/`; no digest where a file cannot be read.
  let hashes: [String: String]

  /// `<sha256> <path>`, sorted by path.
  var files: [String] { hashes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" } }

  static let longestFile = 16 << 20
  private static let deepest = 8

  /// What cannot be read counts with its name alone.
  init(in root: Folder) {
    var found: [String: String] = [:]
    func walk(_ folder: Folder, _ path: String, _ depth: Int) {
      for name in (try? folder.names()) ?? [] {
        let full = path.isEmpty ? name : "\(path)/\(name)"
        if depth < Self.deepest, let inner = try? folder.folder(name) {
          walk(inner, full, depth + 1)
        } else {
          let bytes = try? folder.open(name).readAll(limit: Self.longestFile)
          found[full] = bytes.map { Digest.of($0) } ?? "unreadable"
        }
      }
    }
    // No such folder is the usual case: the program's own definitions hold.
    if let folder = try? root.folder(JournalFact.definitions) { walk(folder, "", 0) }
    hashes = found
  }

  /// `none` where there are no files.
  var fingerprint: String {
    hashes.isEmpty ? Self.none : Digest.of(Array(files.joined(separator: "\n").utf8))
  }

  static let none = "none"
}
