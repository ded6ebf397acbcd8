import ArgumentParser
import Domain
import Desk

extension Session {
  /// Where a record stands in its chain. Ends with a message where there is no sign-off.
  func signOff(of version: Version) throws -> SignOffState {
    guard store.description.isShared else {
      throw Session.refusal(
        Phrase(
          zh: "個人紀錄庫沒有簽核，紀錄存檔即可；需要簽核請建立共用紀錄庫（ismsbook init --shared）。",
          en: "A personal store has no sign-off, its records are just saved; for sign-off make a shared store "
            + "(ismsbook init --shared)."), Exit.findings, language)
    }
    if let state = try signOff(of: version, People(records)) { return state }
    throw Session.refusal(
      Phrase(
        zh: "\(version.record) 的表單沒有簽核流程，存檔即生效，不必簽核。",
        en: "The form of \(version.record) has no chain of sign-off; the record stands as it is saved."), Exit.findings,
      language)
  }

  /// Nothing for a form without a chain.
  func signOff(of version: Version, _ people: People) throws -> SignOffState? {
    try attempt { store throws(StoreProblem) in
      try store.signOff(of: version, catalogue: catalogue, people: people, now: Surroundings.clock())
    }
  }

  /// What a version becomes that grants power, or belongs to a record that does; nothing for any other. Ends with what
  /// keeps it from being saved.
  func requireGranting(_ new: NewVersion, isJSON: Bool) throws -> Granting? {
    let access = try access()
    let granting = try attempt { store throws(StoreProblem) in
      try store.granting(
        new, access: access, catalogue: catalogue, people: People(records), now: Surroundings.clock())
    }
    guard let granting, let refusal = granting.findings.first else { return granting }
    let number = if case .existing(let number, _) = new.record { number } else { new.form.id }
    try recordRefusal(refusal.rule, about: number, tried: new.action, access.person)
    if isJSON {
      let list = granting.findings.map { FindingText.json($0, nil, language) }
      Output.json(.object([("saved", .flag(false)), ("findings", .list(list))]))
    } else {
      Output.findings(granting.findings, nil, language)
    }
    throw Exit.notPermitted
  }

  /// What the chain says to a change of a record: ends where it may not be changed, else says what becomes of the
  /// signatures. Gives where the record stands; nothing in a personal store, where nothing is signed.
  @discardableResult
  func requireAmendable(_ version: Version, _ form: Form, changedTo content: Content) throws -> SignOffState? {
    guard let state = try signOff(of: version, People(records)) else { return nil }
    let stands = state.keepsSignatures(changedTo: content)
    // A later version is a conflict, which saving finds out.
    let findings = state.mayAmend().filter { $0.rule != "stale" && ($0.blocks || !stands) }
    Output.findings(findings, nil, language)
    if let finding = findings.first(where: \.blocks) {
      try recordRefusal(finding.rule, about: version.record, tried: .amend, try person())
      throw Exit.findings
    }
    guard state.isCorrectedByNewEntry(changedTo: content, limits: SignOffLimits(records)) else { return state }
    let number = version.record
    try recordRefusal("log", about: number, tried: .amend, try person())
    throw Session.refusal(
      Phrase(
        zh: "\(number) 是已過班或已簽的登記，不能改；請另填一筆更正：ismsbook new \(form.id) --set corrects=\(number) …",
        en:
          "\(number) is an entry of a log whose shift is over or that is signed, and is not altered; write another that "
          + "corrects it: ismsbook new \(form.id) --set corrects=\(number) …"), Exit.notPermitted, language)
  }
}
