import Domain
import FileStore

extension Desk {
  /// Decides about versions of records: submits, agrees, sends back or takes back. Asks the person's own passphrase,
  /// clearance and right, then the chain of each. `secret` may be left out by whoever has just given it.
  ///
  /// Exactly the versions given are signed; one that somebody changed since is a conflict. A failure means that nothing
  /// was looked at, because the person did not show who they are.
  public func sign(
    _ decision: Action, _ versions: [Version], comment: String? = nil, secret: String? = nil
  ) throws(StoreProblem) -> Result<[SigningResult], Refusal> {
    if let refusal = try unproven(secret) {
      if refusal.rule != Self.wrongSecret {
        for version in versions { try note(.refused(decision, record: version.record, rule: refusal.rule)) }
      }
      return .failure(refusal)
    }
    _ = try store.catchUp()
    var results: [SigningResult] = []
    for version in versions {
      do throws(StoreProblem) {
        results.append(try signed(decision, version, comment))
      } catch {
        results.append(SigningResult(version: version, outcome: .failed(error)))
      }
    }
    return .success(results)
  }

  /// Why the person may not decide that about a version now; with the remarks that signing would bring.
  public func maySign(_ decision: Action, _ version: Version) throws(StoreProblem) -> Result<[Finding], Refusal> {
    try ready(decision, version).map(\.remarks)
  }

  /// The version of a record that the person may decide that about, the newest if no number is given: to be signed,
  /// never to be shown. With the remarks that signing would bring; else why they may not.
  public func signable(
    _ decision: Action, _ record: String, version number: Int? = nil
  ) throws(StoreProblem) -> Result<(version: Version, remarks: [Finding]), Refusal> {
    guard let version = try store.version(record, number) else {
      return .failure(number.map { .noVersion(record, $0) } ?? .noRecord(record))
    }
    return try maySign(decision, version).map { (version, $0) }
  }

  /// Where a version stands in its form's chain; nil in a personal store and for forms without a chain. `history` are
  /// all versions of the record, oldest first. What counts is the version as it stands in the store, whatever of it
  /// somebody was shown.
  public func signOff(of version: Version, history: [Version]? = nil) throws(StoreProblem) -> SignOffState? {
    guard let whole = try whole(version) else { return nil }
    return try store.signOff(of: whole, history: history, catalogue: catalogue, people: people, now: now)
  }

  /// What signing a review signs beside it; nil for any other record.
  public func review(_ version: Version) throws(StoreProblem) -> LogReview? {
    guard let whole = try whole(version) else { return nil }
    return try store.review(whole, catalogue: catalogue, people: people, now: now)
  }

  func whole(_ version: Version) throws(StoreProblem) -> Version? {
    version.withheld.isEmpty ? version : try store.version(version.record, version.number)
  }

  // MARK: - The passphrase

  /// The rule of a refusal that the check of the passphrase has journalled itself.
  private static let wrongSecret = "secret"

  func unproven(_ secret: String?) throws(StoreProblem) -> Refusal? {
    guard isShared else { return Refusal(.findings, Self.personal) }
    guard let secret else { return proof == nil ? Refusal(.notPermitted, Self.noSecret) : nil }
    guard try hasCredential(person.id) else { return Refusal(.notPermitted, Self.noCredential) }
    switch try check(person.id, secret, .confirm).answer {
    case .accepted(mustChange: false): return nil
    case .accepted(mustChange: true): return Refusal(.notPermitted, Self.oneTime)
    case let answer:
      let message = answer.message ?? Phrase(zh: "通行碼不對。", en: "The passphrase is wrong.")
      return Refusal(.notPermitted, Finding(.nowhere, rule: Self.wrongSecret, message))
    }
  }

  // MARK: - One version

  private struct Ready {
    let state: SignOffState
    let form: Form
    let review: LogReview?
    /// What is to be said of it; nothing that blocks.
    let remarks: [Finding]
  }

  /// What has to be so before the person decides; journals nothing.
  private func ready(_ decision: Action, _ version: Version) throws(StoreProblem) -> Result<Ready, Refusal> {
    guard isShared else { return .failure(Refusal(.findings, Self.personal)) }
    guard let newest = try store.version(version.record) else { return .failure(.noRecord(version.record)) }
    // Who agrees to what is granted, the chain alone says; somebody new has no right at all yet.
    let isGranting = catalogue.form(newest.form.id)?.isGranting == true
    let isAcceptance = isGranting ? try signOff(of: version)?.isAcceptance(by: person.id) == true : false
    if !isAcceptance {
      for finding in [newest, version].compactMap({ access.refusal(reading: $0) }) {
        return .failure(Refusal(.notPermitted, finding))
      }
    }
    if !isGranting, let finding = access.refusal(.sign, form: newest.form.id) {
      return .failure(Refusal(.notPermitted, finding))
    }
    guard let form = catalogue.form(version.form), let state = try signOff(of: version) else {
      return .failure(Refusal(.findings, Self.noChain(version.record)))
    }
    let findings = state.mayAct(decision, by: person)
    if findings.contains(where: \.blocks) { return .failure(Refusal(findings, newer: state.newer)) }
    let review = try review(version)
    if let finding = review?.refusal(of: person) { return .failure(Refusal(.findings, finding)) }
    return .success(Ready(state: state, form: form, review: review, remarks: findings))
  }

