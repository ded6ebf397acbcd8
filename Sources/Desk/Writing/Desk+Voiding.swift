import Domain
import FileStore

extension Desk {
  /// Makes a record void; its number stays listed. `base` is the version that was looked at, nil for the newest.
  public func void(
    _ record: String, base: Int? = nil, reason: String
  ) throws(StoreProblem) -> Result<Version, Refusal> {
    _ = try store.catchUp()
    guard let newest = try store.version(record, whole: true) else { return .failure(.noRecord(record)) }
    if let finding = access.refusal(reading: newest) {
      return .failure(try refused(.read, about: record, Refusal(.notPermitted, finding)))
    }
    if let finding = access.refusal(.void, form: newest.form.id) {
      return .failure(try refused(.void, about: record, Refusal(.notPermitted, finding)))
    }
    guard newest.status != .void else { return .failure(try refused(.void, about: record, .isVoid(record))) }
    guard !reason.trimmed.isEmpty else { return .failure(.noReason(record)) }
    if let finding = WrittenReason.finding(in: reason, of: record) { return .failure(Refusal(.findings, finding)) }
    guard base == nil || base == newest.number else { return .failure(.conflict(newest)) }
    let title = catalogue.form(newest.form)?.title.zh ?? newest.form.id
    let new = NewVersion(
      form: newest.form, title: title, record: .existing(record, base: newest.number), status: .void, action: .void,
      savedBy: person, reason: reason, content: newest.content, furtherHeader: newest.classedHeader)
    if !isFounding, let granting = try granting(new), !granting.findings.isEmpty {
      return .failure(try refused(.void, about: record, Refusal(.notPermitted, granting.findings)))
    }
    switch try store.append(new) {
    case .saved(let version): return .success(version)
    case .conflict(let current): return .failure(.conflict(current))
    case .numberTaken: return .failure(.noRecord(record))
    }
  }
}
