import Desk
import Domain

/// What sub-commands ask of a desk before they do anything. A refusal is thrown, once the journal knows of it.
extension Desk {
  /// The form of that id; what is wrong with its definition where it cannot be used.
  func usableForm(_ id: String) throws -> Form {
    if let form = catalogue.form(id) { return form }
    let missing = try self.missing(form: id)
    if missing.kind == .notPermitted { throw missing }
    let known = catalogue.heads().map(\.id)
    guard known.contains(id) else {
      throw CommandRefusal(
        .notFound, Suggestion.unknown(Phrase(zh: "表單", en: "form"), id, Suggestion.nearest(to: id, among: known)))
    }
    let faults = catalogue.findings().filter { finding in
      guard finding.blocks, case .file(let name, _, _) = finding.place else { return false }
      return name.contains(id)
    }
    let broken = Finding(
      .nowhere, rule: "form",
      Phrase(
        zh: "表單「\(id)」的定義有錯，無法使用；請執行 ismsbook screens check。",
        en: "The definition of the form '\(id)' is faulty and not used; run ismsbook screens check."))
    throw CommandRefusal(.configuration, faults + [broken])
  }

  /// What was asked about a record before anything was done with it.
  func allowed<Value>(_ action: Action, _ record: String, _ asked: Result<Value, Refusal>) throws -> Value {
    if case .failure(let refusal) = asked, refusal.kind != .notFound {
      try note(.refused(action, record: record, rule: refusal.rule))
    }
    return try asked.get()
  }

  /// Throws a refusal that says who may, if the caller may not.
  func require(_ right: Right, form: String) throws {
    guard let finding = access.refusal(right, form: form) else { return }
    if isShared { try note(.refused, [(JournalLine.about, form), (JournalLine.cause, finding.rule)]) }
    throw CommandRefusal(.notPermitted, [finding])
  }

  func requireAdministrator() throws {
    if let refusal = try refusalUnlessAdministrator() { throw refusal }
  }

  /// Throws a refusal if a personal store does not know the person who saves.
  func requireRegistered() throws {
    guard !isShared, people[person.id] == nil else { return }
    throw CommandRefusal(
      .notPermitted,
      Phrase(
        zh: "人員名冊裡沒有作業系統使用者「\(Environment.login)」；請先執行一次 ismsbook 輸入姓名。",
        en: "The user '\(Environment.login)' of this system is not registered as a person; run ismsbook once and enter "
          + "your name."))
  }

  /// A version that is about to leave the store: the caller may read the record as it is now and as it was, and export.
  func leaving(_ record: String, _ number: Int?) throws -> Version {
    // What is refused does not count as read.
    try require(.export, form: try form(of: record, version: number).get())
    return try look(at: record, version: number).get().version
  }

  /// A text with its seal is given whole, or not at all.
  func requireWhole(_ versions: [Version]) throws {
    guard let version = versions.first(where: { !$0.withheld.isEmpty }) else { return }
    let paths = version.withheld.map(\.path).joined(separator: ", ")
    throw CommandRefusal(
      .notPermitted,
      Phrase(
        zh: "\(version.record) 有您不能閱讀的內容（\(paths)），保存的原文因此不能給；請改用其他格式。",
        en: "\(version.record) holds what you may not read (\(paths)), so its text as it is kept is not given; use "
          + "another format."))
  }
}
