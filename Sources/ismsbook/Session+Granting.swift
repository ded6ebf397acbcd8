import ArgumentParser
import Domain
import Desk

/// What somebody was given, and agrees to themselves.
extension Session {
  /// Tells somebody who is not in force yet what they have been registered with, and has them agree where they say so.
  func tellAwaited(_ person: PersonName, accepts: Bool) throws {
    let found = try attempt { store throws(StoreProblem) in
      try store.awaited(person.id, catalogue: catalogue, people: People(records), now: Surroundings.clock())
    }
    guard let state = found, let pending = state.pendingGrants else { return }
    for field in pending.fields {
      let values = state.version.content[field.id].map { field.type.shown($0, field, language) }
      Output.line("\(field.label[language])\t\(values.joined(separator: ", "))")
    }
    guard accepts else {
      let id = person.id
      let text = Phrase(
        zh: "以上要由您同意才生效：ismsbook agree \(id) --as \(id)；不同意請執行 ismsbook return \(id) --as \(id) --reason …",
        en: "This takes effect once you agree: ismsbook agree \(id) --as \(id); else send it back with ismsbook return "
          + "\(id) --as \(id) --reason …")
      Output.line(text[language])
      return
    }
    switch state.signed(.agree, by: person) {
    case .failure(let refusal):
      Output.findings(refusal.findings, nil, language)
      throw Exit.findings
    case .success(let signed):
      let new = NewVersion(signed, of: state.version, title: state.form.title.zh)
      guard case .saved(let saved) = try attempt({ store throws(StoreProblem) in try store.append(new) }) else {
        throw Saving.conflict(with: try version(person.id), language)
      }
      Output.line(RecordLines.receiptLine(saved, language))
    }
  }
}
