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

  /// Draft files of a person that cannot be read. They are kept as they are: an editor may bring their text back.
  public func draftFindings(of person: String) throws(StoreProblem) -> [Finding] {
    try readDrafts(of: person).findings
  }

  /// Draft files of anybody that cannot be read.
  func draftFindings() -> [Finding] {
    do throws(SystemError) {
      return try folder.folder("drafts").names().sorted().flatMap { owner in
        do throws(StoreProblem) { return try draftFindings(of: owner) } catch {
          return [
            Finding(.file("drafts/\(owner)", line: 0, column: 0), rule: "draft", severity: .warning, error.message)
          ]
        }
      }
    } catch {
      return error.code == ENOENT ? [] : [FileStore.unreadableDraft("drafts", error)]
    }
  }

  /// Keeps other processes from the drafts of a shared terminal for as long as this one runs. False where another has
  /// them: two terminals of one name.
  public func reserveDrafts(of owner: String) throws(StoreProblem) -> Bool {
    if isReadOnly { return true }
    do throws(SystemError) {
      let own = try folder.folder(["drafts", owner], creating: true)
      guard uninterrupted({ flock(own.descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
        guard errno == EWOULDBLOCK else { throw SystemError(own.path) }
        return false
      }
      reservedDrafts.withLock { $0.append(own) }
      return true
    } catch { throw error.problem }
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
            findings.append(FileStore.damagedDraft(path, line))
          }
        } catch {
          findings.append(FileStore.unreadableDraft(path, error))
        }
      }
      return (drafts, findings)
    } catch { throw error.problem }
  }

  private static func unreadableDraft(_ path: String, _ error: SystemError) -> Finding {
    var finding = unreadable(path, error)
    finding.rule = "draft"
    finding.severity = .warning
    return finding
  }

  private static func damagedDraft(_ path: String, _ line: Int) -> Finding {
    Finding(
      .file(path, line: line, column: line == 0 ? 0 : 1), rule: "draft", severity: .warning,
      Phrase(
        zh: "草稿檔 \(path) 已損壞，無法接續；檔案原樣保留，請用文字編輯器取回內容，再自行刪除。",
        en:
          "The draft \(path) is damaged and cannot be gone on with; the file is kept as it is, get its text back with "
          + "an editor and delete it yourself."))
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
