import Domain

/// Two changes of one record brought together, and what is chosen where both changed the same field.
struct MergeChoices {
  enum Choice: Hashable {
    case mine, theirs, both
  }

  let base: Content
  let mine: Content
  let theirs: Content
  let conflicts: [Merge.Conflict]
  private let merged: Content
  private let form: Form
  private(set) var chosen: [String: Choice] = [:]

  init(form: Form, base: Content, mine: Content, theirs: Content) {
    self.form = form
    self.base = base
    self.mine = mine
    self.theirs = theirs
    let merge = Merge(base: base, mine: mine, theirs: theirs)
    merged = merge.content
    // Computed values follow from the others; in the form's order, as people read it.
    let order = form.fields.map(\.id)
    conflicts = merge.conflicts.filter { form.field($0.field)?.isComputed != true }.sorted {
      (order.firstIndex(of: $0.field) ?? order.count, $0.field)
        < (order.firstIndex(of: $1.field) ?? order.count, $1.field)
    }
  }

  var undecided: [Merge.Conflict] { conflicts.filter { chosen[$0.field] == nil } }

  /// Texts and lists can be kept from both sides.
  func allowsBoth(_ conflict: Merge.Conflict) -> Bool {
    guard !conflict.isTable, !conflict.mine.isEmpty, !conflict.theirs.isEmpty else { return false }
    guard let type = form.field(conflict.field)?.type else { return false }
    return type.isList || type.kind.joiner != nil
  }

  /// False where both cannot be kept.
  @discardableResult
  mutating func choose(_ choice: Choice, for field: String) -> Bool {
    guard let conflict = conflicts.first(where: { $0.field == field }), choice != .both || allowsBoth(conflict) else {
      return false
    }
    chosen[field] = choice
    return true
  }

  /// The merged content; nil while something is undecided.
  var content: Content? {
    guard undecided.isEmpty else { return nil }
    var result = merged
    for conflict in conflicts {
      let id = conflict.field
      switch chosen[id] {
      case .theirs:
        result[id] = theirs[id]
        result[rows: id] = theirs[rows: id]
      case .both: result[id] = both(conflict)
      default: break
      }
    }
    return result
  }

  /// Mine and theirs in one: values together, texts one after the other.
  func both(_ conflict: Merge.Conflict) -> [String] {
    guard let type = form.field(conflict.field)?.type, !type.isList else {
      return conflict.mine + conflict.theirs.filter { !conflict.mine.contains($0) }
    }
    return [(conflict.mine + conflict.theirs).joined(separator: type.kind.joiner ?? " ")]
  }
}
