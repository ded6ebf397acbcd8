import Domain
import Desk

/// What a form is filled in for: a new record, or a new version of one that is there.
struct FillingTarget: Sendable {
  /// Nothing for a new record.
  var number: String?
  /// The version that is edited; nothing for a new record.
  var base: Int?
  /// That version itself, where it is known.
  var baseVersion: Version?
  /// Why the record is amended.
  var reason: String?
  var draft: DraftID

  static func newRecord(draft: DraftID = DraftID()) -> FillingTarget { FillingTarget(draft: draft) }

  var isNew: Bool { number == nil }
}
