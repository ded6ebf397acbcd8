import Domain
import FileStore

/// A filled-in form on its way into the store: read, settled and checked, the same for screens and commands.
public struct Submission: Sendable {
  public let entry: Entry
  /// What will be saved: values as stored, computed ones worked out, in the order of the form.
  public let content: Content
  /// What is wrong with it; nothing may be saved while one of them blocks.
  public let findings: [Finding]
  /// The version it was made from; nothing for a new record.
  public let base: Version?
  public let action: Action
  public let reason: String?
  public let draft: DraftID?
  /// Seals of a version that was merged into this one.
  public let furtherHeader: [Content.Field]
  /// What the record is once this is saved.
  public var status = Status.saved

  public init(
    entry: Entry, typed: Content, base: Version?, action: Action, reason: String? = nil, draft: DraftID? = nil,
    furtherHeader: [Content.Field] = []
  ) {
    self.entry = entry
    let settled = entry.settled(entry.read(typed))
    content = entry.form.arranged(settled)
    findings = entry.findings(settled)
    self.base = base
    self.action = action
    self.reason = reason
    self.draft = draft
    self.furtherHeader = furtherHeader
  }

  public var isBlocked: Bool { findings.contains(where: \.blocks) }

  /// The version to save, for a site; with a number of its own where the form computes something from it.
  public func newVersion(site: String) -> NewVersion {
    let form = entry.form
    let name: RecordName
    if let base {
      name = .existing(base.record, base: base.number)
    } else {
      let settings = entry.records.records(of: "settings", where: [:], limit: 1).first
      let expanded = NumberTemplate.expand(
        form.number, on: entry.now.day, site: site, content: content,
        isGregorian: settings?.content["number_year"].first == "gregorian")
      name = NumberPattern(expanded).map { .numbered($0) } ?? .named(expanded)
    }
    return NewVersion(
      form: form.reference, title: form.title.zh, record: name, status: status, action: action, savedBy: entry.me,
      reason: reason, content: content, draft: draft, furtherHeader: furtherHeader)
  }

  /// The same with the record's number known, so that what is computed from it is right at the first save.
  func numbered(_ number: String) -> Content {
    var entry = entry
    entry.number = number
    return entry.form.arranged(entry.settled(content))
  }

  var computesFromNumber: Bool {
    entry.form.fields.contains { field in
      ([field] + field.columns).contains { $0.compute?.expression.names.contains("this") == true }
    }
  }
}

extension FileStore {
  /// Saves a checked form. What blocks is for the caller to ask before.
  public func submit(_ submission: Submission) throws(StoreProblem) -> SaveResult {
    var version = submission.newVersion(site: description.site)
    guard case .numbered(let pattern) = version.record, submission.computesFromNumber else {
      return try append(version)
    }
    // Another program may take the number in between; then the next one is tried.
    for _ in 0..<50 {
      let number = try nextNumber(pattern)
      version.record = .named(number)
      version.content = submission.numbered(number)
      let result = try append(version)
      guard case .numberTaken = result else { return result }
    }
    throw .lockedTooLong(seconds: 0)
  }
}
