import Domain

/// Reads the rows that a new record's table starts with.
struct TemplateReader {
  let reading: Reading
  let english: English
  let choices: ChoiceSource

  func template(_ tree: Tree, _ path: String, _ columns: [Field]) -> Field.Template? {
    switch tree.content {
    case .list(let items):
      let rows = items.enumerated().compactMap { row($1, "\(path)/default/\($0)", columns) }
      return .rows(rows.map(\.chinese), english: rows.map(\.english))
    case .mapping: return each(tree, path, columns)
    case .text:
      reading.report(
        tree.place, "kind",
        Phrase(
          zh: "明細的「default」必須是列的清單，或 {each: 清單, as: 欄位, with: {項目: 列}}。",
          en: "'default' of a table must be a list of rows, or {each: list, as: column, with: {item: row}}"))
      return nil
    }
  }

  private func row(_ tree: Tree, _ path: String, _ columns: [Field]) -> (chinese: Row, english: Row)? {
    let what = Phrase(zh: "預設列", en: "a row")
    guard let keys = MappingReader(tree, keys: columns.map(\.id), what, reading) else { return nil }
    var row = Row()
    var translated = Row()
    for column in columns where keys.has(column.id) {
      let values =
        column.type.isList && keys.isList(column.id) ? keys.texts(column.id) : keys.placed(column.id).map { [$0] } ?? []
      row[column.id] = values.map(\.text)
      translated[column.id] = values.map { translation(of: $0, "\(path)/\(column.id)", column) }
    }
    return (row, translated)
  }

  /// Checks a cell's value and gives its English.
  private func translation(of value: PlacedText, _ path: String, _ column: Field) -> String {
    if let list = column.choices {
      if list[value.text] == nil {
        reading.unknown(
          Phrase(zh: "「\(list.id)」的選項", en: "choice of '\(list.id)'"), value, among: list.items.map(\.id))
      }
    } else if column.type.value(value.text, column) == nil {
      reading.report(
        value.place, "kind",
        Phrase(
          zh: "「\(value.text.excerpt)」不是\(column.type.name.zh)。",
          en: "'\(value.text.excerpt)' is no \(column.type.name.en)"))
    } else {
      return english.phrase(value, path, .sentence, in: reading, isNeeded: ScriptOf.hasHan(value.text)).en
    }
    return value.text
  }

  private func each(_ tree: Tree, _ path: String, _ columns: [Field]) -> Field.Template? {
    let what = Phrase(zh: "預設列", en: "the default of a table")
    guard let keys = MappingReader(tree, keys: ["each", "as", "with"], what, reading),
      let list = keys.required("each"), let column = keys.required("as"),
      let items = choices.list(list, in: reading)
    else { return nil }
    guard columns.contains(where: { $0.id == column.text }) else {
      reading.unknown(Phrase(zh: "明細欄位", en: "column"), column, among: columns.map(\.id))
      return nil
    }
    let others = columns.filter { $0.id != column.text }
    var cells: [String: Row] = [:]
    var translated: [String: Row] = [:]
    for entry in keys.pairs("with") {
      if items[entry.key] == nil {
        reading.unknown(
          Phrase(zh: "「\(items.id)」的選項", en: "choice of '\(items.id)'"),
          PlacedText(text: entry.key, place: entry.place), among: items.items.map(\.id))
      }
      guard let row = row(entry.value, "\(path)/default/with/\(entry.key)", others) else { continue }
      cells[entry.key] = row.chinese
      translated[entry.key] = row.english
    }
    return .each(list: items, column: column.text, cells: cells, english: translated)
  }
}
