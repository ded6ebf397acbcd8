extension Field {
  /// What the values of a field give to people: changing them needs a right of its own and a second person.
  public struct Grants: Sendable {
    /// Who gains by a value; nil where nobody in particular does.
    public var to: Rule?
    /// Whose power a value passes on: they may be the second person.
    public var of: Rule?

    public init(to: Rule? = nil, of: Rule? = nil) {
      self.to = to
      self.of = of
    }
  }

  /// The values of a field so that they can be compared: a person who is called otherwise now is the same person, and
  /// several values have no order.
  private func compared(_ content: Content) -> [String] {
    let values = content[id].filter { !$0.isEmpty }
    let plain = namesSigner ? values.map(People.id) : values
    return type.isList ? plain.sorted() : plain
  }

  func isSame(_ old: Content?, _ new: Content) -> Bool {
    let old = old ?? Content()
    return isTable ? old[rows: id] == new[rows: id] : compared(old) == compared(new)
  }

  /// Whether the new values give something, and do not only take it away.
  func gives(_ old: Content?, _ new: Content) -> Bool {
    if isTable { return !Set(new[rows: id]).isSubset(of: old?[rows: id] ?? []) }
    let values = compared(new)
    if kind == .yesNo { return values == ["yes"] }
    if type.isList { return !Set(values).isSubset(of: old.map(compared) ?? []) }
    return !values.isEmpty
  }
}

extension Form {
  /// A content as it counts: a setting that is not there counts by its default, so that one which a later version of
  /// the program brought changes nothing.
  func counting(_ content: Content?) -> Content? {
    guard id == Settings.form, var content else { return content }
    for field in grantingFields where content[field.id].isEmpty {
      content[field.id] = field.defaultValue?.literal.map { [$0] } ?? []
    }
    return content
  }

  public var grantingFields: [Field] { fields.filter { $0.grants != nil } }

  /// Whether its records grant power: who may do what, who signs, what keeps others out.
  public var isGranting: Bool { fields.contains { $0.grants != nil } }

  /// A record's content with what grants power as it was agreed to: as in `granted`, or nothing of it.
  public func inForce(_ content: Content, granted: Content?) -> Content {
    var result = content
    for field in grantingFields {
      if field.isTable {
        result[rows: field.id] = granted?[rows: field.id] ?? []
      } else {
        result[field.id] = granted?[field.id] ?? []
      }
    }
    return result
  }
}

extension Version {
  /// Whether what it grants is in force: a second person agreed to it, or it was saved before there was need of one.
  public func isInForce(since hands: Hands) -> Bool {
    status == .approved || status == .closed || (sequence <= hands.upTo && status != .void)
  }
}
