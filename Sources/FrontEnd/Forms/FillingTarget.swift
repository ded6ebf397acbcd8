import Domain
import Desk

/// The record that a filled-in form becomes: a new one, or a new version.
struct FillingTarget: Sendable {
  /// Nil for a new record.
  var number: String?
  /// The version that is edited; nil for a new record.
  var base: Int?
  /// That version itself, where it is known.
  var baseVersion: Version?
  /// Why the record is amended.
  var reason: String?
  var draft: DraftID

  static func newRecord(draft: DraftID = DraftID()) -> FillingTarget { FillingTarget(draft: draft) }

  var isNew: Bool { number == nil }
}
