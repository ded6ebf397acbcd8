import Domain

/// Where a reader gets shared choice lists from.
struct ChoiceSource {
  /// A list by id; nil if there is none that can be read.
  let list: (String) -> ChoiceList?
  /// Ids of all lists, for suggestions.
  let ids: () -> [String]

  /// The list of that name; a finding if there is none.
  func list(_ named: PlacedText, in reading: Reading) -> ChoiceList? {
    if let list = list(named.text) { return list }
    let known = ids()
    if known.contains(named.text) {
      reading.report(
        named.place, "reference",
        Phrase(
          zh: "選項清單「\(named.text)」無法使用：檔案有誤，或互相包含；請先修正。",
          en: "the choice list '\(named.text)' cannot be used: its file has faults, or lists include each other"))
    } else {
      reading.unknown(Phrase(zh: "選項清單", en: "choice list"), named, among: known)
    }
    return nil
  }
}

/// Reads `Choices/<id>.yaml` and `Controls/<id>.yaml`.
struct ChoiceReader {
  let reading: Reading
  let english: English
  let source: ChoiceSource

  static let item = Phrase(zh: "選項", en: "choice")

  func list(_ tree: Tree, id: String) -> ChoiceList? {
    let what = Phrase(zh: "選項清單", en: "a choice list")
    guard
      let keys = MappingReader(tree, keys: ["choices", "title", "includes", "items", "groups"], what, reading)
    else { return nil }
    if let named = keys.required("choices"), named.text != id { wrongName(named, id) }
    english.expect("choices", id, in: reading)
    let title = keys.required("title").map { english.phrase($0, "title", .heading, in: reading) }
    var taken: Set<String> = []
    var groups: [ChoiceList.Group] = []
    var items: [ChoiceList.Item] = []
    for included in keys.texts("includes") {
      guard let list = source.list(included, in: reading) else { continue }
      groups += list.groups
      items += list.items
      taken.formUnion(list.items.map(\.id))
    }
    items += keys.pairs("items").compactMap { item($0, group: nil, &taken) }
    for tree in keys.list("groups") { group(tree, &groups, &items, &taken) }
    if items.isEmpty {
      reading.report(tree.place, "kind", Phrase(zh: "清單沒有任何選項；請補上。", en: "the list has no items; add some"))
    }
    english.reportUnused(in: reading)
    return ChoiceList(id: id, title: title ?? Phrase(verbatim: id), groups: groups, items: items)
  }

  private func group(
    _ tree: Tree, _ groups: inout [ChoiceList.Group], _ items: inout [ChoiceList.Item], _ taken: inout Set<String>
  ) {
    let what = Phrase(zh: "群組", en: "a group")
    guard let keys = MappingReader(tree, keys: ["id", "title", "items"], what, reading),
      let id = keys.required("id"), let title = keys.required("title")
    else { return }
    groups.append(
      ChoiceList.Group(id: id.text, title: english.phrase(title, "groups/\(id.text)", .heading, in: reading)))
    items += keys.pairs("items").compactMap { item($0, group: id.text, &taken) }
  }

  private func item(_ entry: Tree.Entry, group: String?, _ taken: inout Set<String>) -> ChoiceList.Item? {
    let id = PlacedText(text: entry.key, place: entry.place)
    reading.check(id: id, Self.item, isValid: Identifier.isChoice, taken: &taken)
    guard let text = reading.text(entry.value, Self.item) else { return nil }
    let zh = PlacedText(text: text, place: entry.value.place)
    // Official titles of controls and clauses are as long as they are.
    let kind: ShownText.Kind = reading.file.contains("Controls/") ? .sentence : .choice
    return ChoiceList.Item(
      id: entry.key, label: english.phrase(zh, "items/\(entry.key)", kind, in: reading), group: group)
  }

  private func wrongName(_ named: PlacedText, _ id: String) {
    reading.report(
      named.place, "id",
      Phrase(zh: "代碼應為「\(id)」，與檔名相同。", en: "the id must be '\(id)', like the name of the file"))
  }
}
