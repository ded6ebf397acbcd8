import Crypto
import Domain

/// Attempts under names that have no credential: the file `credentials/UNKNOWN.rec`. They are delayed and locked
/// as those of a person are, so that nobody learns who is known.
struct UnknownNames: Sendable {
  /// No person's id has a capital letter.
  static let fileName = "UNKNOWN.rec"

  /// Names remembered; the one tried longest ago makes room.
  static let limit = 256

  private var salt: String
  private var rows: [(name: String, attempts: Attempts)] = []

  init() { salt = RandomName.make() }

  subscript(name: String) -> Attempts {
    get { rows.first { $0.name == shortHash(name) }?.attempts ?? Attempts() }
    set {
      let hash = shortHash(name)
      rows.removeAll { $0.name == hash }
      rows.append((hash, newValue))
      if rows.count > UnknownNames.limit { rows.removeFirst(rows.count - UnknownNames.limit) }
    }
  }

  /// Forgets a name; false where it was not remembered.
  mutating func remove(_ name: String) -> Bool {
    let hash = shortHash(name)
    let count = rows.count
    rows.removeAll { $0.name == hash }
    return rows.count < count
  }

  /// Eight digits only: what somebody typed as a name may be their passphrase, and must not be found again.
  private func shortHash(_ name: String) -> String {
    String(Digest.of(Array((salt + CanonicalText.of(name)).utf8)).prefix(8))
  }

  var bytes: [UInt8] {
    var writer = RecWriter()
    writer.comment("以不存在的帳號嘗試的次數 attempts under names without a credential")
    writer.type("unknown_names")
    writer.field("Salt", salt)
    writer.endLine()
    writer.type("unknown_name")
    for row in rows {
      writer.field("Name", row.name)
      row.attempts.write(to: &writer)
      writer.endLine()
    }
    return writer.bytes
  }

  /// Nil where the text cannot be read.
  init?(_ bytes: [UInt8]) {
    guard case .success(let sets) = RecReader.read(bytes[...]),
      let salt = sets.first(where: { $0.type == "unknown_names" })?.records.first?["Salt"]
    else { return nil }
    self.salt = salt
    for lines in sets.first(where: { $0.type == "unknown_name" })?.records ?? [] {
      guard let name = lines["Name"], let attempts = Attempts(lines) else { return nil }
      rows.append((name, attempts))
    }
  }
}
