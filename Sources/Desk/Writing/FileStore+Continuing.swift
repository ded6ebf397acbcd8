import Domain
import FileStore

extension FileStore {
  /// The record that a record was started from, as it stood when that one was first saved: the first of its form
  /// among the related records that was there before. Nil where it was started empty.
  ///
  /// `record` is the record's own number; nil while it is still being filled in.
  func startingPoint(
    of content: Content, record: String?, form: Form
  ) throws(StoreProblem) -> Version? {
    guard form.continues != nil else { return nil }
    var first: Version?
    if let record { first = try version(record, 1) }
    for number in content[Form.relatedRecords] where number != record && RecordNumber.isValid(number) {
      guard var earlier = try version(number), earlier.form.id == form.id else { continue }
      while let first, earlier.isLater(than: first), earlier.number > 1 {
        guard let before = try version(number, earlier.number - 1) else { break }
        earlier = before
      }
      if let first, earlier.isLater(than: first) { continue }
      return earlier
    }
    return nil
  }
}

extension Version {
  fileprivate func isLater(than other: Version) -> Bool {
    site == other.site ? sequence > other.sequence : savedAt > other.savedAt
  }
}
