import Synchronization

/// Which of the store's own files about rights and sign-off count, where that is not for the files alone to say.
final class OwnPowerFiles: Sendable {
  /// The forms whose fields grant power. A definition of the store's own counts at its shipped place only.
  static let forms: Set = ["person", "settings", "unit"]

  /// Paths below `screens/` of what says who may do what, who signs, and which fields grant power.
  static let paths =
    forms.sorted().map { "Administration/\($0).yaml" } + [
      "Chains/chains.yaml", "Choices/roles.yaml", "Roles/rights.yaml",
    ]

  private let files = Mutex<[String: String]?>(nil)

  /// Where the texts that count lie, by their paths below `screens/`; nil where the files of the store count.
  var accepted: [String: String]? { files.withLock { $0 } }

  /// False where these count already.
  func use(_ accepted: [String: String]) -> Bool {
    files.withLock { known in
      guard known != accepted else { return false }
      known = accepted
      return true
    }
  }
}
