import Domain

/// The ways to a new record of a form: empty, or continuing an earlier one.
enum NewRecord {
  /// Earlier records that are offered at most.
  static let most = 5

  /// Why the person may not fill in a new one.
  static func denial(of form: Form, _ workspace: Workspace) -> Denial? {
    workspace.access.refusal(.create, form: form.id).map { Denial($0, .create, on: form.id) }
  }

  /// Opens the form; asks first which earlier record to continue, if there are any.
  static func effects(
    of form: Form, known: Content = Content(), from source: RowReference? = nil, _ workspace: Workspace
  ) -> [Effect] {
    if let denial = denial(of: form, workspace) { return [.refuse(denial)] }
    let earlier = workspace.desk?.predecessors(of: form, about: known, most: most) ?? []
    guard !earlier.isEmpty else {
      return [.push(FormScreen(new: form, prefilled: known, from: source, workspace: workspace))]
    }
    return [.push(ContinueScreen(form: form, earlier: earlier, known: known, source: source, workspace))]
  }
}
