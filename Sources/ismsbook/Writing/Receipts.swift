import Desk
import Domain
import Reports

extension Answer {
  /// What was saved; `notes` say how texts were understood.
  static func receipt(_ version: Version, notes: [Finding] = [], _ language: Language) -> Answer {
    Answer(
      [version.receipt[language]],
      json: [
        "record": .text(version.record), "version": .number(version.number), "status": .text(version.status.rawValue),
        "sequence": .number(version.sequence), "seal": .text(version.seal),
      ] + (notes.isEmpty ? [:] : ["notes": .findings(notes, language)]))
  }

  static func receipt(_ receipt: Receipt, _ form: Form?, _ language: Language) -> Answer {
    var answer = Answer.receipt(receipt.version, notes: receipt.notes, language)
    answer.remarks = receipt.remarks
    answer.form = form
    return answer
  }
}

extension Version {
  var receipt: Phrase {
    Phrase(
      zh: "已存 \(record) 第 \(number) 版；日誌第 \(sequence) 號，封緘 \(seal)",
      en: "Saved \(record) version \(number); journal entry \(sequence), seal \(seal)")
  }
}

extension Desk {
  func save(_ submission: Submission, _ typed: Assignments, _ form: Form) throws -> Answer {
    var submission = submission
    submission.given = typed.given
    submission.hasKeys = false
    // Before it is saved, and on standard error also with --json, so that it can still be stopped.
    submission.echo = { [language] in Output.findings($0, language, form) }
    let receipt = try submit(submission).mapError { CommandRefusal($0, form: form) }.get()
    return .receipt(receipt, form, language)
  }
}
