import Domain

/// The fields that every form of a procedure has, of `Administration/common.yaml`.
struct CommonFields: Sendable {
  static let id = "common"
  /// Lines of its rules are this much higher, which tells their findings from those of the form's own rules.
  static let lineShift = 1_000_000

  let form: Form
  let file: String

  /// The form with the common sections after its own; a field that it has itself wins.
  func appended(to form: Form) -> Form {
    var result = form
    let fields = Set(form.fields.map(\.id))
    let sections = Set(form.sections.map(\.id))
    for section in self.form.sections {
      var added = section
      added.fields.removeAll { fields.contains($0.id) }
      if added.fields.isEmpty { continue }
      if sections.contains(added.id) { added.id = "common_\(added.id)" }
      if let level = form.classification, let place = added.fields.firstIndex(where: { $0.id == "classification" }),
        added.fields[place].choices?[level] != nil, case .success(let rule) = Rule.parse("'\(level)'")
      {
        added.fields[place].defaultValue = rule
      }
      result.sections.append(added)
    }
    return result
  }

  /// The finding at its true place, if it is about a common field's rule.
  func placed(_ finding: Finding) -> Finding {
    guard case .file(_, let line, let column) = finding.place, line > Self.lineShift else { return finding }
    var result = finding
    result.place = .file(file, line: line - Self.lineShift, column: column)
    return result
  }
}
