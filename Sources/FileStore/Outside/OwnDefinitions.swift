import Domain

/// The files below the store's `screens/`, as far as they can be told apart from other ones: names and contents.
struct OwnDefinitions: Sendable {
  /// `<sha256> <path>`, sorted by path.
  let files: [String]

  private static let longestFile = 16 << 20
  private static let deepest = 8

  /// What cannot be read counts with its name alone.
  init(in root: Folder) {
    var found: [(path: String, hash: String)] = []
    func walk(_ folder: Folder, _ path: String, _ depth: Int) {
      for name in (try? folder.names()) ?? [] {
        let full = path.isEmpty ? name : "\(path)/\(name)"
        if depth < Self.deepest, let inner = try? folder.folder(name) {
          walk(inner, full, depth + 1)
        } else {
          let bytes = try? folder.open(name).readAll(limit: Self.longestFile)
          found.append((full, bytes.map { Digest.of($0) } ?? "unreadable"))
        }
      }
    }
    // No such folder is the usual case: the program's own definitions hold.
    if let folder = try? root.folder(JournalFact.definitions) { walk(folder, "", 0) }
    files = found.sorted { $0.path < $1.path }.map { "\($0.hash) \($0.path)" }
  }

  /// `none` where there are no files.
  var fingerprint: String {
    files.isEmpty ? Self.none : Digest.of(Array(files.joined(separator: "\n").utf8))
  }

  static let none = "none"
}
