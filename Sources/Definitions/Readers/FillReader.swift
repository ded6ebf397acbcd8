import Domain

/// Reads what fills a table: `{rows: …, when: …, set: {column: …}}` from rows of a record, of other records
/// `{of: FORM, which: …, rows: .table, …}`.
struct FillReader {
  let reading: Reading

  /// `path` is where the form that it comes from is noted, so that it can be asked for.
  func fill(_ tree: Tree, table: String, path: String) -> Form.Fill? {
    let known = ["of", "which", "rows", "when", "set"]
    guard let keys = MappingReader(tree, keys: known, Phrase(zh: "明細的帶入", en: "what fills a table"), reading) else {
      return nil
    }
    let records = keys.placed("of").map { (form: $0.text, which: keys.rule("which")) }
    if let place = keys.placed("of")?.place { reading.note("\(path)/\(table)", at: place) }
    if records == nil, keys.required("rows") == nil { return nil }
    return Form.Fill(
      table: table, records: records, from: keys.rule("rows"), when: keys.rule("when"),
      set: values(keys.pairs("set")))
  }

  func values(_ entries: [Tree.Entry]) -> [(field: String, value: Rule)] {
    entries.compactMap { entry in
      reading.rule(entry.value, Phrase(zh: "「\(entry.key)」", en: "'\(entry.key)'")).map { (entry.key, $0) }
    }
  }
}
