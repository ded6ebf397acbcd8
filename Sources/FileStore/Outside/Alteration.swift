import Domain

/// Something of the store that was changed by other means than this program.
struct Alteration: Sendable {
  let action: Action
  /// Path below the store's folder.
  let subject: String
  /// What it is now, so that the same is not recorded twice.
  let fingerprint: String
  var details: [Content.Field] = []
  /// What to tell; nil where that it is in the journal is enough.
  let finding: Finding?

  static func damage(_ finding: Finding) -> Alteration {
    let subject = if case .file(let name, _, _) = finding.place { name } else { finding.rule }
    return Alteration(
      action: .altered, subject: subject, fingerprint: Digest.of(Array(finding.message.en.utf8)), finding: nil)
  }

  static func credential(_ person: String, _ fingerprint: String) -> Alteration {
    let path = CredentialFolder.path(of: person)
    let finding =
      fingerprint == JournalFact.removed
      ? Finding(
        .file(path, line: 0, column: 0), rule: "credential", severity: .warning,
        Phrase(
          zh: "\(path) 不見了，日誌裡沒有移除的紀錄；是刻意移走的就重新設定，否則請管理者查明是誰動了主機上的檔案。",
          en: "\(path) is gone, and the journal does not say why; set it again if it was taken away on purpose, else "
            + "an administrator finds out who changed files on this machine."))
      : Finding(
        .file(path, line: 0, column: 0), rule: "credential",
        Phrase(
          zh: "\(path) 不是本程式最後設定的那一份：有人在主機上換過檔案；請管理者重新設定 \(person) 的通行碼，並查明原因。",
          en: "\(path) is not what this program set last: somebody replaced the file on this machine; an administrator "
            + "sets a new passphrase for \(person) and finds out who did."))
    return Alteration(action: .altered, subject: path, fingerprint: fingerprint, finding: finding)
  }

  static func copy(_ file: VersionFile, _ fingerprint: String, of record: String) -> Alteration {
    Alteration(
      action: .altered, subject: file.path, fingerprint: fingerprint,
      details: [Content.Field(id: "Of_record", values: [record])],
      finding: Finding(
        .file(file.path, line: 0, column: 0), rule: "copy",
        Phrase(
          zh: "\(record) 的檔案 \(file.path) 被人直接改過；以日誌為準，改動沒有生效；請管理者執行 ismsbook verify --repair，"
            + "要改資料請用 amend。",
          en: "The file \(file.path) of \(record) was edited by hand; the journal counts, so nothing has changed; an "
            + "administrator runs ismsbook verify --repair, and changes the record with amend.")))
  }

  static func definitions(_ found: OwnDefinitions) -> Alteration {
    let files = found.files.isEmpty ? [] : [Content.Field(id: "File", values: found.files)]
    return Alteration(
      action: .definitionsChanged, subject: JournalFact.definitions, fingerprint: found.fingerprint, details: files,
      finding: nil)
  }
}
