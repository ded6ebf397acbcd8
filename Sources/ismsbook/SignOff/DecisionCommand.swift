import ArgumentParser
import Desk
import Domain
import Reports

/// What is decided about a record, and what is said with it.
protocol Decision: ParsableArguments {
  static var action: Action { get }
  static var abstract: String { get }
  var comment: String? { get }
}

/// `ismsbook submit RECORD`: sends a record for sign-off.
struct Submitting: Decision {
  static let action = Action.submit
  static let abstract = "Send a record for sign-off. 送審。"

  @Option(help: "What to tell the signers. 說明。")
  var comment: String?
}

/// `ismsbook agree RECORD`: signs a record.
struct Agreeing: Decision {
  static let action = Action.agree
  static let abstract = "Sign a record; asks for the passphrase again. 簽核同意，會再問一次通行碼。"

  @Option(help: "What to say with it. 意見。")
  var comment: String?
}

/// `ismsbook return RECORD`: sends a record back to be mended.
struct Returning: Decision {
  static let action = Action.return
  static let abstract = "Send a record back to be mended, with a reason. 退回，要寫原因。"

  @Option(help: "What has to be mended. 退回原因。")
  var reason: String

  var comment: String? { reason }
}

/// `ismsbook refuse RECORD`: refuses a request for good.
struct Refusing: Decision {
  static let action = Action.refuse
  static let abstract = "Refuse a request for good, with a reason. 駁回申請，到此為止，要寫原因。"

  @Option(help: "Why it is refused. 駁回原因。")
  var reason: String

  var comment: String? { reason }
}

/// `ismsbook withdraw RECORD`: takes a submitted record back.
struct Withdrawing: Decision {
  static let action = Action.withdraw
  static let abstract = "Take back a record before the next signature. 撤回送審，限下一關簽核之前。"

  var comment: String? { nil }
}

/// The sub-command that decides something about a record.
struct DecisionCommand<Kind: Decision>: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Kind.action.rawValue, abstract: Kind.abstract)
  }

  @OptionGroup var options: PersonalOptions

  @Argument(help: "The record's number. 紀錄編號。")
  var record: String

  @Option(help: "The version that was looked at; a later one is refused. 看過的版次。")
  var base: Int?

  @OptionGroup var decision: Kind

  func answer(at desk: Desk) throws -> Answer {
    // Asks for no passphrase for what is refused anyway.
    let asked = try desk.signable(Kind.action, record, version: base)
    let (version, remarks) = try desk.allowed(Kind.action, record, asked)
    if !options.json { Output.findings(remarks, desk.language) }
    let secret = try desk.secretToSign(options.who)
    let results = try desk.sign(Kind.action, [version], comment: decision.comment, secret: secret).get()
    guard let result = results.first else { throw Exit.tryAgain.code }
    let saved = try result.get()
    guard let signature = result.signature, let state = try desk.signOff(of: saved) else { throw Exit.tryAgain.code }
    return answer(saved, signature, state, result.entries, desk.language)
  }

  private func answer(
    _ saved: Version, _ signature: Signature, _ state: SignOffState, _ entries: [SigningResult], _ language: Language
  ) -> Answer {
    let next = state.current
    let signed = Phrase(
      zh:
        "\(signature.signer.zh)\(signature.decision.label.zh) \(saved.record) 第 \(signature.version) 版（封緘 \(signature.seal)）。",
      en: "\(signature.signer.en): \(signature.decision.label.en) \(saved.record), version \(signature.version) (seal "
        + "\(signature.seal)).")
    let status = Phrase(
      zh: "狀態：\(state.statusLabel.zh)" + (next.map { "，等 \($0.signers.names.zh)（\($0.title.zh)）" } ?? ""),
      en: "Status: \(state.statusLabel.en)" + (next.map { ", waits for \($0.signers.names.en) (\($0.title.en))" } ?? "")
    )
    return Answer(
      [signed, saved.receipt, status].map { $0[language] } + entries.map { $0.entryLine(language) },
      json: [
        "record": .text(saved.record), "decision": .text(signature.decision.rawValue), "step": .text(signature.step),
        "signed_version": .number(signature.version), "signed_seal": .text(signature.seal),
        "deputy_for": .text(signature.deputyFor?.text), "version": .number(saved.number),
        "status": .text(saved.status.rawValue), "sequence": .number(saved.sequence), "seal": .text(saved.seal),
        "waits_for": .texts((next?.signers.everybody ?? []).map(\.text)),
      ] + (entries.isEmpty ? [:] : ["entries": .list(entries.map { $0.entryJSON(language) })]))
  }
}

extension SigningResult {
  fileprivate func entryLine(_ language: Language) -> String {
    [version.record, saved.map { $0.status.label[language] } ?? "!", problem?[language] ?? ""].joined(separator: "\t")
  }

  fileprivate func entryJSON(_ language: Language) -> JSON {
    [
      "record": .text(version.record), "version": .number(saved?.number), "status": .text(saved?.status.rawValue),
      "problem": .text(problem?[language]),
    ]
  }
}
