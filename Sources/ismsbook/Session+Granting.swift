import ArgumentParser
import Desk
import Domain

/// What somebody was given, and agrees to themselves.
extension Session {
  /// Tells somebody who is not in force yet what they have been registered with, and has them agree where they say so.
  func tellAwaited(_ person: PersonName, _ proof: Proof?, accepts: Bool) throws {
    let found = try ask { desk throws(StoreProblem) in try desk.awaited(person.id) }
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
    let proved = desk.attended(by: person, proof: proof)
    let results = try done { (_) throws(StoreProblem) in try proved.sign(.agree, [state.version]) }
    switch results.first?.outcome {
    case .signed(let saved)?: Output.line(RecordLines.receiptLine(saved, language))
    case .refused(let refusal)?: throw Output.fail(refusal, language)
    case .failed(let problem)?: throw Output.fail(problem, language)
    case nil: throw Exit.tryAgain
    }
  }
}
