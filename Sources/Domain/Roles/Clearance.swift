/// Which records somebody may read, or be named: those of some classifications, and single ones whatever they are
/// classed as, because they have to do with them.
public struct Clearance: Hashable, Sendable {
  /// As records have them; a record without one has an empty one.
  public var classifications: Set<String>
  /// Numbers of records.
  public var opened: Set<String>

  public init(classifications: Set<String>, opened: Set<String> = []) {
    self.classifications = classifications
    self.opened = opened
  }
}

extension Version {
  /// The header line of a version that is classed lower than before by one person alone: what it counts as until a
  /// second one has agreed, and who classed it lower.
  public static let countsAsLine = "Counts_as"

  /// What it counts as until a second person has agreed to its lower class; nil where it counts as it says.
  public var countsAs: (classification: String, by: String)? {
    guard let values = furtherHeader.first(where: { $0.id == Version.countsAsLine })?.values, values.count == 2 else {
      return nil
    }
    return (values[0], values[1])
  }

  static func countsAs(_ classification: String, by person: String) -> Content.Field {
    Content.Field(id: countsAsLine, values: [classification, person])
  }
}

extension AccessRights {
  /// The header line for a content that is classed lower than it counted before; none where a second person has agreed
  /// to that. `newest` is the version before, nil for a new record, which counts as its form says until then.
  public func countsAs(
    _ content: Content, after newest: Version?, of form: Form, by person: PersonName
  ) -> [Content.Field] {
    let before = newest?.classification ?? form.classification ?? ""
    guard isLower(content.classification, than: before) else { return [] }
    // Whoever chose the class that stands there waits for another; a class that is chosen now waits for others again.
    if let newest, let waiting = newest.countsAs, newest.content.classification == content.classification {
      return waiting.by == person.id ? [Version.countsAs(before, by: waiting.by)] : []
    }
    return [Version.countsAs(before, by: person.id)]
  }

  private func isLower(_ one: String, than other: String) -> Bool {
    let order = classifications.items.map(\.id)
    let place = { (level: String) in order.firstIndex(of: level.isEmpty ? Access.unclassed : level) ?? order.count }
    return place(one) < place(other)
  }
}
