/// Which definitions of a store's own are in force only once two administrators accepted them: all that say who may do
/// what, who signs, who reads and what a form asks for. Menus and texts count as they stand.
///
/// A form counts as a whole: by its chain, its class, its procedure or any of its rules alone somebody could get round a
/// signature. So could they by a list of choices, which the conditions of chains ask.
public enum PowerDefinitions {
  /// The forms whose fields grant power. A definition of the store's own counts at its shipped place only.
  public static let forms: Set = ["person", "settings", "unit"]

  private static let folders: Set = ["Administration", "Chains", "Choices", "Controls", "Released", "Roles"]
  private static let procedures = "Procedures"

  /// Whether all definitions in a folder below `screens/` are of that kind.
  public static func holds(_ folder: String) -> Bool {
    folders.contains(folder) || folder == procedures || folder.hasPrefix(procedures + "/")
  }

  /// Whether the file at a path below `screens/` is one of them.
  public static func contains(_ path: String) -> Bool {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = steps.last, name.hasSuffix(".yaml"), !name.hasPrefix(".") else { return false }
    switch steps.count {
    case 2: return folders.contains(steps[0])
    case 3: return steps[0] == procedures
    default: return false
    }
  }
}

/// A definition of the store's own that is not in force as it stands.
public struct WaitingDefinition: Hashable, Sendable {
  public enum Change: Sendable {
    /// There is none in force for it.
    case new
    case changed
    /// The file is gone; what was accepted before goes on.
    case removed
  }

  /// Below the store's folder, such as `screens/Roles/rights.yaml`.
  public let path: String
  public let change: Change
  /// SHA-256 of the file as it stands; nil where it is gone.
  public let hash: String?

  public init(path: String, change: Change, hash: String?) {
    self.path = path
    self.change = change
    self.hash = hash
  }

  /// The form that it may be of.
  public var form: String? {
    let steps = path.split(separator: "/")
    guard steps.contains(where: { $0 == "Procedures" || $0 == "Administration" }) else { return nil }
    return steps.last.map { String($0.prefix { $0 != "." }) }
  }

  /// What becomes of it once it is accepted.
  public var label: Phrase {
    switch change {
    case .new: Phrase(zh: "新的", en: "new")
    case .changed: Phrase(zh: "改過", en: "changed")
    case .removed: Phrase(zh: "拿掉", en: "removed")
    }
  }
}
