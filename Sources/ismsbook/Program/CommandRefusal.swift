import ArgumentParser
import Desk
import Domain
import Reports

/// Why a sub-command was not done. It is thrown, and told once by `Ismsbook.end`.
struct CommandRefusal: Error {
  let exit: Exit
  let findings: [Finding]
  /// The form by whose labels the findings call its fields.
  private var form: Form?
  /// The whole of it for people; nil where each finding is told.
  private var message: Phrase?

  var code: ExitCode { exit.code }

  init(_ exit: Exit, _ findings: [Finding], form: Form? = nil) {
    self.exit = exit
    // What the desk says of what cannot be read may be for the screens.
    let findings = findings.map { $0.naming(pick: Phrase(zh: "選單鍵", en: "the key for lists")) }
    self.findings = findings
    self.form = form
    let isPlain = findings.allSatisfy { $0.place == .nowhere } && findings.count(where: \.blocks) < 2
    message = isPlain ? (findings.first(where: \.blocks) ?? findings.first)?.message : nil
  }

  init(_ exit: Exit, _ message: Phrase) { self.init(exit, [Finding(.nowhere, rule: exit.rule, message)]) }

  init(_ refusal: Refusal, form: Form? = nil) {
    let remedy = refusal.kind == .signsAgain ? [Self.mayBeSignedAgain] : []
    self.init(Exit(refusal), refusal.findings + remedy, form: form)
  }

  private static let mayBeSignedAgain = Finding(
    .nowhere, rule: "amend",
    Phrase(
      zh: "沒有存入。確定要改、讓簽核重新開始，請加上 --sign-again 再執行。",
      en: "Nothing was saved. If it is to be changed and signed again, run it again with --sign-again."))

  init(_ problem: StoreProblem) {
    let exit = Exit(problem)
    switch problem {
    case .invalid(let finding), .broken(let finding): self.init(exit, [finding])
    default: self.init(exit, problem.message)
    }
    message = problem.message
  }

  /// Nil for what the argument parser says by itself.
  init?(thrown error: any Error) {
    switch error {
    case let refusal as CommandRefusal: self = refusal
    case let refusal as Refusal: self.init(refusal)
    case let problem as StoreProblem: self.init(problem)
    default: return nil
    }
  }

  /// What standard output holds of it with `--json`.
  static func json(_ findings: [Finding], _ code: ExitCode, _ language: Language) -> JSON {
    ["saved": .flag(false), "exit_code": .number(Int(code.rawValue)), "findings": .findings(findings, language)]
  }

  /// Tells it to people.
  func tell(_ language: Language) {
    if let message {
      Output.error("ismsbook: " + message[language])
    } else {
      Output.findings(findings, language, form)
    }
  }
}
