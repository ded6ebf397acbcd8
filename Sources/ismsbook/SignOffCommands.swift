import ArgumentParser
import Domain
import Desk

/// Options of the sub-commands that sign a record.
struct SigningOptions: ParsableArguments {
  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "The version that was looked at; a later one is refused. 看過的版次。")
  var base: Int?

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false
}

/// `ismsbook submit RECORD`: sends a record for sign-off.
struct SubmitCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Send a record for sign-off; asks for the passphrase again. 送審，會再問一次通行碼。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  @Option(help: "What to tell the signers. 說明。")
  var comment: String?

  func run() throws {
    try Signing(try Session(common, asking: who), options, who).carryOut(.submit, comment: comment)
  }
}

/// `ismsbook agree RECORD`: signs a record.
struct AgreeCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Sign a record; asks for the passphrase again. 簽核同意，會再問一次通行碼。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  @Option(help: "What to say with it. 意見。")
  var comment: String?

  func run() throws {
    try Signing(try Session(common, asking: who), options, who).carryOut(.agree, comment: comment)
  }
}

/// `ismsbook return RECORD`: sends a record back to be mended.
struct ReturnCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "return",
    abstract: "Send a record back to be mended, with a reason; asks for the passphrase again. 退回，要寫原因與通行碼。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  @Option(help: "What has to be mended. 退回原因。")
  var reason: String

  func run() throws {
    try Signing(try Session(common, asking: who), options, who).carryOut(.return, comment: reason)
  }
}

/// `ismsbook withdraw RECORD`: takes a submitted record back.
struct WithdrawCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take back a record before the next signature; asks for the passphrase again. 撤回送審，限下一關簽核之前。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  func run() throws {
    try Signing(try Session(common, asking: who), options, who).carryOut(.withdraw, comment: nil)
  }
}

/// A decision about a record, from its checks to its receipt.
private struct Signing {
  let session: Session
  let options: SigningOptions
  let who: PersonOptions

  init(_ session: Session, _ options: SigningOptions, _ who: PersonOptions) {
    self.session = session
    self.options = options
    self.who = who
  }

  func carryOut(_ action: Action, comment: String?) throws {
    let version = try session.version(options.record, options.base)
    let access = try session.access()
    let isGranting = session.catalogue.form(version.form.id)?.isGranting == true
    let own = isGranting ? try session.signOff(of: version) : nil
    if own?.isAcceptance(by: access.person.id) != true {
      for version in [try session.version(options.record), version] { try session.requireReading(version, access) }
    }
    if !isGranting { try session.require(.sign, form: version.form.id, access) }
    let state = try own ?? session.signOff(of: version)
    let findings = state.mayAct(action, by: access.person)
    if findings.contains(where: \.blocks) { throw try refused(action, findings) }
    if !options.json { Output.findings(findings, nil, session.language) }
    try session.confirm(who)
    let review = try session.attempt { store throws(StoreProblem) in
      try store.review(
        version, catalogue: session.catalogue, people: People(session.records), now: Surroundings.clock())
    }
    if let finding = review?.refusal(of: access.person) { throw try refused(action, [finding]) }
    let said = review?.comment(comment, session.language) ?? comment
    switch state.signed(action, by: access.person, comment: said) {
    case .failure(let refusal): throw try refused(action, refusal.findings)
    case .success(let signed): try save(signed, version, review?.parts(signedBy: access.person) ?? [])
    }
  }

  /// A review's signature together with one for every entry of its list.
  private func save(_ signed: Signed, _ version: Version, _ parts: [LogReview.Part]) throws {
    let title = session.catalogue.form(version.form)?.title.zh ?? version.form.id
    let new = NewVersion(signed, of: version, title: title)
    var entries: [(version: Version, signed: NewVersion)] = []
    var outcomes: [EntryOutcome] = []
    for part in parts {
      switch part.signed {
      case .success(let signed): entries.append((part.version, signed))
      case .failure(let finding): outcomes.append(EntryOutcome(part.version, finding.message))
      }
    }
    let all = entries.map(\.signed) + [new]
    let results = try session.attempt { store throws(StoreProblem) in try store.appendMany(all) }
    outcomes += zip(entries, results).map { EntryOutcome($0.version, $1) }
    switch results.last {
    case .saved(let saved): try report(saved, signed, outcomes)
    case .conflict(let current):
      try session.recordRefusal(
        "conflict", about: version.record, tried: signed.action, signed.signature.person)
      throw Saving.conflict(with: current, session.language)
    default: throw Exit.tryAgain
    }
  }

