extension Version {
  /// The header line that says which fields are classed higher than the record: each value a field, or `table.column`,
  /// and its classification.
  public static let fieldClassesLine = "Field_classes"

  /// What the record counts as; empty where it says nothing.
  public var classification: String { countsAs?.classification ?? content.classification }

  /// Computed fields that come from records classed higher than this one, with the classification they take from them.
  public var fieldClasses: [String: String] {
    let values = furtherHeader.first { $0.id == Version.fieldClassesLine }?.values ?? []
    let pairs = values.compactMap { text -> (String, String)? in
      let parts = text.split(separator: " ").map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  /// The line that a further version of the same content carries on.
  public var classedHeader: [Content.Field] {
    furtherHeader.filter { [Version.fieldClassesLine, Version.countsAsLine].contains($0.id) }
  }

  /// The same for a version that somebody signs: whoever agrees to a record that another person classed lower agrees to
  /// that too.
  public func classedHeader(signedBy person: PersonName, _ action: Action) -> [Content.Field] {
    guard action == .agree, let waiting = countsAs, waiting.by != person.id else { return classedHeader }
    return classedHeader.filter { $0.id != Version.countsAsLine }
  }
}

extension Content {
  /// What a record with this content is classed as; empty where it says nothing.
  public var classification: String { self["classification"].first ?? "" }
}
