import Domain
import Desk

extension Workspace {
  /// The record that a record goes on from, as it stood when that was first saved. `record` is its own number;
  /// nothing while it is new. What cannot be read counts as none; opening it says why.
  func startingPoint(of content: Content, record: String?, form: Form) -> RecordValue? {
    guard form.continues != nil else { return nil }
    if desk != nil {
      let found = ask { desk throws(StoreProblem) in
        try desk.startingPoint(of: content, record: record, form: form)
      }
      return found.result.flatMap { $0 }.map(RecordValue.init)
    }
    return content[Form.relatedRecords].lazy.filter { $0 != record }
      .compactMap { records.record($0) }.first { $0.form == form.id }
  }
}
