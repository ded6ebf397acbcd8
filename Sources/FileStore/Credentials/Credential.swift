import Crypto
import Domain
import Foundation

/// What proves who a person is: the file `credentials/<person>.rec`. It never leaves that folder.
struct Credential: Sendable {
  var person: PersonName
  var cost: ScryptCost
  var salt: [UInt8]
  var hash: [UInt8]
  var setAt: Moment
  var setBy: PersonName
  /// A one-time secret, given by somebody else.
  var mustChange: Bool
  var attempts = Attempts()
  /// Lines that this program does not know.
  var further: [Content.Field] = []

  static func fileName(_ person: String) -> String { "\(person).rec" }

  /// A credential for a new secret.
  static func make(
    _ person: PersonName, _ secret: String, cost: ScryptCost, salt: [UInt8], at: Moment, by: PersonName,
    mustChange: Bool
  ) throws(StoreProblem) -> Credential {
    let hash = try cost.hash(secret, salt: salt).withUnsafeBytes { Array($0) }
    return Credential(
      person: person, cost: cost, salt: salt, hash: hash, setAt: at, setBy: by, mustChange: mustChange)
  }

  /// Whether this is the secret. Takes as long for a wrong one as for the right one.
  func accepts(_ secret: String) throws(StoreProblem) -> Bool {
    // Keys are compared in constant time.
    try cost.hash(secret, salt: salt) == SymmetricKey(data: hash)
  }

  /// Whether both were made from one setting of a secret.
  func isSameSecret(as other: Credential) -> Bool { salt == other.salt && hash == other.hash }

  /// Tells in the journal which credential was set. It reveals neither salt nor hash, since both are in it.
  var fingerprint: String {
    let parts = [
      person.id, cost.text, Credential.hexadecimal(salt), Credential.hexadecimal(hash), mustChange ? "yes" : "no",
    ]
    return Digest.of(Array(parts.joined(separator: "\n").utf8))
  }

  var bytes: [UInt8] {
    var writer = RecWriter()
    writer.comment("通行碼的雜湊 hash of a passphrase or PIN; keep it private")
    writer.type("credential")
    writer.field("Person", person.text)
    writer.field("Scrypt", cost.text)
    writer.field("Salt", Credential.hexadecimal(salt))
    writer.field("Hash", Credential.hexadecimal(hash))
    writer.field("Set_at", setAt.text)
    writer.field("Set_by", setBy.text)
    writer.field("Must_change", mustChange ? "yes" : "no")
    attempts.write(to: &writer)
    for line in further { writer.field(line.id, line.values) }
    return writer.bytes
  }

  /// Nil where the text is not that of a person's credential.
  init?(_ bytes: [UInt8], person id: String) {
    guard case .success(let sets) = RecReader.read(bytes[...]), let set = sets.first, set.type == "credential",
      let lines = set.records.first, let person = lines["Person"].flatMap({ PersonName($0) }), person.id == id,
      let cost = lines["Scrypt"].flatMap({ ScryptCost($0) }),
      let salt = lines["Salt"].flatMap({ Credential.bytes($0) }), salt.count >= 16,
      let hash = lines["Hash"].flatMap({ Credential.bytes($0) }), hash.count == 32,
      let setAt = lines["Set_at"].flatMap({ Moment($0) }), let setBy = lines["Set_by"].flatMap({ PersonName($0) }),
      let mustChange = lines["Must_change"], let attempts = Attempts(lines)
    else { return nil }
    self.person = person
    self.cost = cost
    self.salt = salt
    self.hash = hash
    self.setAt = setAt
    self.setBy = setBy
    self.mustChange = mustChange != "no"
    self.attempts = attempts
    let known = Attempts.names.union(["Person", "Scrypt", "Salt", "Hash", "Set_at", "Set_by", "Must_change"])
    further = lines.fields.filter { !known.contains($0.id) }
  }

  private init(
    person: PersonName, cost: ScryptCost, salt: [UInt8], hash: [UInt8], setAt: Moment, setBy: PersonName,
    mustChange: Bool
  ) {
    self.person = person
    self.cost = cost
    self.salt = salt
    self.hash = hash
    self.setAt = setAt
    self.setBy = setBy
    self.mustChange = mustChange
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0, digits.count <= 256, digits.allSatisfy(\.isLowercaseHex) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
  }
}
