import Crypto
import Domain
import Glibc

/// The Ed25519 key of a site, in OpenSSH's private key format without a passphrase. Keep it outside the store,
/// so that a copy of the store does not hold it.
public struct SiteKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  private static let armourName = "OPENSSH PRIVATE KEY"

  /// Reads a key that this program or `ssh-keygen -t ed25519 -N ''` made.
  public init(path: String) throws(StoreProblem) {
    let (folder, name) = try SiteKey.place(path)
    do throws(SystemError) {
      let text = String(decoding: try folder.open(name).readAll(limit: 1 << 16), as: UTF8.self)
      guard let seed = SSHWire.unarmour(text, SiteKey.armourName).flatMap({ SiteKey.seed($0) }),
        let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
      else { throw SystemError(path, EINVAL) }
      self.key = key
    } catch { throw error.problem }
  }

  /// Makes a key in a file that is not there yet, mode 0600, and beside it the public key as `.pub`.
  public static func make(path: String, comment: String) throws(StoreProblem) -> SiteKey {
    let key = SiteKey(key: Curve25519.Signing.PrivateKey())
    let (folder, name) = try place(path)
    guard folder.facts(name) == nil else { throw .alreadyThere(path: path) }
    do throws(SystemError) {
      try folder.publish(Array(key.privateText(comment).utf8), as: name, mode: 0o600, durably: true)
      try folder.publish(Array("\(key.publicText) \(comment)\n".utf8), as: name + ".pub", mode: 0o644, durably: true)
    } catch { throw error.problem }
    return key
  }

  private init(key: Curve25519.Signing.PrivateKey) { self.key = key }

  /// As in `authorized_keys`: `ssh-ed25519 AAAA…`.
  public var publicText: String { "\(SSHWire.algorithm) \(Base64.encode(SSHWire.publicKey(key.publicKey)))" }

  /// An SSH signature that `ssh-keygen -Y verify` checks; nil where the system cannot sign.
  func signature(of message: [UInt8], namespace: String) -> String? {
    let data = SSHWire.signedData(message, namespace: namespace)
    guard let signature = try? key.signature(for: data) else { return nil }
    return SSHWire.armour(
      SSHWire.signature(Array(signature), key.publicKey, namespace: namespace), "SSH SIGNATURE")
  }

  private func privateText(_ comment: String) -> String {
    let check = SSHWire.number(Int(UInt32.random(in: 0...UInt32.max)))
    let pair = Array(key.rawRepresentation) + Array(key.publicKey.rawRepresentation)
    var secret =
      check + check + SSHWire.publicKey(key.publicKey) + SSHWire.string(pair) + SSHWire.string(comment)
    var padding: UInt8 = 1
    while secret.count % 8 != 0 {
      secret.append(padding)
      padding += 1
    }
    let bytes =
      Array("openssh-key-v1".utf8) + [0] + SSHWire.string("none") + SSHWire.string("none") + SSHWire.string("")
      + SSHWire.number(1) + SSHWire.string(SSHWire.publicKey(key.publicKey)) + SSHWire.string(secret)
    return SSHWire.armour(bytes, SiteKey.armourName)
  }

  private static func seed(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = SSHReader(bytes)
    guard reader.take(15) == Array("openssh-key-v1".utf8) + [0], reader.string() == Array("none".utf8),
      reader.string() == Array("none".utf8), reader.string() == [], reader.number() == 1, reader.string() != nil,
      let secret = reader.string()
    else { return nil }
    var inner = SSHReader(secret)
    guard let first = inner.number(), first == inner.number(), inner.string() == Array(SSHWire.algorithm.utf8),
      inner.string()?.count == 32, let pair = inner.string(), pair.count == 64
    else { return nil }
    return Array(pair.prefix(32))
  }

  private static func place(_ path: String) throws(StoreProblem) -> (Folder, String) {
    let parts = path.split(separator: "/")
    guard let name = parts.last.map(String.init) else { throw .inputOutput(path: path, code: EINVAL) }
    let above = parts.dropLast().joined(separator: "/")
    do throws(SystemError) {
      return (try Folder(at: path.hasPrefix("/") ? "/" + above : above.isEmpty ? "." : above), name)
    } catch { throw error.problem }
  }
}
