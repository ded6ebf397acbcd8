import Domain
import FileStore

extension Desk {
  /// Saves a new record or a further version of one. Asks the person's rights and clearance, applies the rules of the
  /// form, its chain and its log, and gives a new record its number. A refusal by right or chain is journalled.
  public func submit(_ submission: Submission) throws(StoreProblem) -> Result<Receipt, Refusal> {
    _ = try store.catchUp()
    switch try prepared(submission) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let prepared):
      if !prepared.notes.isEmpty { submission.echo?(prepared.notes) }
      let receipt: Receipt
      switch try append(prepared) {
      case .saved(let version): receipt = Receipt(version: version, remarks: prepared.remarks, notes: prepared.notes)
      case .conflict(let current): return .failure(.conflict(current))
      case .numberTaken(let number): return .failure(Refusal(.findings, Self.numberTaken(number)))
      }
      guard case .kiosk = submission.way else { return .success(receipt) }
      return .success(try submittedAtOnce(receipt))
    }
  }

  /// Why a submission would not be saved; nil if it would.
  func refusal(of submission: Submission) throws(StoreProblem) -> Refusal? {
    if case .failure(let refusal) = try prepared(submission) { refusal } else { nil }
  }

  /// The version of a record that the person may amend, the newest if no number is given: to be changed and handed in
  /// again, never to be shown. Else why they may not; journals nothing.
  public func amendable(
    _ record: String, version number: Int? = nil
  ) throws(StoreProblem) -> Result<Version, Refusal> {
    guard let asked = try store.version(record, number) else {
      return .failure(number.map { .noVersion(record, $0) } ?? .noRecord(record))
    }
    return try amendable(record, asked.number).map(\.version)
  }

  /// Saves what a store that is being made begins with, together; nobody has rights in it yet.
  func found(_ submissions: [Submission]) throws(StoreProblem) {
    var versions: [NewVersion] = []
    for submission in submissions {
      let result: Result<Prepared, Refusal>
      switch submission.target {
      case .new(let id):
        guard let form = catalogue.form(id) else { continue }
        result = try prepared(submission, form, base: nil, state: nil)
      case .version(let record, let number):
        guard let base = try store.version(record, number), let form = catalogue.form(base.form.id) else { continue }
        result = try prepared(submission, form, base: base, state: nil)
      }
      switch result {
      case .success(let prepared): versions.append(prepared.version)
      case .failure(let refusal):
        throw .invalid(refusal.finding ?? Finding(.nowhere, rule: refusal.rule, refusal.message))
      }
    }
    _ = try store.appendMany(versions)
  }

  // MARK: - Deciding

  private func prepared(_ submission: Submission) throws(StoreProblem) -> Result<Prepared, Refusal> {
    switch submission.target {
    case .new(let id):
      guard let form = catalogue.form(id) else { return .failure(try missing(form: id)) }
      if let finding = access.refusal(.create, form: id) {
        return .failure(try refused(.create, about: id, Refusal(.notPermitted, finding)))
      }
      return try prepared(submission, form, base: nil, state: nil)
    case .version(let record, let number):
      return try prepared(submission, amending: record, number)
    }
  }

  private func prepared(
    _ submission: Submission, amending record: String, _ number: Int
  ) throws(StoreProblem) -> Result<Prepared, Refusal> {
    switch try amendable(record, number) {
    case .failure(let refusal): return .failure(try refused(.amend, about: record, refusal))
    case .success(let found):
      guard let reason = submission.reason, !reason.trimmed.isEmpty else { return .failure(.noReason(record)) }
      if let finding = WrittenReason.finding(in: reason, of: record) { return .failure(Refusal(.findings, finding)) }
      return try prepared(submission, found.form, base: found.version, state: found.state)
    }
  }

  /// A version that may be amended.
  private struct Amendable {
    let version: Version
    let form: Form
    let state: SignOffState?
  }

  private func amendable(_ record: String, _ number: Int) throws(StoreProblem) -> Result<Amendable, Refusal> {
    let history = try store.history(of: record)
    guard let newest = history.last, let base = history.first(where: { $0.number == number }) else {
      return .failure(.noRecord(record))
    }
    for finding in [newest, base].compactMap({ access.refusal(reading: $0) }) {
      return .failure(Refusal(.notPermitted, finding))
    }
    if let finding = access.refusal(.amend, form: newest.form.id) {
      return .failure(Refusal(.notPermitted, finding))
    }
    guard newest.status != .void else { return .failure(.isVoid(record)) }
    guard let form = catalogue.form(newest.form.id) else { return .failure(try missing(form: newest.form.id)) }
    let state = try signOff(of: base, history: history)
    if let finding = state?.refusal(amendingAs: access, catalogue.everyStep(of: form)) {
      return .failure(Refusal(.notPermitted, finding))
    }
    // A later version is a conflict, which saving finds out.
    let findings = (state?.mayAmend() ?? []).filter { $0.rule != "stale" }
    if findings.contains(where: \.blocks) { return .failure(Refusal(.findings, findings)) }
    return .success(Amendable(version: base, form: form, state: state))
  }

  private func prepared(
    _ submission: Submission, _ form: Form, base: Version?, state: SignOffState?
  ) throws(StoreProblem) -> Result<Prepared, Refusal> {
    var entry = entry(
      form, number: base?.record, version: (base?.number ?? 0) + 1, over: base?.content ?? Content())
    entry.signed = state?.signedSteps
    entry.hasKeys = submission.hasKeys
    entry.base = base?.content
    // What is too large is not worked out: that alone could take minutes.
    let tooLarge = entry.limitFindings(submission.content)
    if !tooLarge.isEmpty { return .failure(Refusal(.findings, tooLarge)) }
    let typed = submission.start.map { entry.withDefaults(submission.content, askedForSince: $0) }
    let given = typed ?? submission.content
    let read = entry.readNoting(base == nil ? given : entry.startOfAmendment(given))
    var content = entry.settled(read.content)
    var remarks: [Finding] = []
    if let base, let state {
      // What is worked out again takes away no signature.
      if state.isSubmitted, base.form.text == form.reference.text, state.isUnchanged(by: read.content) {
        return .failure(Refusal(.unchanged, Self.unchanged(base)))
      }
      if state.isCorrectedByNewEntry(changedTo: content, limits: SignOffLimits(everything)) {
        guard case .kiosk = submission.way else {
          return .failure(
            try refused(.amend, about: base.record, Refusal(.notPermitted, Self.corrected(base.record, form))))
        }
        return try prepared(submission.correcting(base.record, form: form.id))
      }
      if let finding = state.refusal(amendingAs: access, catalogue.everyStep(of: form), to: content) {
        return .failure(try refused(.amend, about: base.record, Refusal(.notPermitted, finding)))
      }
      if !state.keepsSignatures(changedTo: content) { remarks = state.mayAmend().filter { !$0.blocks } }
      if case .allButLostSignatures = submission.acknowledged, !remarks.isEmpty {
        return .failure(Refusal(.signsAgain, remarks))
      }
    }
    if case .kiosk = submission.way { content = try markedLate(content, form, base) }
    content = form.arranged(content)
    let findings =
      (base.map { dropped($0, content, form, given: submission.given) } ?? []) + entry.findings(content)
      + form.findings(onGiven: submission.given, leftOutOf: content, over: base?.content ?? submission.start)
      + (try evidenceFindings(content, form, base: base))
    guard !findings.contains(where: \.blocks) else { return .failure(Refusal(.findings, findings)) }
    if case .these(let known) = submission.acknowledged {
      let warnings = findings.filter { $0.severity == .warning }
      guard known.isSuperset(of: warnings) else { return .failure(Refusal(.remarks, warnings)) }
    } else {
      remarks += findings
    }
    if let base, base.form.text == form.reference.text, content == form.arranged(base.content) {
      return .failure(Refusal(.unchanged, Self.unchanged(base)))
    }
    return try granting(
      Prepared(
        entry: entry, content: content,
        record: base.map { .existing($0.record, base: $0.number) } ?? name(form, content),
        form: signedForm(of: base, state, changedTo: content) ?? form.reference,
        status: state?.statusAfterAmending(to: content) ?? .saved, action: submission.action, reason: submission.reason,
        draft: submission.draft, draftOwner: draftOwner,
        classed: classedHeader(of: content, entry) + countsAs(content, after: base, of: form), remarks: remarks,
        notes: read.notes + form.notes(onGiven: submission.given, savedAs: content)))
  }

  /// The definition that was signed, where the signatures still count: they are about what it said.
  private func signedForm(of base: Version?, _ state: SignOffState?, changedTo content: Content) -> FormReference? {
    guard let base, let state, state.isSubmitted, state.keepsSignatures(changedTo: content) else { return nil }
    return base.form
  }

  /// Tables and lists that a file or a command would replace whole, without the numbers in them that whoever gives it may
  /// not be told: those would be gone without a word.
  private func dropped(_ base: Version, _ content: Content, _ form: Form, given: Content) -> [Finding] {
    let hidden = isShared ? unnamed : []
    guard !hidden.isEmpty else { return [] }
    return form.fields.filter { $0.isTable || $0.type.isList }.compactMap { field in
      guard !given[field.id].isEmpty || !given[rows: field.id].isEmpty else { return nil }
      func numbers(_ content: Content) -> Set<String> {
        let values = content[field.id] + content[rows: field.id].flatMap { row in row.cells.flatMap(\.values) }
        return Set(values).intersection(hidden)
      }
      guard !numbers(base.content).isSubset(of: numbers(content)) else { return nil }
      return Finding(
        .field(field.id), rule: "withheld",
        Phrase(
          zh: "「\(field.label.zh)」有您不能閱讀的內容，不能整個取代；請從檔案拿掉它，或用 --set 只改其中的欄位。",
          en:
            "'\(field.label.en)' holds something that you may not read, so it is not replaced whole; take it out of the "
            + "file, or change single values with --set."))
    }
  }

  /// What grants power waits for a second person; who may not write it is refused.
  private func granting(_ prepared: Prepared) throws(StoreProblem) -> Result<Prepared, Refusal> {
    guard isShared, prepared.entry.form.isGranting else { return .success(prepared) }
    var prepared = prepared
    if isFounding {
      prepared.status = .approved
      return .success(prepared)
    }
    guard let granting = try granting(prepared.version) else { return .success(prepared) }
    guard granting.findings.isEmpty else {
      let about = if case .existing(let number, _) = prepared.record { number } else { prepared.entry.form.id }
      return .failure(try refused(prepared.action, about: about, Refusal(.notPermitted, granting.findings)))
    }
    prepared.status = granting.status
    prepared.remarks += granting.waiting.map { [$0] } ?? []
    return .success(prepared)
  }

  // MARK: - Numbering

  /// What a new record is called.
  private func name(_ form: Form, _ content: Content) -> RecordName {
    let pattern = form.number.isEmpty ? "\(form.id.uppercased())-{serial}" : form.number
    let expanded = NumberTemplate.expand(
      pattern, on: now.day, site: store.description.site, content: content,
      isGregorian: Settings(everything).text("number_year") == "gregorian")
    return NumberPattern(expanded).map { .numbered($0) } ?? .named(expanded)
  }

  /// Tries at most for a number that another program does not take in between.
  private static let attempts = 50

  private func append(_ prepared: Prepared) throws(StoreProblem) -> SaveResult {
    guard let pattern = prepared.patternToCompute else { return try store.append(prepared.version) }
    for _ in 0..<Self.attempts {
      let result = try store.append(prepared.numbered(try store.nextNumber(pattern)))
      guard case .numberTaken = result else { return result }
    }
    throw .lockedTooLong(seconds: 0)
  }

  // MARK: - Words

  private static func numberTaken(_ number: String) -> Finding {
    Finding(
      .record(number), rule: "number",
      Phrase(
        zh: "編號 \(number) 已經有人用了；請換一個代號再存。",
        en: "The number \(number) is taken; choose another id and save again."))
  }

  private static func corrected(_ number: String, _ form: Form) -> Finding {
    Finding(
      .record(number), rule: "log",
      Phrase(
        zh: "\(number) 是登記，已過當班時間或已簽核，寫好的內容不能改；請另填一筆「\(form.title.zh)」，在「更正原紀錄」（corrects）填 \(number)。",
        en:
          "\(number) is an entry of a log whose shift is over or that is signed, and what it says is not altered; fill in "
          + "another '\(form.title.en)' that names \(number) as the one it corrects (corrects)."))
  }

  private static func unchanged(_ version: Version) -> Finding {
    Finding(
      .record(version.record), rule: "unchanged",
      Phrase(
        zh: "和 \(version.record) 第 \(version.number) 版一樣，沒有要存的。",
        en: "The same as version \(version.number) of \(version.record); there is nothing to save."))
  }
}
