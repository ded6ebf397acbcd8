import Domain

/// The record that a record continues while it is filled in.
struct Predecessor {
  /// The related records among which it was looked up.
  let among: [String]
  let record: RecordValue?
}