  private func report(_ saved: Version, _ signed: Signed, _ entries: [EntryOutcome]) throws {
    let signature = signed.signature
    let next = try session.signOff(of: saved)
    if options.json {
      Output.json(
        .object(
          [
            ("record", .text(saved.record)), ("decision", .text(signature.decision.rawValue)),
            ("step", .text(signature.step)), ("signed_version", .number(signature.version)),
            ("signed_seal", .text(signature.seal)), ("deputy_for", signature.deputyFor.map { .text($0.text) } ?? .null),
            ("version", .number(saved.number)), ("status", .text(saved.status.rawValue)),
            ("sequence", .number(saved.sequence)), ("seal", .text(saved.seal)),
            ("waits_for", .list((next.current?.signers.everybody ?? []).map { .text($0.text) })),
          ] + (entries.isEmpty ? [] : [("entries", .list(entries.map { $0.members(session.language) }))])))
      return
    }
    let label = signature.decision.label
    let signer = signature.signer
    Output.line(
      Phrase(
        zh: "\(signer.zh)\(label.zh) \(saved.record) 第 \(signature.version) 版（封緘 \(signature.seal)）。",
        en: "\(signer.en): \(label.en) \(saved.record), version \(signature.version) (seal \(signature.seal)).")[
          session.language])
    Output.line(RecordLines.receiptLine(saved, session.language))
    let names = Phrase(
      zh: next.current.map { "，等 \($0.signers.names.zh)（\($0.title.zh)）" } ?? "",
      en: next.current.map { ", waits for \($0.signers.names.en) (\($0.title.en))" } ?? "")
    Output.line(
      Phrase(zh: "狀態：\(next.statusLabel.zh)\(names.zh)", en: "Status: \(next.statusLabel.en)\(names.en)")[
        session.language])
    for entry in entries { Output.line(entry.line(session.language)) }
  }

  /// Records it; the findings, and the code that says what kind of refusal it is.
  private func refused(_ action: Action, _ findings: [Finding]) throws -> ExitCode {
    let rule = findings.first(where: \.blocks)?.rule
    try session.recordRefusal(rule ?? "sign-off", about: options.record, tried: action, try session.person())
    if options.json {
      Output.json(
        .object([
          ("saved", .flag(false)),
          ("findings", .list(findings.map { FindingText.json($0, nil, session.language) })),
        ]))
    } else {
      Output.findings(findings, nil, session.language)
    }
    switch rule {
    case "stale": return Exit.tryAgain
    case "not_signer", "own", "separation", "deputy", "person": return Exit.notPermitted
    default: return Exit.findings
    }
  }
}

/// What became of one entry of a review's list.
private struct EntryOutcome {
  let record: String
  /// The version with the signature; nothing where it was not signed.
  let saved: Version?
  let problem: Phrase?

  init(_ entry: Version, _ problem: Phrase) {
    record = entry.record
    saved = nil
    self.problem = problem
  }

  init(_ entry: Version, _ result: SaveResult) {
    record = entry.record
    if case .saved(let version) = result {
      saved = version
      problem = nil
    } else {
      saved = nil
      problem = Phrase(
        zh: "剛被別人更改，沒有簽；請修正審閱重列清單後再簽。",
        en:
          "was just changed by somebody else and is not signed; amend the review, which lists it anew, and sign again.")
    }
  }

  func line(_ language: Language) -> String {
    [record, saved.map { $0.status.label[language] } ?? "!", problem?[language] ?? ""].joined(separator: "\t")
  }

  func members(_ language: Language) -> JSON {
    .object([
      ("record", .text(record)), ("version", saved.map { .number($0.number) } ?? .null),
      ("status", saved.map { .text($0.status.rawValue) } ?? .null),
      ("problem", problem.map { .text($0[language]) } ?? .null),
    ])
  }
}
