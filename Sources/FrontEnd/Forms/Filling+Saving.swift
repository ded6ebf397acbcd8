import Domain
import Desk

extension Filling {
  /// What is saved, in the form's order.
  var contentToSave: Content { form.arranged(settled) }

  /// What saving asks for.
  var submission: Submission {
    var submission =
      if let number = target.number {
        Submission(
          amending: number, base: target.base ?? 1, to: contentToSave, reason: target.reason ?? "", draft: target.draft)
      } else {
        Submission(new: form.id, contentToSave, draft: target.draft)
      }
    submission.acknowledged = .these(acknowledged)
    return submission
  }

  /// What is typed so far, to be continued later.
  func draft(person: PersonName) -> Draft {
    var extra: [Content.Field] = []
    if let focus {
      extra.append(Content.Field(id: "Focus", values: [focus.text]))
      extra.append(Content.Field(id: "Caret", values: [String(caret)]))
    }
    if let reason = target.reason { extra.append(Content.Field(id: "Reason", values: [reason])) }
    return Draft(
      id: target.draft, person: person.id, form: form.reference, record: target.number, baseVersion: target.base,
      savedAt: entry.now, content: typed, extra: extra)
  }

  /// Continues a draft.
  static func resuming(_ draft: Draft, form: Form, _ workspace: Workspace) -> Filling {
    func extra(_ id: String) -> String? { draft.extra.first { $0.id == id }?.values.first }
    var base: Version?
    // Without its base the draft is still good; only the marks of changes are missing.
    if let record = draft.record, let number = draft.baseVersion { base = workspace.base(of: record, number) }
    let target = FillingTarget(
      number: draft.record, base: draft.baseVersion, baseVersion: base, reason: extra("Reason"), draft: draft.id)
    var filling = Filling(
      form: form, restoring: draft.content, opening: base?.content ?? draft.content, target: target, workspace)
    filling.wasChanged = true
    filling.focus = extra("Focus").flatMap { FieldSlot(text: $0) }
    filling.caret = extra("Caret").flatMap { WholeNumber.read($0) } ?? 0
    return filling
  }
}
