/// What a record's versions say about what it grants: what is in force, and what waits.
struct GrantHistory: Sendable {
  enum Progress: Hashable, Sendable {
    /// Nothing differs from what is in force.
    case settled
    /// Saved, and to be agreed to.
    case waiting
    case returned
    case withdrawn
  }

  /// The newest version that counts; nil where nothing was agreed to yet.
  let inForce: Version?
  /// The fields in which the newest version differs from it.
  let fields: [Field]
  let progress: Progress
  /// Who wrote what waits, with those who hold their passphrases.
  let authors: Set<String>
  /// Who wrote it.
  let writers: [PersonName]
  /// Who gains by each of the fields.
  let gains: [Field.ID: Set<String>]
  /// Who passes their power on by it.
  let principals: Set<String>
  /// Whether it only takes something away.
  let onlyTakes: Bool
  /// Signatures under what waits.
  let round: [Signature]

  /// `versions` are all of a record, oldest first; rules are asked about the last.
  init(_ form: Form, _ versions: [Version], _ hands: Hands, _ evaluator: Evaluator) {
    let newest = versions.last
    let place = versions.lastIndex { $0.isInForce(since: hands) }
    inForce = place.map { versions[$0] }
    let before = form.counting(inForce?.content)
    let content = form.counting(newest?.content) ?? Content()
    fields = form.grantingFields.filter { !$0.isSame(before, content) }
    var setter: [String: Version] = [:]
    var changed = 0
    var known = before
    for version in versions.dropFirst(place.map { $0 + 1 } ?? 0) {
      let content = form.counting(version.content) ?? version.content
      for field in form.grantingFields where !field.isSame(known, content) {
        setter[field.id] = version
        changed = max(changed, version.number)
      }
      known = content
    }
    let wrote = fields.compactMap { setter[$0.id] }
    writers = wrote.map(\.savedBy).reduce(into: []) { all, name in
      if !all.contains(where: { $0.id == name.id }) { all.append(name) }
    }
    authors = hands.joined(Set(writers.map(\.id)))
    let giving = fields.filter { $0.gives(before, content) }
    func people(_ rule: Rule?) -> Set<String> {
      let named = rule.flatMap { evaluator.value(of: $0.expression) }?.texts ?? []
      return Set(named.filter { !$0.isEmpty }.map(People.id))
    }
    gains = Dictionary(uniqueKeysWithValues: giving.map { ($0.id, people($0.grants?.to)) })
    // Only where all of it is theirs to pass on.
    let isPassedOn = fields.allSatisfy { $0.grants?.of != nil }
    principals = isPassedOn ? fields.reduce(into: []) { $0.formUnion(people($1.grants?.of)) } : []
    onlyTakes = giving.isEmpty
    guard !fields.isEmpty else {
      (progress, round) = (.settled, [])
      return
    }
    var progress = Progress.waiting
    var round: [Signature] = []
    for version in versions where version.number > changed {
      switch version.action {
      case .agree: round += Signature.all(in: version.content).suffix(1)
      case .return: (progress, round) = (.returned, [])
      case .withdraw: (progress, round) = (.withdrawn, [])
      case .submit: (progress, round) = (.waiting, [])
      default: break
      }
    }
    (self.progress, self.round) = (progress, round)
  }

  var gainers: Set<String> { gains.values.reduce(into: []) { $0.formUnion($1) } }
}
