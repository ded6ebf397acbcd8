import Domain

/// What a verification may find.
enum VerifyFinding {
  /// A line of a file; 0 where the file as a whole is meant.
  struct FileLine {
    var path: String
    var line: Int

    init(_ path: String, _ line: Int) {
      self.path = path
      self.line = line
    }

    var place: Finding.Place { .file(path, line: line, column: line == 0 ? 0 : 1) }
  }

  private static let repairZh = "請執行 ismsbook verify --repair，或由備份取回。"
  private static let repairEn = "run ismsbook verify --repair, or bring it back from a backup."

  static func notAnEntry(_ place: VersionPlace, _ line: Int) -> Finding {
    Finding(
      FileLine(place.segment.path, line).place, rule: "format",
      Phrase(
        zh: "這一筆的封緘相符，但表頭不是本程式認得的格式；請更新程式，或比對備份。",
        en: "This entry's seal fits, but its header is not one that this program knows; update it, or compare backups.")
    )
  }

  static func order(_ sequence: Int, after last: Int, _ place: VersionPlace, _ line: Int) -> Finding {
    Finding(
      FileLine(place.segment.path, line).place, rule: "order",
      Phrase(
        zh: "第 \(sequence) 筆排在第 \(last) 筆之後：有人重複或調換了日誌；請比對備份。",
        en: "Entry \(sequence) stands after entry \(last): the journal was repeated or swapped; compare with a backup."
      ))
  }

  static func missing(_ first: Int, _ last: Int, _ place: VersionPlace, _ line: Int) -> Finding {
    Finding(
      FileLine(place.segment.path, line).place, rule: "missing",
      Phrase(
        zh: "在這一筆之前，第 \(first) 至 \(last) 筆不見了；\(repairZh)",
        en: "Before this entry, entries \(first) to \(last) are missing; \(repairEn)"))
  }

  static func chain(_ sequence: Int, _ place: VersionPlace, _ line: Int) -> Finding {
    Finding(
      FileLine(place.segment.path, line).place, rule: "chain",
      Phrase(
        zh: "第 \(sequence) 筆所記的前一筆封緘與實際不符：前一筆或這一筆被換過；請比對備份與檢查點。",
        en: "Entry \(sequence) names another seal than that of the entry before it: one was replaced; compare with "
          + "backups and checkpoints."))
  }

  static func time(_ sequence: Int, _ place: VersionPlace, _ line: Int) -> Finding {
    Finding(
      FileLine(place.segment.path, line).place, rule: "time",
      Phrase(
        zh: "第 \(sequence) 筆的時間早於前一筆；這不是本程式寫的，請比對備份。",
        en: "Entry \(sequence) is earlier than the one before; this program does not write that, compare backups."))
  }

  static func tornAndNamed(_ segment: SegmentName, _ line: Int) -> Finding {
    Finding(
      FileLine(segment.path, line).place, rule: "torn", severity: .note,
      Phrase(
        zh: "這裡有一次未寫完的存檔，下一筆已註記；不必處理。",
        en: "A save was not finished here, the next entry says so; nothing to do."))
  }

  static func tornTail(_ spot: FileLine, _ length: Int) -> Finding {
    Finding(
      spot.place, rule: "torn", severity: .warning,
      Phrase(
        zh: "末尾 \(length) 個位元組不是完整的一筆；若曾當機，那一次並未回報已存，下次存檔會註記；否則請比對備份。",
        en: "The last \(length) bytes are not a whole entry; after a crash that save was never reported as saved and "
          + "the next save notes it, otherwise compare with a backup."))
  }

  static func damage(
    _ spot: FileLine, _ length: Int, _ lacking: ClosedRange<Int>?, _ record: String?, _ isMadeGood: Bool
  ) -> Finding {
    guard let lacking else { return put(spot, length) }
    let entries = lacking.count > 1 ? "\(lacking.lowerBound)–\(lacking.upperBound)" : "\(lacking.lowerBound)"
    let of = record.map { " \($0)" } ?? ""
    return Finding(
      spot.place, rule: "damage", severity: isMadeGood ? .note : .error,
      isMadeGood
        ? Phrase(
          zh: "第 \(entries) 筆在此損壞，旁邊的修復檔有完整的內容；不必處理。",
          en: "Entry \(entries) is damaged here and stands whole in the repair beside it; nothing to do.")
        : Phrase(
          zh: "第 \(entries) 筆\(of) 的 \(length) 個位元組與封緘不符；\(repairZh)",
          en: "Entry \(entries)\(of): \(length) bytes do not fit their seal; \(repairEn)"))
  }

