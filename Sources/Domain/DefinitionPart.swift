/// A file that a form's definition is read from.
public struct DefinitionPart: Hashable, Sendable {
  /// Below the program's definitions, or below the store's own with `screens/` before it.
  public let path: String
  public let bytes: [UInt8]
  /// SHA-256 of the bytes.
  public let hash: String

  public init(path: String, bytes: [UInt8], hash: String) {
    self.path = path
    self.bytes = bytes
    self.hash = hash
  }

  /// As the journal names it: `<sha256> <path>`.
  public var line: String { "\(hash) \(path)" }
}

/// What a form is read from: its own file, and all that it draws in.
public struct FormDefinition: Hashable, Sendable {
  /// The form with the hash of the definition.
  public let form: FormReference
  public let parts: [DefinitionPart]

  public init(form: FormReference, parts: [DefinitionPart]) {
    self.form = form
    self.parts = parts
  }

  /// What its hash is taken of: the lines of its parts, by path, with LF after each.
  public static func text(of lines: [String]) -> String {
    lines.sorted { $0.dropFirst(65) < $1.dropFirst(65) }.map { $0 + "\n" }.joined()
  }
}
