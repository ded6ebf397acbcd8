import Domain

/// The record that a record goes on from while it is filled in.
struct Predecessor {
  /// The related records that it was looked up among.
  let among: [String]
  let record: RecordValue?
}
