import Domain
import FileStore

/// A submission that may be saved: everything about it is decided but the number of a new record.
struct Prepared: Sendable {
  let entry: Entry
  /// What will be saved: values as stored, computed ones worked out, in the order of the form.
  let content: Content
  let record: RecordName
  /// The definition that it is saved under: that of the signatures that stand, else today's.
  let form: FormReference
  var status: Status
  let action: Action
  let reason: String?
  let draft: DraftID?
  /// Whose draft that is; nil where it is the person's own.
  let draftOwner: String?
  /// The header line for what is worked out from records classed higher than this one.
  let classed: [Content.Field]
  /// What is to be said of it beside its receipt.
  var remarks: [Finding]
  /// How texts were understood that do not plainly show it.
  let notes: [Finding]

  var version: NewVersion {
    var version = NewVersion(
      form: form, title: entry.form.title.zh, record: record, status: status, action: action,
      savedBy: entry.me, reason: reason, content: content, draft: draft, furtherHeader: classed)
    version.draftOwner = draftOwner
    return version
  }

  /// The same under a number of its own, so that what is computed from it is right at the first save.
  func numbered(_ number: String) -> NewVersion {
    var entry = entry
    entry.number = number
    var version = version
    version.record = .named(number)
    version.content = entry.form.arranged(entry.settled(content))
    return version
  }

  /// The pattern of the record's number where the form computes something from it.
  var patternToCompute: NumberPattern? {
    guard case .numbered(let pattern) = record, entry.form.computesFromNumber else { return nil }
    return pattern
  }
}

extension Form {
  fileprivate var computesFromNumber: Bool {
    fields.contains { field in
      ([field] + field.columns).contains { $0.compute?.expression.names.contains("this") == true }
    }
  }
}
