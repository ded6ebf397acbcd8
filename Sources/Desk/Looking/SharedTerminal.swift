import Domain

/// A terminal that several people share, such as that of a data room: what it shows does not depend on who stands at it.
public struct SharedTerminal: Sendable {
  /// Which one it is; empty where nobody said.
  public let name: String
  /// Whose name stands where nobody is on duty.
  public let nobody: PersonName
  /// It shows what these roles may read, and no more to anybody.
  public let roles: Set<String>
  /// The only forms whose records can be reached.
  public let forms: Set<String>

  public init(name: String = "", nobody: PersonName, roles: Set<String>, forms: Set<String>) {
    self.name = name
    self.nobody = nobody
    self.roles = roles
    self.forms = forms
  }

  /// Whose the drafts are that are typed there: they are the terminal's, whoever typed them.
  var draftOwner: String { name.isEmpty ? nobody.id : "\(nobody.id).\(name)" }

  /// Whether a name can be one: the drafts of a terminal are a folder.
  public static func isValid(name: String) -> Bool {
    (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }
}
