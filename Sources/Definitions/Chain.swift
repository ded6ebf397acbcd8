import Domain

/// Who signs a record, in which order.
public struct Chain: Sendable, Identifiable {
  public struct Step: Sendable, Identifiable {
    public let id: String
    public let title: Phrase
    /// The step is taken only if this holds for the record.
    public let when: Rule?

    public init(id: String, title: Phrase, when: Rule? = nil) {
      self.id = id
      self.title = title
      self.when = when
    }
  }

  public let id: String
  public let steps: [Step]

  public init(id: String, steps: [Step]) {
    self.id = id
    self.steps = steps
  }
}
