import Domain
import FileStore

/// What becomes of entries of the shared terminal of a data room.
extension Desk {
  /// The form of those who come and go.
  private static let visits = "entry-log"

  /// The content with a remark for each time that lies back and is written down only now. The entry that corrects
  /// another one repeats its times.
  func markedLate(_ content: Content, _ form: Form, _ base: Version?) throws(StoreProblem) -> Content {
    guard form.id == Self.visits, base != nil || content[LogEntry.corrects].isEmpty else { return content }
    let times = ["enter_at", "leave_at"].filter { base == nil || base?.content[$0] != content[$0] }
    return Lateness.marked(content, times: times, form: form, clock: catalogue.clock, now: now, language: language)
  }

  /// Submits what is whole for sign-off in the name of whoever made it: their PIN, or that of their shift, stands for
  /// the signature. The keeper of the data room agrees to many at once later.
  func submittedAtOnce(_ receipt: Receipt) throws(StoreProblem) -> Receipt {
    let saved = receipt.version
    guard let proof, proof.person == saved.savedBy.id, let form = catalogue.form(saved.form),
      form.review?.isOpen(saved.content) != true, access.may(.sign, form: form.id),
      let state = try store.signOff(of: saved, catalogue: catalogue, people: people, now: now)
    else { return receipt }
    var receipt = receipt
    switch state.signed(.submit, by: saved.savedBy) {
    case .success(let signed):
      // Somebody who changed it in between starts the chain again; the month's review names what is not submitted.
      _ = try store.append(NewVersion(signed, of: saved, title: form.title.zh))
    case .failure(let refusal): receipt.unsubmitted = refusal.findings.first
    }
    return receipt
  }
}
