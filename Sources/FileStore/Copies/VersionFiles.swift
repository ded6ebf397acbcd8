import Domain
import Glibc

/// The readable copy of a version: a file of its own under `records/`.
struct VersionFile {
  let folders: [String]
  let name: String

  var path: String { (folders + [name]).joined(separator: "/") }

  /// `records/<form>/<year>/<thousand>/<number>.v<version>.rec`: the year it was saved in, and the thousands of
  /// the digits that the number ends with.
  init(form: String, savedAt: Moment, record: String, number: Int) {
    let digits = record.utf8.reversed().prefix { (48...57).contains($0) }.prefix(15).reversed()
    let serial = Int(String(decoding: Array(digits), as: UTF8.self)) ?? 0
    let thousand = String(serial / 1000)
    let padded = String(repeating: "0", count: max(0, 3 - thousand.utf8.count)) + thousand
    folders = ["records", form, String(savedAt.day.text.prefix(4)), padded]
    name = "\(record).v\(number).rec"
  }

  init(_ version: Version) {
    self.init(form: version.form.id, savedAt: version.savedAt, record: version.record, number: version.number)
  }
}

extension FileStore {
  /// Writes the copy of a version that is in the journal. It need not be on the disk: it can always be made again.
  func writeCopy(of version: Version, _ bytes: [UInt8]) throws(SystemError) {
    let file = VersionFile(version)
    try folder.folder(file.folders, creating: true).publish(bytes, as: file.name, mode: 0o444, durably: false)
  }

  /// Writes the copy of a version if it is missing because a program died before it could.
  func restoreCopy(of version: Version, _ bytes: ArraySlice<UInt8>) {
    guard description.copies == .all, faccessat(folder.descriptor, "records", W_OK, 0) == 0 else { return }
    let file = VersionFile(version)
    if let folder = try? folder.folder(file.folders), folder.facts(file.name) != nil { return }
    // A copy that cannot be written now is missing again at the next verification.
    try? writeCopy(of: version, Array(bytes))
  }

  /// One call for all folders on the way: asked at every save, and nothing is read by it. A copy that seems to be
  /// there is opened step by step.
  func copyExists(_ file: VersionFile) -> Bool {
    faccessat(folder.descriptor, file.path, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Takes away the copy of a version that is no longer the newest.
  func removeCopy(of version: Version) {
    let file = VersionFile(version)
    // One that stays is a copy too many, nothing worse.
    try? folder.folder(file.folders).remove(file.name)
  }

  static func onlyCopy(_ version: Version) -> Finding {
    Finding(
      .file(VersionFile(version).path, line: 0, column: 0), rule: "copy",
      Phrase(
        zh: "\(version.record) 第 \(version.number) 版有版本檔，日誌裡卻沒有：日誌已損壞或被截短，未存入；"
          + "請執行 ismsbook verify --repair。",
        en: "There is a file of \(version.record) version \(version.number), but no such entry in the journal: that "
          + "is damaged or was cut, nothing was saved; run ismsbook verify --repair."))
  }
}
