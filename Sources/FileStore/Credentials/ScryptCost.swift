import Crypto
import CryptoExtras
import Domain

/// What one scrypt hash costs (RFC 7914): `rounds` is its N, `blockSize` its r, `parallelism` its p.
public struct ScryptCost: Hashable, Sendable {
  public let rounds: Int
  public let blockSize: Int
  public let parallelism: Int

  /// 32 MiB and some 0.1 s a hash.
  public static let production = ScryptCost(trustedRounds: 1 << 15, blockSize: 8, parallelism: 1)

  /// Nil where scrypt knows no such cost, or where a hash would take more than 256 MiB or many seconds.
  public init?(rounds: Int, blockSize: Int, parallelism: Int) {
    guard (2...(1 << 20)).contains(rounds), rounds.nonzeroBitCount == 1, (1...32).contains(blockSize),
      (1...16).contains(parallelism), 128 * rounds * blockSize <= 256 << 20
    else { return nil }
    self.init(trustedRounds: rounds, blockSize: blockSize, parallelism: parallelism)
  }

  private init(trustedRounds: Int, blockSize: Int, parallelism: Int) {
    rounds = trustedRounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// 16 random bytes.
  public static func newSalt() -> [UInt8] {
    var source = SystemRandomNumberGenerator()
    return (0..<16).map { _ in UInt8.random(in: 0...255, using: &source) }
  }

  /// `32768 8 1`, as in a credential's file.
  var text: String { "\(rounds) \(blockSize) \(parallelism)" }

  init?(_ text: String) {
    let numbers = text.split(separator: " ").map { WholeNumber.read($0) }
    guard numbers.count == 3, let rounds = numbers[0], let blockSize = numbers[1], let parallelism = numbers[2] else {
      return nil
    }
    self.init(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
  }

  /// The hash of a secret, 32 bytes. Secrets that look alike are alike: they are brought into form C first.
  func hash(_ secret: String, salt: [UInt8]) throws(StoreProblem) -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: Array(CanonicalText.of(secret).utf8), salt: salt, outputByteCount: 32, rounds: rounds,
        blockSize: blockSize, parallelism: parallelism)
    } catch {
      throw .invalid(
        Finding(
          .nowhere, rule: "memory",
          Phrase(
            zh: "記憶體不足，無法核對通行碼；請關閉其他程式後再試。",
            en: "There is not enough memory to check a passphrase; close other programs and try again.")))
    }
  }
}
