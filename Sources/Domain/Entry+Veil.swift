extension Entry {
  /// A content as whoever fills in may know it.
  public struct Opened: Sendable {
    /// What would be worked out if there were no records but those that they are cleared for.
    public let content: Content
    /// The classifications of the records that make the difference.
    public let classes: Set<String>
  }

  private func over(_ source: any RecordSource) -> Entry {
    var entry = self
    entry.records = source
    entry.veil = nil
    return entry
  }

  /// What whoever fills in may know of a settled content; `nil` if that is all of it.
  public func opened(_ content: Content) -> Opened? {
    guard let veil else { return nil }
    let (_, noted) = veil.watched.watching { over($0).settled(content) }
    guard !noted.isEmpty else { return nil }
    let opened = over(veil.cleared).settled(content)
    return opened == content ? nil : Opened(content: opened, classes: noted)
  }

  /// Computed fields, and `table.column` for computed columns, that are not shown to whoever fills in.
  public func withheld(_ content: Content, _ opened: Opened?) -> Set<String> {
    guard let opened = opened?.content else { return [] }
    var paths: Set<String> = []
    for field in form.fields {
      if field.isComputed {
        let isSame = content[field.id] == opened[field.id] && content[rows: field.id] == opened[rows: field.id]
        if !isSame { paths.insert(field.id) }
      }
      let rows = (content[rows: field.id], opened[rows: field.id])
      for column in field.columns where column.isComputed && !field.isComputed {
        if rows.0.map({ $0[column.id] }) != rows.1.map({ $0[column.id] }) { paths.insert("\(field.id).\(column.id)") }
      }
    }
    return paths
  }

  /// What is wrong with the content, in the order of the form. It should be settled first.
  public func findings(_ content: Content) -> [Finding] {
    let tooLarge = limitFindings(content)
    if !tooLarge.isEmpty { return tooLarge }
    let opened = opened(content)
    return visible(in: content).flatMap { _, fields in
      fields.flatMap { findings(of: $0, in: content, opened: opened) }
    }
  }

  /// What is wrong with one field and its rows. What only records tell that whoever fills in is not cleared for is not
  /// explained to them.
  public func findings(of field: Field, in content: Content, opened: Opened? = nil) -> [Finding] {
    guard let veil else { return judgement(of: field, in: content) }
    let (found, noted) = veil.watched.watching { over($0).judgement(of: field, in: content) }
    guard !found.isEmpty, opened != nil || !noted.isEmpty else { return found }
    var known = over(veil.cleared).judgement(of: field, in: opened?.content ?? content)
    return found.map { finding in
      let same = known.firstIndex { known in
        known.place == finding.place && known.rule == finding.rule && known.severity == finding.severity
      }
      return same.map { known.remove(at: $0) } ?? veil.refusal(finding, noted.union(opened?.classes ?? []))
    }
  }
}