  private static func put(_ spot: FileLine, _ length: Int) -> Finding {
    Finding(
      spot.place, rule: "damage",
      Phrase(
        zh: "這裡有 \(length) 個位元組不屬於任何一筆，但沒有缺少任何一筆：是後來放進去的；請查明是誰。",
        en: "\(length) bytes here belong to no entry, and none is missing: they were put in; find out by whom."))
  }

  static func content(_ spot: FileLine, _ entry: JournalEntry, _ isMadeGood: Bool) -> Finding {
    let of = entry["Record"].map { " \($0) v\(entry["Version"] ?? "")" } ?? ""
    return Finding(
      spot.place, rule: "content", severity: isMadeGood ? .note : .error,
      isMadeGood
        ? Phrase(
          zh: "第 \(entry.sequence) 筆\(of) 的內容在此損壞，旁邊的修復檔有完整的內容；不必處理。",
          en: "The content of entry \(entry.sequence)\(of) is damaged here and stands whole in the repair beside it.")
        : Phrase(
          zh: "第 \(entry.sequence) 筆\(of) 的內容與表頭的雜湊值不符；\(repairZh)",
          en: "The content of entry \(entry.sequence)\(of) does not fit the hash in its header; \(repairEn)"))
  }

  static func versionNumber(_ version: Version, after last: Int, _ spot: FileLine) -> Finding {
    Finding(
      spot.place, rule: "version",
      Phrase(
        zh: "\(version.record) 的第 \(version.number) 版接在第 \(last) 版之後；\(repairZh)",
        en: "Version \(version.number) of \(version.record) follows version \(last); \(repairEn)"))
  }

