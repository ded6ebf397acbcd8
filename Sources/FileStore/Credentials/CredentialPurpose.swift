import Domain

/// What a secret is asked for.
public enum CredentialPurpose: String, Hashable, Sendable {
  case logIn = "log_in"
  case unlock
  /// Signing or making an entry, which itself is recorded.
  case confirm

  /// What the journal notes when it was right; what is confirmed is a journal entry of its own.
  var action: Action? {
    switch self {
    case .logIn: .logIn
    case .unlock: .unlock
    case .confirm: nil
    }
  }
}

extension Action {
  public static let credentialSet = Action(rawValue: "credential_set")
  public static let credentialChanged = Action(rawValue: "credential_changed")
  public static let credentialRemoved = Action(rawValue: "credential_removed")
  public static let logIn = Action(rawValue: "log_in")
  public static let logInFailed = Action(rawValue: "log_in_failed")
  public static let unlock = Action(rawValue: "unlock")
  public static let lockedOut = Action(rawValue: "locked_out")
  public static let released = Action(rawValue: "released")
  public static let sshKeyAdded = Action(rawValue: "ssh_key_added")
  public static let sshKeyRemoved = Action(rawValue: "ssh_key_removed")
  /// The clock stood before the last failure when a secret was to be checked.
  public static let clockMovedBack = Action(rawValue: "clock_moved_back")
}