  private func signed(
    _ decision: Action, _ version: Version, _ comment: String?
  ) throws(StoreProblem) -> SigningResult {
    let ready: Ready
    switch try self.ready(decision, version) {
    case .success(let found): ready = found
    case .failure(let refusal): return try refused(decision, version, refusal)
    }
    let said = ready.review?.comment(comment, language) ?? comment
    switch ready.state.signed(decision, by: person, comment: said, known: ready.remarks) {
    case .failure(let refusal):
      return try refused(decision, version, Refusal(refusal.findings, newer: ready.state.newer))
    case .success(let signed): return try save(signed, of: version, ready)
    }
  }

  /// Saves a signature; that of a review together with one for every entry of its list.
  private func save(_ signed: Signed, of version: Version, _ ready: Ready) throws(StoreProblem) -> SigningResult {
    var entries: [SigningResult] = []
    var waiting: [(version: Version, signed: NewVersion)] = []
    for part in ready.review?.parts(signedBy: person) ?? [] {
      switch part.signed {
      case .success(let new): waiting.append((part.version, new))
      case .failure(let finding):
        entries.append(try refused(signed.action, part.version, Refusal([finding], newer: nil)))
      }
    }
    let new = NewVersion(signed, of: version, title: ready.form.title.zh)
    let saved = try store.appendMany(waiting.map(\.signed) + [new])
    for (entry, result) in zip(waiting, saved) { entries.append(try became(result, of: entry.version, signed.action)) }
    var result =
      if let last = saved.last { try became(last, of: version, signed.action) } else {
        SigningResult(version: version, outcome: .refused(.noRecord(version.record)))
      }
    if result.saved != nil { result.signature = signed.signature }
    result.remarks = ready.remarks
    result.entries = entries
    return result
  }

  private func became(
    _ result: SaveResult, of version: Version, _ decision: Action
  ) throws(StoreProblem) -> SigningResult {
    switch result {
    case .saved(let saved): SigningResult(version: version, outcome: .signed(saved))
    case .conflict(let current): try refused(decision, version, .conflict(current))
    case .numberTaken(let number): try refused(decision, version, .noRecord(number))
    }
  }

  private func refused(
    _ decision: Action, _ version: Version, _ refusal: Refusal
  ) throws(StoreProblem) -> SigningResult {
    SigningResult(
      version: version, outcome: .refused(try refused(decision, about: version.record, refusal)))
  }

  // MARK: - Words

  private static let personal = Finding(
    .nowhere, rule: "personal",
    Phrase(
      zh: "個人紀錄庫沒有簽核，紀錄存檔就完成；需要簽核請建立共用紀錄庫（ismsbook init --shared）。",
      en:
        "A personal store has no sign-off; a record is done when it is saved. For sign-off make a shared store (ismsbook "
        + "init --shared)."))

  private static func noChain(_ record: String) -> Finding {
    Finding(
      .record(record), rule: "chain",
      Phrase(
        zh: "\(record) 的表單沒有簽核流程，存檔即生效，不必簽核。",
        en: "The form of \(record) has no chain of sign-off; the record stands as it is saved."))
  }

  private static let noSecret = Finding(
    .nowhere, rule: "credential",
    Phrase(zh: "簽核要輸入自己的通行碼。", en: "Signing asks for your own passphrase."))

  private static let noCredential = Finding(
    .nowhere, rule: "credential",
    Phrase(
      zh: "您還沒有通行碼，不能簽核；請系統管理者給您一個一次性通行碼。",
      en: "You have no passphrase, so you cannot sign; ask an administrator for a one-time one."))

  private static let oneTime = Finding(
    .nowhere, rule: "one_time",
    Phrase(
      zh: "這是一次性通行碼，不能用來簽核；請先登入並換成自己的。",
      en: "That is a one-time passphrase, which signs nothing; log in and change it first."))
}

extension Refusal {
  /// Why something may not be signed.
  fileprivate init(_ findings: [Finding], newer: Version?) {
    let rule = findings.first(where: \.blocks)?.rule
    switch rule {
    case "stale": self.init(newer.map { .conflict(current: $0) } ?? .findings, findings)
    case "not_signer", "own", "separation", "deputy", "person": self.init(.notPermitted, findings)
    default: self.init(.findings, findings)
    }
  }
}

extension Desk {
  /// What is still to be filled in of a record, for a step of its sign-off or, in a personal store, at any time; none
  /// for a version that is not the newest.
  public func stillNeeded(_ version: Version) throws(StoreProblem) -> [Finding] {
    guard version.status != .void, let form = catalogue.form(version.form),
      try store.version(version.record)?.number == version.number
    else { return [] }
    if isShared { return try signOff(of: version)?.stillNeeded ?? [] }
    return reading(form, number: version.record, version: version.number).stillNeeded(version.content)
  }
}

extension FileStore {
  /// The state of a version in its form's chain; nil in a personal store and for forms without a chain.
  /// `history` are all versions of the record; they are read where they are not given.
  /// It goes by the definition that the version was saved under, or by today's.
  func signOff(
    of version: Version, history: [Version]? = nil, byToday: Bool = false, catalogue: any Catalogue, people: People,
    now: Moment
  ) throws(StoreProblem) -> SignOffState? {
    let found = byToday ? catalogue.form(version.form.id) : catalogue.form(version.form)
    guard description.isShared, let form = found, form.chain != nil else { return nil }
    let all: [Version]
    if let history { all = history } else { all = try self.history(of: version.record) }
    return SignOffState(
      form: form, catalogue: catalogue, version: version, history: all, people: people, now: now)
  }
}
