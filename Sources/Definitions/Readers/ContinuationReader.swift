import Domain

/// Reads what a new record of a form takes over from an earlier one.
struct ContinuationReader {
  let reading: Reading

  func continuation(_ keys: MappingReader, _ form: Form) -> Continuation? {
    guard let tree = keys.value("continues") else { return nil }
    let what = Phrase(zh: "「continues」", en: "'continues'")
    guard let keys = MappingReader(tree, keys: ["tables", "fields", "about"], what, reading) else { return nil }
    let fields = form.fields.filter { !$0.isTable && !$0.isComputed }.map(\.id)
    return Continuation(
      tables: keys.list("tables").compactMap { table($0, form) },
      fields: known(keys.texts("fields"), Phrase(zh: "欄位", en: "field"), among: fields),
      about: known(keys.texts("about"), Phrase(zh: "欄位", en: "field"), among: fields))
  }

  private func table(_ tree: Tree, _ form: Form) -> Continuation.Table? {
    let what = Phrase(zh: "接續的明細", en: "a table that goes on")
    guard let keys = MappingReader(tree, keys: ["rows", "by", "anew", "uncompared"], what, reading),
      let rows = keys.required("rows")
    else { return nil }
    guard let field = form.field(rows.text), field.isTable else {
      reading.unknown(Phrase(zh: "明細", en: "table"), rows, among: form.fields.filter(\.isTable).map(\.id))
      return nil
    }
    let column = Phrase(zh: "「\(rows.text)」的欄", en: "column of '\(rows.text)'")
    let columns = field.columns.map(\.id)
    let by = known(keys.texts("by"), column, among: columns)
    if keys.texts("by").isEmpty {
      reading.report(
        keys.place(of: "by"), "key",
        Phrase(
          zh: "「by」要列出辨認一列的欄，例如 [control]。", en: "'by' must name the columns that identify a row, such as [control]"))
    }
    return Continuation.Table(
      id: rows.text, by: by, anew: known(keys.texts("anew"), column, among: columns),
      uncompared: known(keys.texts("uncompared"), column, among: columns))
  }

  private func known(_ words: [PlacedText], _ what: Phrase, among known: [String]) -> [String] {
    for word in words where !known.contains(word.text) { reading.unknown(what, word, among: known) }
    return words.map(\.text)
  }
}
