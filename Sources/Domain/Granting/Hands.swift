/// What a store knows of the hands that grant power, beside the records of people.
public struct Hands: Hashable, Sendable {
  /// What was saved up to this entry of the journal is in force without a second person.
  public var upTo: Int
  /// Ids of those who have been given a passphrase; nil where that is not known, and then everybody may sign.
  public var withSecret: Set<String>?
  /// Whose passphrase was lately given again by somebody else, and by whom: both count as one hand.
  public var givenBy: [String: String]

  public init(upTo: Int = 0, withSecret: Set<String>? = nil, givenBy: [String: String] = [:]) {
    self.upTo = upTo
    self.withSecret = withSecret
    self.givenBy = givenBy
  }

  func canSign(_ id: String) -> Bool { withSecret?.contains(id) ?? true }

  /// People together with those who hold their passphrases.
  public func joined(_ people: Set<String>) -> Set<String> { people.union(people.compactMap { givenBy[$0] }) }
}
