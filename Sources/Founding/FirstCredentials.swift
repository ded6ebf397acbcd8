import Definitions
import Desk
import Domain

/// The passphrases of a new shared store.
public enum FirstCredentials {
  /// What is wrong with the passphrase of the first administrator, who sets it themselves before the store is made.
  public static func findings(
    _ secret: String, of person: PersonName, _ catalogue: ScreensCatalogue
  ) -> [Finding] {
    CredentialRules(Settings(NewStoreRecords(catalogue: catalogue))).findings(secret, person: person.id)
  }

  /// Gives the first administrator, who is at the desk, theirs, and in a demo all others one PIN, which is returned.
  /// They set it themselves: a person whose passphrase an administrator gave does not count as second beside them.
  public static func set(
    _ secret: String, of person: PersonName, at desk: Desk, isDemo: Bool
  ) throws(StoreProblem) -> String? {
    try give(secret, to: person, desk)
    guard isDemo else { return nil }
    let pin = oneTimePIN(desk.credentialRules)
    for known in desk.people.everybody where known.id != person.id && known.isActive {
      try give(pin, to: known.name, desk.attended(by: known.name))
    }
    return pin
  }

  private static func give(
    _ secret: String, to person: PersonName, _ desk: Desk
  ) throws(StoreProblem) {
    guard case .failure(let refusal) = try desk.setSecret(of: person, secret, oneTime: false) else { return }
    throw .invalid(refusal.finding ?? Finding(.nowhere, rule: refusal.rule, refusal.message))
  }

  /// Digits that the rules allow, from the system's random numbers.
  public static func oneTimePIN(_ rules: CredentialRules) -> String {
    while true {
      var pin = ""
      for _ in 0..<max(rules.minimumPINLength, 6) { pin += String(Int.random(in: 0...9)) }
      if rules.findings(pin, person: "").isEmpty { return pin }
    }
  }
}

/// The source of records for a store that is yet to be made: its definitions, and no record.
private struct NewStoreRecords: RecordSource {
  let catalogue: ScreensCatalogue

  func record(_ number: String) -> RecordValue? { nil }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] { [] }

  func form(_ id: String) -> Form? { catalogue.form(id) }
}
