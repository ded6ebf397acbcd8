import Domain

/// Which fields of a form another field's value, visibility, need or findings depend on; worked out once.
struct Dependence {
  /// Fields of the form that something else is worked out from.
  private var affecting: Set<String> = []
  /// Columns that something in the same row is worked out from, as `table.column`.
  private var affectingRow: Set<String> = []
  /// The fields that each field's rules mention.
  private var mentioned: [String: Set<String>] = [:]

  init(_ form: Form) {
    for section in form.sections {
      if let when = section.when { affecting.formUnion(when.expression.names) }
      for field in section.fields {
        mentioned[field.id] = Set(field.allRules.flatMap(\.expression.names))
        for rule in field.shapingRules { affecting.formUnion(rule.expression.names) }
        for rule in field.columns.flatMap(\.shapingRules) {
          affecting.formUnion(rule.expression.names)
          affectingRow.formUnion(rule.expression.columns.map { "\(field.id).\($0)" })
        }
        if field.columns.contains(where: { $0.compute != nil }) { affecting.insert(field.id) }
      }
    }
  }

  /// Whether anything else has to be worked out when this slot has changed.
  func affects(_ slot: FieldSlot) -> Bool { affecting.contains(slot.formField) || affectsRow(slot) }

  /// Whether something in the same row has to be worked out.
  func affectsRow(_ slot: FieldSlot) -> Bool {
    slot.table.map { affectingRow.contains("\($0).\(slot.field)") } ?? false
  }

  /// Whether the findings of a field may have changed along with those fields.
  func concerns(_ field: String, _ changed: Set<String>) -> Bool {
    changed.contains(field) || !(mentioned[field]?.isDisjoint(with: changed) ?? true)
  }
}

extension Field {
  /// The rules that decide on value, visibility and need.
  fileprivate var shapingRules: [Rule] {
    var result = [compute, when].compactMap { $0 }
    if case .when(let rule) = need { result.append(rule) }
    return result
  }

  fileprivate var allRules: [Rule] { rules + columns.flatMap(\.rules) }
}
