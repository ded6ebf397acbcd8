import Domain
import FileStore

/// The store's own definitions, which in a shared store are in force only once two administrators accepted them.
extension Desk {
  /// What became of accepting them.
  public enum Acceptance: Hashable, Sendable {
    /// Proposed: these may accept it.
    case proposed(waitsFor: [PersonName])
    /// In force now.
    case accepted

    public var message: Phrase {
      switch self {
      case .accepted: return Phrase(zh: "已接受，現在生效。", en: "Accepted, and in force now.")
      case .proposed(let others) where others.isEmpty:
        return Phrase(
          zh: "已提出；還要另一位系統管理者接受，但目前沒有別人，請先再登錄一位。",
          en: "Proposed; another administrator has to accept it, and there is none: register one first.")
      case .proposed(let others):
        let names = Phrase.people(others)
        return Phrase(
          zh: "已提出；再由另一位系統管理者也接受就生效：\(names.zh)。",
          en: "Proposed; it is in force once another administrator accepts it too: \(names.en).")
      }
    }
  }

  /// What of the store's own definitions is not in force as it stands in the files, and who has proposed exactly that.
  public struct WaitingDefinitions: Hashable, Sendable {
    public let files: [WaitingDefinition]
    public let proposedBy: PersonName?
  }

  /// Those that wait to be accepted; none in a personal store.
  public func waitingDefinitions() throws(StoreProblem) -> WaitingDefinitions {
    guard isShared else { return WaitingDefinitions(files: [], proposedBy: nil) }
    let proposed = try store.proposedPower()
    let by = proposed.flatMap { $0.files == store.ownPower() ? people[$0.by]?.name : nil }
    return WaitingDefinitions(files: try waitingFiles(), proposedBy: by)
  }

  /// What is new to the journal may stand in the place of a shipped definition.
  private func waitingFiles() throws(StoreProblem) -> [WaitingDefinition] {
    try store.waitingPower().map { file in
      guard file.change == .new, catalogue.isDefined(String(file.path.dropFirst("screens/".count))) else { return file }
      return WaitingDefinition(path: file.path, change: .changed, hash: file.hash)
    }
  }

  /// Accepts the store's own definitions as they stand in its files: the first administrator proposes them, a second one
  /// puts them in force. Who gave the other a passphrase again is no second one. `shown` is what the administrator has
  /// looked at: a file that changed since is not accepted unseen.
  public func acceptDefinitions(
    shown: [WaitingDefinition]? = nil, secret: String? = nil
  ) throws(StoreProblem) -> Result<Acceptance, Refusal> {
    guard isShared else { return .failure(Refusal(.usage, Self.personalDefinitions)) }
    if let refusal = try refusalUnlessAdministrator() { return .failure(refusal) }
    if secret == nil, proof == nil { return .failure(Refusal(.notPermitted, Self.noProof)) }
    if let refusal = try unproven(secret) { return .failure(refusal) }
    _ = try store.catchUp()
    let waiting = try waitingFiles()
    guard !waiting.isEmpty else { return .failure(Refusal(.unchanged, Self.nothingToAccept)) }
    if let shown, shown != waiting { return .failure(Refusal(.findings, Self.changedMeanwhile)) }
    let wrong = catalogue.findingsOfOwnFiles().filter(\.blocks)
    guard wrong.isEmpty else { return .failure(Refusal(.findings, wrong)) }
    let own = store.ownPower()
    let people = people
    if let proposed = try store.proposedPower(), proposed.files == own,
      people.hands.joined([proposed.by]).isDisjoint(with: people.hands.joined([person.id])),
      people[proposed.by]?.isActive == true, people[proposed.by]?.roles.contains(Access.administrator) == true
    {
      try store.recordPower(own, .definitionsAccepted, by: person)
      return .success(.accepted)
    }
    try store.recordPower(own, .definitionsProposed, by: person)
    let hands = people.hands.joined([person.id])
    let others = people.holders(of: Access.administrator).filter { !hands.contains($0.id) }
    return .success(.proposed(waitsFor: others.map(\.name)))
  }

  /// Why there is no such form: it waits to be accepted, or there is none.
  public func missing(form id: String) throws(StoreProblem) -> Refusal {
    guard isShared, let waiting = try waitingFiles().first(where: { $0.form == id && $0.change == .new }) else {
      return .noForm(id)
    }
    return Refusal(
      .notPermitted,
      Finding(
        .file(waiting.path, line: 0, column: 0), rule: "power",
        Phrase(
          zh: "表單「\(id)」（\(waiting.path)）等兩位系統管理者接受，接受前不能填也不能簽；請兩位各執行 ismsbook screens accept --as 人員代碼。",
          en:
            "The form '\(id)' (\(waiting.path)) waits for two administrators to accept it and can be neither filled in nor "
            + "signed before; each of them runs ismsbook screens accept --as ID.")))
  }

  /// Forms of the store's own that say something else than a kept definition of the same version: their `version:` was
  /// not raised.
  public func definitionsWithoutNewVersion() throws(StoreProblem) -> [Finding] {
    let kept = try store.keptDefinitions()
    return Set(kept.map(\.id)).sorted().compactMap { id in
      guard let now = catalogue.definition(of: id), let file = now.parts.first?.path, file.hasPrefix("screens/") else {
        return nil
      }
      let isOther = kept.contains { $0.text == now.form.text && $0 != now.form }
      guard isOther else { return nil }
      return Finding(
        .file(file, line: 0, column: 0), rule: "version", severity: .warning,
        Phrase(
          zh:
            "內容改過，但 version: 還是 \(now.form.version)；請改成 \(now.form.version + 1)，已存的紀錄仍照原來的樣子顯示。",
          en:
            "it was changed and version: is still \(now.form.version); make it \(now.form.version + 1): what is saved "
            + "stays as it was in any case"))
    }
  }

  private static let personalDefinitions = Finding(
    .nowhere, rule: "personal",
    Phrase(
      zh: "個人紀錄庫沒有角色與簽核，screens/ 的檔案直接生效，不必接受。",
      en: "A personal store has neither roles nor sign-off; its files in screens/ are in force as they are."))

  private static let noProof = Finding(
    .nowhere, rule: "credential",
    Phrase(zh: "接受自訂的定義要輸入自己的通行碼。", en: "Accepting definitions asks for your own passphrase."))

  private static let changedMeanwhile = Finding(
    .nowhere, rule: "stale",
    Phrase(
      zh: "screens/ 的檔案在您看的時候又改了，沒有接受；請再看一次。",
      en: "The files in screens/ changed while you looked at them, so nothing was accepted; look again."))

  private static let nothingToAccept = Finding(
    .nowhere, rule: "unchanged",
    Phrase(
      zh: "screens/ 的定義和已接受的相同，沒有要接受的。",
      en: "The definitions in screens/ are as they were accepted; there is nothing to accept."))
}
