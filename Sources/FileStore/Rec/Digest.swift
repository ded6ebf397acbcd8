import Crypto

/// SHA-256 in hexadecimal.
public enum Digest {
  static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return text(hash.finalize())
  }

  public static func of(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { of($0) } }

  static func of(_ bytes: ArraySlice<UInt8>) -> String { bytes.withUnsafeBytes { of($0) } }

  static func text(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { buffer in
      var place = 0
      for byte in digest {
        buffer[place] = digits[Int(byte >> 4)]
        buffer[place + 1] = digits[Int(byte & 15)]
        place += 2
      }
      return place
    }
  }

  static func isDigest(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy(\.isLowercaseHex)
  }
}
