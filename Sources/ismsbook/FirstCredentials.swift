import ArgumentParser
import Definitions
import Domain
import Desk

/// The passphrases of a new shared store.
enum FirstCredentials {
  /// The passphrase of the first administrator, who sets it themselves; checked before a store is made.
  static func ask(of person: PersonName, _ catalogue: ScreensCatalogue, _ file: String?, _ language: Language) throws
    -> String
  {
    let prompt = Phrase(zh: "\(person.text) 的新通行碼：", en: "New passphrase of \(person.text): ")
    let secret = try SecretInput.readNew(file, prompt, option: "--secret-file", language)
    let rules = CredentialRules(Settings(NewStoreRecords(catalogue: catalogue)))
    let findings = rules.findings(secret, person: person.id)
    guard findings.isEmpty else {
      Output.findings(findings, nil, language)
      throw Exit.findings
    }
    return secret
  }

  /// Gives the first administrator, who is at the desk, theirs, and in a demo everybody else a one-time PIN, which is
  /// answered.
  static func set(
    _ secret: String, of person: PersonName, at desk: Desk, isDemo: Bool
  ) throws(StoreProblem) -> String? {
    try give(secret, to: person, oneTime: false, desk)
    guard isDemo else { return nil }
    let pin = oneTimePIN(desk.credentialRules)
    for known in desk.people.everybody where known.id != person.id && known.isActive {
      try give(pin, to: known.name, oneTime: true, desk)
    }
    return pin
  }

  private static func give(
    _ secret: String, to person: PersonName, oneTime: Bool, _ desk: Desk
  ) throws(StoreProblem) {
    guard case .failure(let refusal) = try desk.setSecret(of: person, secret, oneTime: oneTime) else { return }
    throw .invalid(refusal.finding ?? Finding(.nowhere, rule: refusal.rule, refusal.message))
  }

  /// Told where somebody can still do something about it.
  static func warnOfLoneAdministrator(_ desk: Desk) throws(StoreProblem) {
    Output.findings(try desk.loneAdministrator().map { [$0] } ?? [], nil, desk.language)
  }

  static func told(_ pin: String) -> Phrase {
    Phrase(
      zh: "示範人員的一次性 PIN 都是 \(pin)，第一次使用時要換掉；之後要再給，請執行 ismsbook credential set --person 代碼。",
      en: "The one-time PIN of every demo person is \(pin); it must be changed at first use. To give another: "
        + "ismsbook credential set --person ID.")
  }

  /// Digits that the rules allow, from the system's random numbers.
  static func oneTimePIN(_ rules: CredentialRules) -> String {
    while true {
      var pin = ""
      for _ in 0..<max(rules.minimumPINLength, 6) { pin += String(Int.random(in: 0...9)) }
      if rules.findings(pin, person: "").isEmpty { return pin }
    }
  }
}

/// What a store that is yet to be made will say: its definitions, and no record.
private struct NewStoreRecords: RecordSource {
  let catalogue: ScreensCatalogue

  func record(_ number: String) -> RecordValue? { nil }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] { [] }

  func form(_ id: String) -> Form? { catalogue.form(id) }
}
