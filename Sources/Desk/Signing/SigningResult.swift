import Domain
import FileStore

/// What became of a decision about one version of a record.
public struct SigningResult: Sendable {
  public enum Outcome: Sendable {
    case signed(Version)
    case refused(Refusal)
    case failed(StoreProblem)
  }

  /// The version that was looked at.
  public let version: Version
  public let outcome: Outcome
  /// What stands in the record now; nil where nothing was signed.
  public var signature: Signature?
  /// What is remarkable about it.
  public var remarks: [Finding] = []
  /// What became of the entries of its list, where the record is a review.
  public var entries: [SigningResult] = []

  public var saved: Version? { if case .signed(let version) = outcome { version } else { nil } }
}
