import Domain
import Desk

/// What a record view is asking about before it acts.
enum RecordAction {
  case amend
  /// The reason is asked for.
  case void
  case confirmVoid(reason: String)
  case saveVoid
  case link([RecordStart])
  case follow([String])
}

/// What a record, or a row of it, leads to: a new record of another form, or the records of a related form.
struct RecordStart {
  let label: Phrase
  let form: Form
  /// What goes into the new record; nothing where the link only leads to the form's records.
  let content: Content?
  /// The row it is started from, where a column of it takes the number of the new record.
  let source: RowReference?
  /// Whether the new record goes on from this one, being of the same form.
  var continues = false

  /// What a record offers: the links of the row at hand, those of the record, those of its other rows, and the ways
  /// to related forms.
  static func all(
    from version: Version, form: Form, row: RowPlace? = nil, _ workspace: Workspace
  ) -> [RecordStart] {
    let entry = workspace.reading(form, number: version.record, version: version.number)
    let content = version.content
    let links = form.links.filter { workspace.catalogue.form($0.form) != nil }
    let ofRows = links.filter { $0.rows != nil && $0.startsRecord }
    func starts(_ link: Form.Link, _ row: Int?) -> [RecordStart] {
      guard let target = workspace.catalogue.form(link.form), entry.offers(link, in: content, row: row) else {
        return []
      }
      return [RecordStart(link, target, entry, content, row: row)]
    }
    let here = ofRows.filter { $0.rows == row?.table }.flatMap { starts($0, row?.row) }
    let whole = links.filter { $0.rows == nil && $0.startsRecord }.flatMap { starts($0, nil) }
    let elsewhere = ofRows.flatMap { link in
      content[rows: link.rows ?? ""].indices.filter { link.rows != row?.table || $0 != row?.row }
        .flatMap { starts(link, $0) }
    }
    let related = links.filter { !$0.startsRecord && $0.rows == nil }.flatMap { starts($0, nil) }
    return here + whole + elsewhere + related
  }

  /// What the row at hand offers.
  static func ofRow(_ row: RowPlace, in version: Version, form: Form, _ workspace: Workspace) -> [Form.Link] {
    let entry = workspace.reading(form, number: version.record, version: version.number)
    return form.links.filter { link in
      link.rows == row.table && link.startsRecord && workspace.catalogue.form(link.form) != nil
        && entry.offers(link, in: version.content, row: row.row)
    }
  }

  private init(_ link: Form.Link, _ target: Form, _ entry: Entry, _ content: Content, row: Int?) {
    form = target
    var label = link.label
    var source: RowReference?
    if let row, let id = link.rows, let table = entry.form.field(id) {
      let name = content[rows: id][row]
      label =
        label
        + Phrase(
          zh: "：\(table.label.zh)第 \(row + 1) 列 \(name.excerpt(table, .zhTW))",
          en: ": \(table.label.en), row \(row + 1) \(name.excerpt(table, .en))")
      let taking =
        table.columns.first { column in
          column.isReference && !column.isComputed && column.targets.contains(target.id)
        } ?? table.columns.first { $0.isReference && !$0.isComputed && $0.targets.isEmpty }
      if let taking, let number = entry.number {
        source = RowReference(record: number, table: table.label, row: row, column: taking.label)
      }
    }
    self.label = label
    self.source = source
    self.content = link.startsRecord ? entry.start(of: link, to: target, in: content, row: row) : nil
    continues = target.id == entry.form.id && target.continues != nil
  }

  // MARK: - Words

  static let saveFirst = Phrase(
    zh: "請先按 F2 儲存；存好後在紀錄的這一列按 Alt+N 開立。",
    en: "Save first with F2; then Alt+N on this row starts the form.")

  /// What rows of a table lead to, for the help; while the form is filled in, once it is saved.
  static func help(_ form: Form, table: Field, isSaved: Bool) -> [Phrase] {
    let links = form.links.filter { $0.rows == table.id && $0.startsRecord }
    guard !links.isEmpty else { return [] }
    let once = isSaved ? Phrase(verbatim: "") : Phrase(zh: "存檔後，", en: "Once saved: ")
    return [
      once
        + Phrase(
          zh: "游標在「\(table.label.zh)」的列上時，Alt+N 可以" + links.map(\.label.zh).joined(separator: "、") + "。",
          en: "Alt+N on a row of '\(table.label.en)' leads on: " + links.map(\.label.en).joined(separator: ", ") + ".")
    ]
  }
}

extension Form {
  /// Whether rows of a table lead to new records.
  func startsRecords(fromRowsOf table: String) -> Bool { links.contains { $0.rows == table && $0.startsRecord } }
}

extension Row {
  /// The first texts of a row, short.
  func excerpt(_ table: Field, _ language: Language) -> String {
    let texts = table.columns.filter { !self[$0.id].isEmpty }.prefix(2).map { column in
      ShownField(field: column, language: language).line(self[column.id])
    }
    return texts.joined(separator: " ").excerpt
  }
}
