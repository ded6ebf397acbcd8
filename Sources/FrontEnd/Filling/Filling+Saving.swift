import Domain
import Desk

extension Filling {
  /// What is saved, in the form's order.
  var contentToSave: Content { form.arranged(settled) }

  /// The version that saving makes.
  func newVersion(_ workspace: Workspace) -> NewVersion {
    let content = contentToSave
    let status = signOff(workspace)?.statusAfterAmending(to: content)
    return NewVersion(
      form: form.reference, title: form.title.zh, record: recordName(content, workspace), status: status ?? .saved,
      action: origin.isNew ? .create : .amend, savedBy: workspace.person, reason: origin.reason, content: content,
      draft: origin.draft)
  }

  private func recordName(_ content: Content, _ workspace: Workspace) -> RecordName {
    if let number = origin.number { return .existing(number, base: origin.base ?? 1) }
    let pattern = form.number.isEmpty ? "\(form.id.uppercased())-{serial}" : form.number
    let text = NumberTemplate.expand(
      pattern, on: entry.now.day, site: workspace.store?.description.site ?? "main", content: content)
    return NumberPattern(text).map { .numbered($0) } ?? .named(text)
  }

  /// What is typed so far, to be found again at another time.
  func draft(person: PersonName) -> Draft {
    var extra: [Content.Field] = []
    if let focus {
      extra.append(Content.Field(id: "Focus", values: [focus.text]))
      extra.append(Content.Field(id: "Caret", values: [String(caret)]))
    }
    if let reason = origin.reason { extra.append(Content.Field(id: "Reason", values: [reason])) }
    return Draft(
      id: origin.draft, person: person.id, form: form.reference, record: origin.number, baseVersion: origin.base,
      savedAt: entry.now, content: typed, extra: extra)
  }

  /// Goes on with a draft.
  static func resuming(_ draft: Draft, form: Form, _ workspace: Workspace) -> Filling {
    func extra(_ id: String) -> String? { draft.extra.first { $0.id == id }?.values.first }
    var base: Version?
    if let record = draft.record, let number = draft.baseVersion, let store = workspace.store {
      // Without its base the draft is still good; only the marks of changes are missing.
      base = try? store.version(record, number)
    }
    let origin = Origin(
      number: draft.record, base: draft.baseVersion, baseVersion: base, reason: extra("Reason"), draft: draft.id)
    var filling = Filling(
      form: form, restoring: draft.content, opening: base?.content ?? draft.content, origin: origin, workspace)
    filling.wasChanged = true
    filling.focus = extra("Focus").flatMap { Slot(text: $0) }
    filling.caret = extra("Caret").flatMap { Int($0) } ?? 0
    return filling
  }
}
