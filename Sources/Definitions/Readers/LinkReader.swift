import Domain

/// Reads the links of a form.
struct LinkReader {
  let reading: Reading
  let english: English

  func links(_ keys: MappingReader, _ form: Form) -> [Form.Link] {
    var taken: Set<String> = []
    return keys.list("links").compactMap { link($0, form, &taken) }
  }

  private func link(_ tree: Tree, _ form: Form, _ taken: inout Set<String>) -> Form.Link? {
    let known = ["id", "to", "label", "when", "rows", "once", "set"]
    guard let keys = MappingReader(tree, keys: known, Phrase(zh: "連結", en: "a link"), reading),
      let id = keys.required("id"), let target = keys.required("to"), let label = keys.required("label")
    else { return nil }
    reading.check(id: id, Phrase(zh: "連結", en: "link"), isValid: Identifier.isChoice, taken: &taken)
    reading.note("links/\(id.text)/to", at: target.place)
    let rows = keys.placed("rows")
    if let rows, form.field(rows.text)?.isTable != true {
      reading.unknown(Phrase(zh: "明細", en: "table"), rows, among: form.fields.filter(\.isTable).map(\.id))
    }
    var set: [(field: String, value: Rule)] = []
    var fill: [Form.Fill] = []
    for entry in keys.pairs("set") {
      if case .mapping = entry.value.content {
        let reader = FillReader(reading: reading)
        if let rows = reader.fill(entry.value, table: entry.key, path: "links/\(id.text)/of") { fill.append(rows) }
      } else {
        set += FillReader(reading: reading).values([entry])
      }
    }
    return Form.Link(
      id: id.text, form: target.text, label: english.phrase(label, "links/\(id.text)", .heading, in: reading),
      when: keys.rule("when"), rows: rows?.text, set: set, fill: fill, once: once(keys, set))
  }

  /// Fields that the link sets.
  private func once(_ keys: MappingReader, _ set: [(field: String, value: Rule)]) -> [String] {
    let known = set.map(\.field)
    return keys.texts("once").filter { field in
      if known.contains(field.text) { return true }
      reading.unknown(Phrase(zh: "連結帶入的欄位", en: "field that the link sets"), field, among: known)
      return false
    }.map(\.text)
  }
}
