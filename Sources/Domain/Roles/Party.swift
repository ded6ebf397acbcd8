/// Who has to do with a record and may read it whatever it is classed as: whoever fills it in or signs it, and the
/// readers that its form names.
public enum Party: Hashable, Sendable {
  case person(String)
  /// The head of a unit, and those of the units above it.
  case head(String)
  /// The head of somebody's unit, and those above.
  case headOver(String)
  case role(String)

  /// As an index keeps it.
  public var text: String {
    switch self {
    case .person(let id): "person \(id)"
    case .head(let unit): "head \(unit)"
    case .headOver(let id): "over \(id)"
    case .role(let id): "role \(id)"
    }
  }
}

extension Form {
  /// Who has to do with a version besides whoever saved it. `steps` are all that its records may be signed in.
  public func parties(of version: Version, steps: [Chain.Step]) -> Set<Party> {
    Set(readers.flatMap { readers(named: $0, in: version.content) }).union(signers(of: version, steps: steps))
  }

  /// Who signs a version, or has signed it.
  func signers(of version: Version, steps: [Chain.Step]) -> Set<Party> {
    var parties: Set<Party> = []
    let isSubmitted = version.status != .saved
    parties.insert(.headOver(version.savedBy.id))
    for row in version.content[rows: Signature.table] {
      guard let signature = Signature(row) else { continue }
      parties.formUnion([signature.person, signature.deputyFor].compactMap { $0.map { .person($0.id) } })
      if signature.decision == .submit { parties.insert(.headOver(signature.person.id)) }
    }
    for step in steps {
      switch step.by {
      case .filler: break
      case .unitHead: parties.formUnion(version.content["unit"].map { .head(People.id($0)) })
      case .role(let role): if isSubmitted { parties.insert(.role(role)) }
      case .field(let id, let role):
        let named = people(namedBy: [id], in: version.content)
        parties.formUnion(named)
        if named.isEmpty, isSubmitted, let role { parties.insert(.role(role)) }
      }
    }
    for signer in signers {
      parties.formUnion(people(namedBy: signer.rule.expression.names, signer.rule.expression, in: version.content))
    }
    return parties
  }

  /// A role, or whoever a field names.
  private func readers(named name: String, in content: Content) -> Set<Party> {
    field(name) == nil ? [.role(name)] : people(namedBy: [name], in: content)
  }

  /// Fields of these names, and in tables among them the columns that an expression reads.
  private func people(namedBy names: Set<String>, _ expression: Expression? = nil, in content: Content) -> Set<Party> {
    func parties(_ field: Field, _ texts: [String]) -> [Party] {
      switch field.kind {
      case .person: texts.map { .person(People.id($0)) }
      case .unit: texts.map { .head(People.id($0)) }
      case .text, .paragraph, .number, .day, .time, .moment, .yesNo, .choice, .choices, .reference, .references, .file,
        .rows, .timeZone:
        []
      }
    }
    return Set(
      fields.filter { names.contains($0.id) }.flatMap { field -> [Party] in
        guard field.isTable else { return parties(field, content[field.id]) }
        return content[rows: field.id].flatMap { row in field.columns.flatMap { parties($0, row[$0.id]) } }
      })
  }

  /// Everybody whom a record names in its fields, with the heads of the units that it names.
  func everybodyNamed(in content: Content) -> Set<Party> {
    people(namedBy: Set(fields.map(\.id)), in: content)
  }

  /// In the place of a path: everything but what a record is classed as.
  public static let everyField = "*"

  /// Paths that somebody may not read of a record, with what is worked out from them. Whoever saved it knows it, and
  /// `signers` have to read what they sign.
  func pathsClosed(to parties: Set<Party>, of content: Content, signers: Set<Party>) -> Set<String> {
    guard signers.isDisjoint(with: parties) else { return [] }
    let closed = fieldReaders.filter { limited in
      limited.readers.allSatisfy { readers(named: $0, in: content).isDisjoint(with: parties) }
    }
    guard !closed.isEmpty else { return [] }
    if closed.contains(where: { $0.path == Self.everyField }) {
      return Set(fields.map(\.id)).subtracting(["classification"])
    }
    return ComputeOrder(form: self).following(Set(closed.map(\.path)))
  }
}

extension People {
  /// Everything that somebody is a party as on a day: as themselves, in their roles, as the head of units, and as the
  /// deputy of others.
  public func parties(of person: String, on day: Day) -> Set<Party> {
    guard let own = self[person], own.isActive else { return [] }
    return ([own] + represented(by: person, on: day)).reduce(into: []) { parties, person in
      parties.insert(.person(person.id))
      parties.formUnion(person.roles.map { .role($0) })
      let units = unitsBelow(head: person.id)
      parties.formUnion(units.map { .head($0) })
      guard !units.isEmpty else { return }
      parties.formUnion(everybody.filter { $0.unit.map(units.contains) == true }.map { .headOver($0.id) })
    }
  }

  /// Units that somebody heads, with those below them.
  private func unitsBelow(head: String) -> Set<String> {
    var found = Set(everyUnit.filter { $0.head == head }.map(\.id))
    while true {
      let below = everyUnit.filter { unit in !found.contains(unit.id) && unit.parent.map(found.contains) == true }
      if below.isEmpty { return found }
      found.formUnion(below.map(\.id))
    }
  }
}
