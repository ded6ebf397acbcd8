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

  /// The version with the signature; throws why there is none.
  public func get() throws -> Version {
    switch outcome {
    case .signed(let saved): return saved
    case .refused(let refusal): throw refusal
    case .failed(let problem): throw problem
    }
  }

  /// Why an entry of a review's list was not signed; nil where it was.
  public var problem: Phrase? {
    switch outcome {
    case .signed: nil
    case .failed(let failure): failure.message
    case .refused(let refusal):
      if case .conflict = refusal.kind {
        Phrase(
          zh: "剛被別人更改，沒有簽；請修正審閱重列清單後再簽。",
          en: "was just changed by somebody else and is not signed; amend the review, which lists it again, and sign "
            + "again.")
      } else {
        refusal.message
      }
    }
  }
}
