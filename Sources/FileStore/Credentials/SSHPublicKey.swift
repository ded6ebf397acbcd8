import Crypto
import Domain

/// One public key as OpenSSH writes it: `ssh-ed25519 AAAA… comment`. Of kinds that sshd takes today, well formed and
/// strong enough.
public struct SSHPublicKey: Hashable, Sendable {
  /// As on the line, such as `ssh-ed25519`.
  public let type: String
  public let comment: String
  /// Length in bits, as `ssh-keygen -l` counts.
  public let bits: Int
  /// What the base64 on the line stands for (RFC 4253, 6.6).
  let blob: [UInt8]

  /// `SHA256:…`, as `ssh-keygen -l` prints it.
  public var fingerprint: String {
    "SHA256:" + Base64.encode(Array(SHA256.hash(data: blob))).filter { $0 != "=" }
  }

  /// Such as `ED25519`, as `ssh-keygen -l` prints it.
  public var kind: String { SSHPublicKey.kinds.first { $0.type == type }?.kind ?? type }

  /// Type and key, without a comment.
  var text: String { "\(type) \(Base64.encode(blob))" }

  /// RSA keys below this are refused; NIST SP 800-57 part 1 has them as too weak.
  static let leastRSABits = 2048

  private static let kinds: [(type: String, kind: String)] = [
    ("ssh-ed25519", "ED25519"), ("ecdsa-sha2-nistp256", "ECDSA"), ("ecdsa-sha2-nistp384", "ECDSA"),
    ("ecdsa-sha2-nistp521", "ECDSA"), ("ssh-rsa", "RSA"), ("sk-ssh-ed25519@openssh.com", "ED25519-SK"),
    ("sk-ecdsa-sha2-nistp256@openssh.com", "ECDSA-SK"),
  ]

  static func isKnown(type: some StringProtocol) -> Bool { kinds.contains { $0.type == type } }

  /// Reads the text of a `.pub` file: one line with a key, and maybe empty lines and comments.
  public static func read(_ bytes: [UInt8]) -> Result<SSHPublicKey, Finding> {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .failure(KeyFinding.notAKey) }
    if text.contains("PRIVATE KEY") || text.contains("PuTTY-User-Key-File") { return .failure(KeyFinding.isPrivate) }
    if text.contains("---- BEGIN") || text.contains("-----BEGIN") { return .failure(KeyFinding.otherFormat) }
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter {
      !$0.isEmpty && !$0.hasPrefix("#")
    }
    guard let line = lines.first else { return .failure(KeyFinding.notAKey) }
    guard lines.count == 1 else { return .failure(KeyFinding.several(lines.count)) }
    return read(line: line)
  }

  /// Reads a line without options.
  static func read(line: String) -> Result<SSHPublicKey, Finding> {
    let parts = line.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" }).map { String($0) }
    guard let type = parts.first else { return .failure(KeyFinding.notAKey) }
    guard isKnown(type: type) else {
      let hasOptions = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).contains { isKnown(type: $0) }
      if hasOptions { return .failure(KeyFinding.options) }
      return .failure(parts.count > 1 ? KeyFinding.unknown(type) : KeyFinding.notAKey)
    }
    let comment = parts.count > 2 ? parts[2].trimmed : ""
    guard !comment.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return .failure(KeyFinding.notAKey)
    }
    // The same bytes must give the same text, so that a key can be found again.
    guard parts.count > 1, let blob = Base64.decode(parts[1]), Base64.encode(blob) == parts[1],
      let bits = bits(of: blob, type)
    else { return .failure(KeyFinding.damaged(type)) }
    let key = SSHPublicKey(type: type, comment: comment, bits: bits, blob: blob)
    guard type != "ssh-rsa" || bits >= leastRSABits else { return .failure(KeyFinding.weak(bits)) }
    return .success(key)
  }

  private init(type: String, comment: String, bits: Int, blob: [UInt8]) {
    self.type = type
    self.comment = comment
    self.bits = bits
    self.blob = blob
  }

  /// The key's length; nil where the bytes are no key of that type, or more than one.
  private static func bits(of blob: [UInt8], _ type: String) -> Int? {
    var reader = SSHReader(blob)
    guard reader.string() == Array(type.utf8) else { return nil }
    let bits: Int?
    switch type {
    case "ssh-ed25519": bits = reader.string()?.count == 32 ? 256 : nil
    case "sk-ssh-ed25519@openssh.com":
      bits = reader.string()?.count == 32 && reader.string()?.isEmpty == false ? 256 : nil
    case "ssh-rsa": bits = rsaBits(&reader)
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      let found = curveBits(&reader, "nistp256")
      bits = reader.string()?.isEmpty == false ? found : nil
    default: bits = curveBits(&reader, String(type.dropFirst("ecdsa-sha2-".count)))
    }
    return reader.take(1) == nil ? bits : nil
  }

  private static func rsaBits(_ reader: inout SSHReader) -> Int? {
    guard let exponent = reader.string().flatMap({ magnitude($0) }),
      let modulus = reader.string().flatMap({ magnitude($0) }),
      let lowest = exponent.last, lowest % 2 == 1, exponent != [1], exponent.count <= 8, let last = modulus.last,
      last % 2 == 1, let first = modulus.first, modulus.count <= 2048
    else { return nil }
    return modulus.count * 8 - first.leadingZeroBitCount
  }

  /// The bytes of a positive number as RFC 4251 writes it, without zeros in front.
  private static func magnitude(_ bytes: [UInt8]) -> [UInt8]? {
    guard let first = bytes.first, first < 0x80 else { return nil }
    if first != 0 { return bytes }
    guard bytes.count > 1, bytes[1] >= 0x80 else { return nil }
    return Array(bytes.dropFirst())
  }

  /// The point must lie on the curve.
  private static func curveBits(_ reader: inout SSHReader, _ curve: String) -> Int? {
    guard reader.string() == Array(curve.utf8), let point = reader.string() else { return nil }
    // Why a point is none does not matter.
    switch curve {
    case "nistp256": return (try? P256.Signing.PublicKey(x963Representation: point)) == nil ? nil : 256
    case "nistp384": return (try? P384.Signing.PublicKey(x963Representation: point)) == nil ? nil : 384
    case "nistp521": return (try? P521.Signing.PublicKey(x963Representation: point)) == nil ? nil : 521
    default: return nil
    }
  }
}
