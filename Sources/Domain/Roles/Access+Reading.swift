/// What somebody may read. Every way to look at a record asks here, and nowhere else.
extension Access {
  /// Whether the person may read a record, or one field of it.
  public func mayRead(_ record: RecordValue, field: String? = nil) -> Bool {
    guard mayRead(form: record.form), opened.contains(record.number) || isCleared(record.classification) else {
      return false
    }
    return field.flatMap { record.fieldClasses[$0] }.map(isCleared) ?? true
  }

  /// Whether the person may know of a record by its number.
  public func mayName(_ record: RecordValue) -> Bool {
    opened.contains(record.number) || mayName(record.classification)
  }

  /// Paths of a version that are for others among its readers. `steps` are all that it may be signed in.
  public func closedPaths(of version: Version, _ form: Form?, steps: [Chain.Step]) -> Set<String> {
    guard isShared, let form, !form.fieldReaders.isEmpty else { return [] }
    let signers = form.signers(of: version, steps: steps).union([.person(version.savedBy.id)])
    return form.pathsClosed(to: parties, of: version.content, signers: signers)
  }

  /// The same of a record, of which is not known who signs it.
  public func closedPaths(of record: RecordValue, _ form: Form?) -> Set<String> {
    guard isShared, let form else { return [] }
    return form.pathsClosed(to: parties, of: record.content, signers: [])
  }

  public func mayRead(_ version: Version, field: String? = nil) -> Bool { mayRead(RecordValue(version), field: field) }

  /// Whether the person may read what is classed so, of whatever form. An empty classification counts as internal.
  public func isCleared(_ classification: String) -> Bool {
    guard isShared else { return true }
    return rights?.reads(Access.classification(classification), roles: roles) ?? false
  }

  /// Whether a field that asks for records of a form may name one that is classed so, by number and title. Duty staff
  /// could not say what they tested otherwise; confidential records are named to nobody who may not read them.
  public func mayName(_ classification: String) -> Bool {
    guard isShared else { return true }
    return isCleared(classification) || rights?.isConfidential(Access.classification(classification)) == false
  }

  /// Whether reading what is classed so leaves an entry in the journal.
  public func isConfidential(_ classification: String) -> Bool {
    isShared && rights?.isConfidential(Access.classification(classification)) != false
  }

  /// What the person may read; `nil` for all there may be.
  public var readable: Clearance? { clearance { isCleared($0) } }

  /// Every classification there is.
  public var everything: Clearance {
    Clearance(classifications: Set(rights?.classifications.items.map(\.id) ?? []).union([""]))
  }

  /// Records whose numbers the person may know; `nil` for all there may be.
  public var nameable: Clearance? { clearance { mayName($0) } }

  private func clearance(_ isWanted: (String) -> Bool) -> Clearance? {
    guard isShared else { return nil }
    guard let rights else { return Clearance(classifications: []) }
    let all = rights.classifications.items.map(\.id)
    let wanted = Set(all.filter(isWanted))
    guard wanted.count < all.count else { return nil }
    return Clearance(
      classifications: wanted.contains(Access.unclassed) ? wanted.union([""]) : wanted, opened: opened)
  }

  /// Why the person may not read a record of a form that is classed so; nil where they may.
  public func refusal(reading form: String, classification: String) -> Finding? {
    guard isShared else { return nil }
    if let refusal = refusal(.read, form: form) { return refusal }
    return refusal(reading: Access.classification(classification))
  }

  public func refusal(reading version: Version) -> Finding? {
    opened.contains(version.record)
      ? refusal(.read, form: version.form.id)
      : refusal(reading: version.form.id, classification: version.classification)
  }

  /// What a record without a classification counts as.
  public static let unclassed = "internal"

  private static func classification(_ stored: String) -> String { stored.isEmpty ? unclassed : stored }
}

extension AccessRights {
  /// From this classification on, in the order of the list, reading leaves an entry in the journal.
  static let confidential = "confidential"

  /// Whether a classification is confidential or above. What no list knows is.
  func isConfidential(_ classification: String) -> Bool {
    let items = classifications.items.map(\.id)
    guard let limit = items.firstIndex(of: Self.confidential) else { return false }
    return items.firstIndex(of: classification).map { $0 >= limit } ?? true
  }

  /// Whether every role reads what is classed so.
  public func areForEverybody(_ level: String) -> Bool {
    Set(roles.items.map(\.id)).isSubset(of: clearance[level.isEmpty ? Access.unclassed : level] ?? [])
  }

  /// Classifications that some of those who may read what is classed `level` may not read.
  public func above(_ level: String) -> Set<String> {
    let readers = Set(clearance[level.isEmpty ? Access.unclassed : level] ?? [])
    return Set(classifications.items.map(\.id).filter { !readers.isSubset(of: clearance[$0] ?? []) })
  }

  /// The strictest of several classifications: the last of them in the list.
  public func strictest(_ levels: Set<String>) -> String? {
    classifications.items.last { levels.contains($0.id) }?.id ?? levels.sorted().last
  }
}
