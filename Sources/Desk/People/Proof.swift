import Domain
import FileStore

/// That somebody gave a passphrase or PIN of their own, not one for one time. Only a desk makes one.
public struct Proof: Hashable, Sendable {
  let person: String
}

/// What became of a passphrase that was given.
public struct Checked: Sendable {
  public let answer: CredentialAnswer
  /// Nil if it was refused, or is for one time.
  public let proof: Proof?
}
