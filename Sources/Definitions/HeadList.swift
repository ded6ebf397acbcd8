import Domain

/// Reads every form's head, in the order of the catalogue: procedures by code, then the administration.
struct HeadList {
  let catalogue: ScreensCatalogue

  func heads() -> [FormHead] {
    var left = catalogue.index.entries
    var result: [FormHead] = []
    for procedure in catalogue.procedures() {
      let listed = procedure.forms.filter { left[$0] != nil }
      let others = left.values.filter { $0.folder == procedure.folder && !listed.contains($0.id) }.map(\.id).sorted()
      for id in listed + others { append(left.removeValue(forKey: id), procedure.id, &result) }
    }
    let inMenu = catalogue.menu.items.filter { $0.kind == .form }.map(\.id)
    for id in inMenu + left.keys.sorted() { append(left.removeValue(forKey: id), "", &result) }
    return result
  }

  private func append(_ entry: FormIndex.Entry?, _ procedure: String, _ heads: inout [FormHead]) {
    guard let entry else { return }
    let read = catalogue.reader.head(entry.id, at: entry.file)
    guard let form = read.value else {
      catalogue.keep(read.findings, as: "head \(entry.id)")
      return
    }
    heads.append(
      FormHead(
        id: entry.id, version: form.version, title: form.title, document: form.document, aliases: form.aliases,
        procedure: procedure, kind: form.kind, watchedBy: form.watchedBy,
        hasLimitedFields: !form.fieldReaders.isEmpty))
  }
}
