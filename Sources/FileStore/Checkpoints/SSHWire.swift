import Crypto

/// The byte formats of OpenSSH that signing needs (RFC 4251 strings; PROTOCOL.sshsig and PROTOCOL.key of OpenSSH).
enum SSHWire {
  static let algorithm = "ssh-ed25519"

  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] { number(bytes.count) + bytes }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func publicKey(_ key: Curve25519.Signing.PublicKey) -> [UInt8] {
    string(algorithm) + string(Array(key.rawRepresentation))
  }

  /// What is signed: the message's hash with what the signature is for.
  static func signedData(_ message: [UInt8], namespace: String) -> [UInt8] {
    Array("SSHSIG".utf8) + string(namespace) + string("") + string("sha512") + string(Array(SHA512.hash(data: message)))
  }

  static func signature(_ signature: [UInt8], _ key: Curve25519.Signing.PublicKey, namespace: String) -> [UInt8] {
    Array("SSHSIG".utf8) + number(1) + string(publicKey(key)) + string(namespace) + string("") + string("sha512")
      + string(string(algorithm) + string(signature))
  }

  /// Base64 between two lines that name what it is.
  static func armour(_ bytes: [UInt8], _ name: String) -> String {
    let text = Array(Base64.encode(bytes).utf8)
    var lines = ["-----BEGIN \(name)-----"]
    for start in stride(from: 0, to: text.count, by: 70) {
      lines.append(String(decoding: text[start..<min(start + 70, text.count)], as: UTF8.self))
    }
    lines.append("-----END \(name)-----")
    return lines.joined(separator: "\n") + "\n"
  }

  static func unarmour(_ text: String, _ name: String) -> [UInt8]? {
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.first == "-----BEGIN \(name)-----", lines.last == "-----END \(name)-----" else { return nil }
    return Base64.decode(lines.dropFirst().dropLast().joined())
  }
}

/// Reads what `SSHWire` writes, from the front.
struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number() -> Int? { take(4)?.reduce(0) { $0 << 8 | Int($1) } }

  mutating func string() -> [UInt8]? {
    guard let count = number() else { return nil }
    return take(count)
  }
}
