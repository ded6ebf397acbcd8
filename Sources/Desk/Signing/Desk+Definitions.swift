import Domain
import FileStore

/// The store's own rights and chains, which are in force only once two administrators accepted them.
extension Desk {
  /// What became of accepting them.
  public enum Acceptance: Hashable, Sendable {
    /// Proposed: these may accept it.
    case proposed(waitsFor: [PersonName])
    /// In force now.
    case accepted
  }

  /// Accepts the store's own rights and chains as they stand in its files: the first administrator proposes them, a second
  /// one puts them in force. Who gave the other a passphrase anew is no second one.
  public func acceptDefinitions() throws(StoreProblem) -> Result<Acceptance, Refusal> {
    guard isShared else { return .failure(Refusal(.usage, Self.personalDefinitions)) }
    if let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    guard proof != nil else { return .failure(Refusal(.notPermitted, Self.noProof)) }
    _ = try store.catchUp()
    let own = store.ownPower()
    guard own != (try store.acceptedPower() ?? OwnPower.none) else {
      return .failure(Refusal(.unchanged, Self.nothingToAccept))
    }
    let people = people
    if let proposed = try store.proposedPower(), proposed.files == own,
      people.hands.joined([proposed.by]).isDisjoint(with: people.hands.joined([person.id])),
      people[proposed.by]?.isActive == true, people[proposed.by]?.roles.contains(Access.administrator) == true
    {
      try store.recordPower(own, .definitionsAccepted, by: person)
      try useAcceptedDefinitions()
      return .success(.accepted)
    }
    try store.recordPower(own, .definitionsProposed, by: person)
    let hands = people.hands.joined([person.id])
    let others = people.holders(of: Access.administrator).filter { !hands.contains($0.id) }
    return .success(.proposed(waitsFor: others.map(\.name)))
  }

  /// Has the definitions take rights and chains from what was accepted, and not from files that anybody can change.
  func useAcceptedDefinitions() throws(StoreProblem) {
    guard isShared else { return }
    catalogue.use(accepted: try store.acceptedPaths())
  }

  private static let personalDefinitions = Finding(
    .nowhere, rule: "personal",
    Phrase(
      zh: "個人紀錄庫沒有角色與簽核，screens/ 的檔案直接生效，不必接受。",
      en: "A personal store has neither roles nor sign-off; its files in screens/ are in force as they are."))

  private static let noProof = Finding(
    .nowhere, rule: "credential",
    Phrase(zh: "接受權限與流程要輸入自己的通行碼。", en: "Accepting rights and chains asks for your own passphrase."))

  private static let nothingToAccept = Finding(
    .nowhere, rule: "unchanged",
    Phrase(
      zh: "screens/ 的權限與流程和已接受的相同，沒有要接受的。",
      en: "The rights and chains in screens/ are as they were accepted; there is nothing to accept."))
}
