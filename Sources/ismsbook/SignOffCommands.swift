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
    commandName: "submit", abstract: "Send a record for sign-off. 送審。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  @Option(help: "What to tell the signers. 說明。")
  var comment: String?

  func run() throws {
    try Signing(session: try Session(common, asking: who), options: options, who: who).carryOut(
      .submit, comment: comment)
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
    try Signing(session: try Session(common, asking: who), options: options, who: who).carryOut(
      .agree, comment: comment)
  }
}

/// `ismsbook return RECORD`: sends a record back to be mended.
struct ReturnCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Send a record back to be mended, with a reason. 退回，要寫原因。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  @Option(help: "What has to be mended. 退回原因。")
  var reason: String

  func run() throws {
    try Signing(session: try Session(common, asking: who), options: options, who: who).carryOut(
      .return, comment: reason)
  }
}

/// `ismsbook withdraw RECORD`: takes a submitted record back.
struct WithdrawCommand: PersonalCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take back a record before the next signature. 撤回送審，限下一關簽核之前。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions
  @OptionGroup var options: SigningOptions

  func run() throws {
    try Signing(session: try Session(common, asking: who), options: options, who: who).carryOut(.withdraw, comment: nil)
  }
}

/// A decision about a record, and its receipt.
private struct Signing {
  let session: Session
  let options: SigningOptions
  let who: PersonOptions

  func carryOut(_ decision: Action, comment: String?) throws {
    let version: Version
    // Nobody types a passphrase for what is refused anyway.
    switch try session.ask({ desk throws(StoreProblem) in
      try desk.signable(decision, options.record, version: options.base)
    }) {
    case .success(let found):
      version = found.version
      if !options.json { Output.findings(found.remarks, nil, session.language) }
    case .failure(let refusal):
      throw try session.refused(decision, options.record, refusal, asJSON: options.json)
    }
    let secret = try session.secretToSign(who)
    let results = try session.done(asJSON: options.json) { desk throws(StoreProblem) in
      try desk.sign(decision, [version], comment: comment, secret: secret)
    }
    guard let result = results.first else { throw Exit.tryAgain }
    switch result.outcome {
    case .signed(let saved): try report(saved, result)
    case .refused(let refusal): throw fail(refusal)
    case .failed(let problem): throw Output.fail(problem, session.language)
    }
  }

  private func fail(_ refusal: Refusal) -> ExitCode {
    Output.fail(refusal, asJSON: options.json, session.language)
  }

  private func report(_ saved: Version, _ result: SigningResult) throws {
    let next = try session.ask { desk throws(StoreProblem) in try desk.signOff(of: saved) }
    guard let signature = result.signature, let next else { throw Exit.tryAgain }
    let entries = result.entries.map { EntryOutcome($0) }
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
}

/// What became of one entry of a review's list.
private struct EntryOutcome {
  let record: String
  /// The version with the signature; nothing where it was not signed.
  let saved: Version?
  let problem: Phrase?

  init(_ result: SigningResult) {
    record = result.version.record
    saved = result.saved
    switch result.outcome {
    case .signed: problem = nil
    case .refused(let refusal):
      guard case .conflict = refusal.kind else {
        problem = refusal.message
        break
      }
      problem = Phrase(
        zh: "剛被別人更改，沒有簽；請修正審閱重列清單後再簽。",
        en:
          "was just changed by somebody else and is not signed; amend the review, which lists it anew, and sign again.")
    case .failed(let failure): problem = failure.message
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