  static func previous(_ version: Version, _ spot: FileLine) -> Finding {
    Finding(
      spot.place, rule: "previous",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版所記的前一版封緘與實際不符；請比對備份與檢查點。",
        en: "Version \(version.number) of \(version.record) names another seal than its previous version has; compare "
          + "with backups and checkpoints."))
  }

  static func signedOther(_ version: Version, _ spot: FileLine) -> Finding {
    Finding(
      spot.place, rule: "sign-off",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版的簽核所記的封緘不是前一版的；請向簽核人查證。",
        en: "A sign-off in version \(version.number) of \(version.record) names a seal that is not that of the version "
          + "before; ask the person who signed."))
  }

  static func changedBySignOff(_ version: Version, _ spot: FileLine) -> Finding {
    Finding(
      spot.place, rule: "sign-off",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版的內容與所簽的第 \(version.number - 1) 版不同；請向簽核人查證。",
        en: "Version \(version.number) of \(version.record) differs from version \(version.number - 1) that it signs; "
          + "ask the person who signed."))
  }

  static func copyDiffers(_ file: VersionFile) -> Finding {
    Finding(
      FileLine(file.path, 0).place, rule: "copy",
      Phrase(
        zh: "版本檔 \(file.path) 與日誌不同；\(repairZh)", en: "\(file.path) differs from the journal; \(repairEn)"))
  }

  static func copyMissing(_ file: VersionFile) -> Finding {
    Finding(
      FileLine(file.path, 0).place, rule: "copy",
      Phrase(zh: "版本檔 \(file.path) 不見了；\(repairZh)", en: "\(file.path) is missing; \(repairEn)"))
  }

  static func copyRepaired(_ file: VersionFile) -> Finding {
    Finding(
      FileLine(file.path, 0).place, rule: "copy", severity: .note,
      Phrase(
        zh: "版本檔 \(file.path) 已由日誌重寫；不必處理。",
        en: "\(file.path) was written again from the journal; nothing to do."))
  }

  static func notInJournal(_ path: String, _ version: Version) -> Finding {
    Finding(
      FileLine(path, 0).place, rule: "extra",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版有檔案而日誌沒有（第 \(version.sequence) 筆）：日誌被截短或損壞；\(repairZh)",
        en: "There is a file of \(version.record) version \(version.number) (entry \(version.sequence)) that the "
          + "journal does not hold: it was cut or damaged; \(repairEn)"))
  }

  static func strange(_ path: String) -> Finding {
    Finding(
      FileLine(path, 0).place, rule: "extra",
      Phrase(
        zh: "\(path) 不是紀錄庫的檔案；請查明來源後移走。",
        en: "\(path) is no file of the store; find out where it came from and move it away."))
  }

  static func leftOver(_ path: String) -> Finding {
    Finding(
      FileLine(path, 0).place, rule: "temporary", severity: .note,
      Phrase(
        zh: "\(path) 是中斷時留下的暫存檔；verify --repair 會移除它。",
        en: "\(path) was left by a program that died; verify --repair takes it away."))
  }

  static func evidenceDiffers(_ path: String, _ record: String?) -> Finding {
    Finding(
      FileLine(path, 0).place, rule: "evidence",
      Phrase(
        zh: "佐證 \(path)\(record.map { "（\($0)）" } ?? "") 的內容與雜湊值不符；請由備份取回，或重新附上原檔。",
        en: "Evidence \(path)\(record.map { " (\($0))" } ?? "") does not fit its hash; bring it back from a backup or "
          + "attach the original again."))
  }

  static func evidenceMissing(_ hash: String, _ record: String) -> Finding {
    Finding(
      FileLine("evidence/\(hash.prefix(2))/\(hash)", 0).place, rule: "evidence",
      Phrase(
        zh: "\(record) 的佐證 \(hash.prefix(12))… 不見了；請由備份取回，或重新附上原檔。",
        en: "Evidence \(hash.prefix(12))… of \(record) is missing; bring it back or attach the original again."))
  }

  static func definitionUnknown(_ version: Version, _ spot: FileLine) -> Finding {
    Finding(
      spot.place, rule: "definition",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版所記的表單定義，日誌在它之前沒有留存；這不是本程式寫的，請比對備份。",
        en: "The journal keeps no such definition as version \(version.number) of \(version.record) names, before it; "
          + "this program did not write that: compare with a backup."))
  }

  static func definitionNotKept(_ first: String, _ count: Int) -> Finding {
    Finding(
      .nowhere, rule: "definition", severity: .note,
      Phrase(
        zh: "有 \(count) 個版次存檔時還不留存表單定義，第一個是 \(first)；它們以現行定義顯示，不必處理。",
        en: "\(count) version(s) were saved before definitions were kept, the first of \(first); they are shown by "
          + "today's, and nothing need be done."))
  }

  static func evidenceUnnamed(_ path: String) -> Finding {
    Finding(
      FileLine(path, 0).place, rule: "evidence", severity: .note,
      Phrase(
        zh: "沒有紀錄提到 \(path)：附上後未存檔；不必處理。",
        en: "No record names \(path): it was attached and never saved; nothing to do."))
  }

  static let definitionsUnknown = Finding(
    FileLine(JournalFact.definitions, 0).place, rule: "definitions", severity: .warning,
    Phrase(
      zh: "本紀錄庫自己的定義檔（screens/）與日誌最後所記的不同，變動還沒有記入；請確認紀錄庫可以寫入，再開啟一次並查明是誰改的。",
      en: "The store's own definitions (screens/) are not those that the journal last names, and the change is not "
        + "recorded; make sure the store can be written, open it again, and find out who changed them."))

  static func definitions(_ count: Int, _ sequence: Int) -> Finding {
    Finding(
      FileLine(JournalFact.definitions, 0).place, rule: "definitions", severity: .note,
      Phrase(
        zh: "本紀錄庫有 \(count) 個自己的定義檔（screens/，可改變權限與表單），與日誌第 \(sequence) 筆所記相同；請確認那次變更是核可的。",
        en:
          "The store has \(count) definition file(s) of its own (screens/, which can change rights and forms), as entry "
          + "\(sequence) of the journal says; make sure that change was approved."))
  }

  static func headNotMet(_ head: StoreHead) -> Finding {
    Finding(
      .nowhere, rule: "head",
      Phrase(
        zh: "日誌沒有封緘為 \(head.seal.prefix(12))… 的第 \(head.sequence) 筆：日誌被截短、改寫或換回舊的；請比對備份。",
        en: "The journal holds no entry \(head.sequence) with seal \(head.seal.prefix(12))…: it was cut, rewritten "
          + "or put back; compare with backups."))
  }
}
