import Domain
import Desk

/// What a record, or a row of it, leads to, as the desk says: a new record of another form, or the records of a related
/// form; here with words.
struct RecordStart {
  let label: Phrase
  let form: Form
  /// What goes into the new record; nil if the link only leads to the form's records.
  let content: Content?
  /// The record that is there already and is opened.
  let existing: Mention?
  /// The row it is started from, where a column of it takes the number of the new record.
  let source: RowReference?
  /// Whether the new record continues this one, being of the same form.
  let continues: Bool

  /// What a record offers: the links of the selected row, those of the record, those of its other rows, and the ways
  /// to related forms.
  static func all(
    from version: Version, form: Form, row: RowPlace? = nil, _ workspace: Workspace
  ) -> [RecordStart] {
    let starts = workspace.desk?.starts(from: version, form: form) ?? []
    func isHere(_ start: LinkStart) -> Bool {
      start.row != nil && start.link.rows == row?.table && start.row == row?.row
    }
    let here = starts.filter(isHere)
    let whole = starts.filter { $0.row == nil && $0.content != nil }
    let elsewhere = starts.filter { $0.row != nil && !isHere($0) }
    let related = starts.filter { $0.content == nil }
    return (here + whole + elsewhere + related).map { RecordStart($0, from: version, form) }
  }

  /// Whether the selected row offers anything.
  static func isOffered(by row: RowPlace, in version: Version, form: Form, _ workspace: Workspace) -> Bool {
    let starts = workspace.desk?.starts(from: version, form: form, row: (row.table, row.row)) ?? []
    return !starts.isEmpty
  }

  private init(_ start: LinkStart, from version: Version, _ source: Form) {
    form = start.form
    content = start.content
    continues = start.continues
    existing = start.existing
    let opens =
      start.existing.map { existing in
        existing.isWithheld
          ? Phrase(zh: "（已有一筆）", en: " (there is one already)")
          : Phrase(zh: "（已有 \(existing.number)，開啟）", en: " (open \(existing.number), there already)")
      } ?? Phrase(verbatim: "")
    guard let row = start.row, let id = start.link.rows, let table = source.field(id) else {
      label = start.link.label + opens
      self.source = nil
      return
    }
    let name = version.content[rows: id][row]
    label =
      start.link.label + opens
      + Phrase(
        zh: "：\(table.label.zh)第 \(row + 1) 列 \(name.excerpt(table, .zhTW))",
        en: ": \(table.label.en), row \(row + 1): \(name.excerpt(table, .en))")
    let target = start.form.id
    let taking =
      table.columns.first { $0.isReference && !$0.isComputed && $0.targets.contains(target) }
      ?? table.columns.first { $0.isReference && !$0.isComputed && $0.targets.isEmpty }
    self.source = taking.map {
      RowReference(record: version.record, table: table.label, row: row, column: $0.label)
    }
  }

  // MARK: - Words

  static let saveFirst = Phrase(
    zh: "請先按 \(key: .save) 儲存；存好後在紀錄的這一列按 \(key: .link) 開立。",
    en: "Save first with \(key: .save); then \(key: .link) on this row starts the form.")

  /// The command on a row of a record that is not saved yet.
  static func unsaved(_ screen: some Screen) -> Binding {
    screen.bind(.link, unless: { _, _ in Denial(.note(saveFirst)) }) { _, _ in [] }
  }

  /// What rows of a table lead to, for the help; while the form is filled in, once it is saved.
  static func help(_ form: Form, table: Field, isSaved: Bool) -> [Phrase] {
    let links = form.links.filter { $0.rows == table.id && $0.startsRecord }
    guard !links.isEmpty else { return [] }
    let once = isSaved ? Phrase(verbatim: "") : Phrase(zh: "存檔後，", en: "Once saved: ")
    return [
      once
        + Phrase(
          zh: "游標在「\(table.label.zh)」的列上時，\(key: .link) 可以" + links.map(\.label.zh).joined(separator: "、") + "。",
          en: "\(key: .link) on a row of '\(table.label.en)' leads on: " + links.map(\.label.en).joined(separator: ", ")
            + ".")
    ]
  }
}

extension Form {
  /// Whether rows of a table lead to new records.
  func startsRecords(fromRowsOf table: String) -> Bool { links.contains { $0.rows == table && $0.startsRecord } }
}
