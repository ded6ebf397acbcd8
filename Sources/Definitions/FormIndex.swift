import Domain

/// Where every form's definition is, found by the names of files alone.
struct FormIndex: Sendable {
  struct Entry: Sendable {
    let id: String
    /// The winning file first.
    var files: [ScreensFile]
    /// The folder of its procedure; empty for forms of the administration.
    let folder: String

    var file: ScreensFile { files[0] }
  }

  private(set) var entries: [String: Entry] = [:]
  /// Folders below `Procedures/`, in order.
  let folders: [String]
  /// Two files for one form, and files of the store that replace shipped ones.
  private(set) var findings: [Finding] = []

  init(_ screens: ScreensFolders) {
    folders = screens.names(in: "Procedures").filter { !$0.contains(".") }
    for folder in folders {
      for (id, files) in screens.definitions(in: "Procedures/\(folder)") where id != "procedure" {
        // What says which fields grant power is not to be had by a file in another place.
        if PowerDefinitions.forms.contains(id) {
          findings += files.map { Self.misplaced(id, $0) }
        } else {
          add(id, files, folder: folder)
        }
      }
    }
    for (id, files) in screens.definitions(in: "Administration") where id != CommonFields.id {
      add(id, files, folder: "")
    }
    for entry in entries.values { check(entry) }
  }

  var ids: [String] { entries.keys.sorted() }

  subscript(id: String) -> Entry? { entries[id] }

  private mutating func add(_ id: String, _ files: [ScreensFile], folder: String) {
    guard !files.isEmpty else { return }
    if entries[id] == nil {
      entries[id] = Entry(id: id, files: files, folder: folder)
    } else {
      // Swift's sort is stable: files of the store come before shipped ones, each in the order found.
      let all = (entries[id]?.files ?? []) + files
      entries[id]?.files = all.filter(\.isOverride) + all.filter { !$0.isOverride }
    }
  }

  private static func misplaced(_ id: String, _ file: ScreensFile) -> Finding {
    Finding(
      .file(file.name, line: 0, column: 0), rule: "duplicate",
      Phrase(
        zh: "表單「\(id)」給予權限，只能放在 Administration/\(id).yaml；這個檔案不使用，請移過去或刪除。",
        en:
          "the form '\(id)' grants power and stands in Administration/\(id).yaml only; this file is not used: move it "
          + "there or remove it"))
  }

  private mutating func check(_ entry: Entry) {
    for group in [entry.files.filter(\.isOverride), entry.files.filter { !$0.isOverride }] where group.count > 1 {
      findings.append(
        Finding(
          .file(group[1].name, line: 0, column: 0), rule: "duplicate",
          Phrase(
            zh: "表單「\(entry.id)」已定義於 \(group[0].name)；請改名或刪除其中一個。",
            en: "the form '\(entry.id)' is defined in \(group[0].name) already; rename or remove one of them")))
    }
    if let note = OverrideNote.finding(entry.files) { findings.append(note) }
  }
}

/// Tells which of two files is used.
enum OverrideNote {
  static func finding(_ files: [ScreensFile]) -> Finding? {
    guard let winner = files.first, winner.isOverride, let loser = files.first(where: { !$0.isOverride }) else {
      return nil
    }
    return Finding(
      .file(winner.name, line: 0, column: 0), rule: "override", severity: .note,
      Phrase(zh: "使用本檔，不用內建的 \(loser.name)。", en: "this file is used instead of the shipped \(loser.name)"))
  }
}
