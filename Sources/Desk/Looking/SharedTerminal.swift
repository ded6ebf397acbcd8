import Domain

/// A terminal that several people share, such as that of a data room: what it shows does not depend on who stands at it.
public struct SharedTerminal: Sendable {
  /// Whose name stands where nobody is on duty.
  public let nobody: PersonName
  /// It shows what these roles may read, and no more to anybody.
  public let roles: Set<String>
  /// The only forms whose records can be reached.
  public let forms: Set<String>

  public init(nobody: PersonName, roles: Set<String>, forms: Set<String>) {
    self.nobody = nobody
    self.roles = roles
    self.forms = forms
  }
}
