import Domain

/// A line for the message line.
public struct Message: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case note, success, warning, error
  }

  public var kind: Kind
  public var text: Phrase

  public init(_ kind: Kind, _ text: Phrase) {
    self.kind = kind
    self.text = text
  }

  public static func note(_ text: Phrase) -> Message { Message(.note, text) }
  public static func success(_ text: Phrase) -> Message { Message(.success, text) }
  public static func warning(_ text: Phrase) -> Message { Message(.warning, text) }
  public static func error(_ text: Phrase) -> Message { Message(.error, text) }
}
