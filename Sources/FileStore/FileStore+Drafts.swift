import Domain
import Glibc

extension FileStore {
  /// Keeps a draft: after this it survives a crash.
  public func saveDraft(_ draft: Draft) throws(StoreProblem) {
    if let finding = draft.finding { throw .invalid(finding) }
    // A draft may be kept while nothing can be saved, but not in a format that is not known.
    if let reason = readOnlyReason, case .newerFormat = reason { throw .readOnly(reason) }
    do throws(SystemError) {
      let drafts = try folder.folder("drafts", creating: true)
      let isNew = drafts.facts(draft.person) == nil
      let own = try drafts.folder(draft.person, creating: true)
      try own.publish(draft.bytes, as: draft.id.fileName, mode: 0o600, durably: true)
      if isNew { try drafts.synchronize() }
    } catch { throw error.problem }
  }

  /// A person's drafts, newest first. Files that cannot be read are left out and stay; see `draftFindings`.
  public func drafts(of person: String) throws(StoreProblem) -> [Draft] {
    finishSaves()
    return try readDrafts(of: person).drafts.sorted { ($1.savedAt, $1.id.rawValue) < ($0.savedAt, $0.id.rawValue) }
  }

  /// What is wrong with a person's draft files.
  public func draftFindings(of person: String) throws(StoreProblem) -> [Finding] {
    try readDrafts(of: person).findings
  }

  public func removeDraft(_ id: DraftID, of person: String) throws(StoreProblem) {
    guard PersonName.isValid(id: person) else { return }
    do throws(SystemError) {
      try folder.folder(["drafts", person]).remove(id.fileName)
    } catch {
      if error.code != ENOENT { throw error.problem }
    }
  }

  private func readDrafts(of person: String) throws(StoreProblem) -> (drafts: [Draft], findings: [Finding]) {
    guard PersonName.isValid(id: person) else { return ([], []) }
    do throws(SystemError) {
      let own: Folder
      do throws(SystemError) { own = try folder.folder(["drafts", person]) } catch {
        if error.code == ENOENT { return ([], []) }
        throw error
      }
      var drafts: [Draft] = []
      var findings: [Finding] = []
      for name in try own.names() where !Folder.isTemporary(name) {
        guard let id = DraftID(fileName: name) else { continue }
        let path = "drafts/\(person)/\(name)"
        do throws(SystemError) {
          let bytes = try own.open(name).readAll(limit: SegmentScanner.longestEntry)
          switch Draft.decode(bytes, id: id, person: person) {
          case .success(let draft): drafts.append(draft)
          case .failure(let finding):
            var line = 0
            if case .file(_, let number, _) = finding.place { line = number }
            findings.append(
              Finding(.file(path, line: line, column: 1), rule: finding.rule, severity: .warning, finding.message))
          }
        } catch {
          findings.append(FileStore.unreadable(path, error))
        }
      }
      return (drafts, findings)
    } catch { throw error.problem }
  }
}

extension DraftID {
  var fileName: String { "\(rawValue).rec" }

  init?(fileName: String) {
    guard fileName.hasSuffix(".rec") else { return nil }
    self.init(rawValue: String(fileName.dropLast(4)))
  }
}

extension Draft {
  /// What keeps this from being written.
  fileprivate var finding: Finding? {
    let ids =
      content.fields.map(\.id) + content.tables.map(\.id)
      + content.tables.flatMap { $0.rows.flatMap { $0.cells.map(\.id) } }
    let wrong = ids.first { !ContentText.isValid(fieldID: $0) } ?? extra.map(\.id).first { !Draft.isName($0) }
    if let wrong { return Draft.finding(wrong) }
    return PersonName.isValid(id: person) ? nil : Draft.finding(person)
  }

  private static func isName(_ id: String) -> Bool {
    guard let first = id.utf8.first, first.isLetter else { return false }
    return id.utf8.allSatisfy { $0.isLetter || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
  }

  private static func finding(_ name: String) -> Finding {
    Finding(
      .nowhere, rule: "name",
      Phrase(
        zh: "名稱「\(name)」不能寫入草稿；請改用字母、數字、底線。",
        en: "The name “\(name)” cannot be written to a draft; use letters, digits and underscores."))
  }
}
