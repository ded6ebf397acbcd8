import Domain

/// Reads `Menus/main.yaml`.
struct MenuReader {
  let reading: Reading
  let english: English

  func menu(_ tree: Tree) -> Menu? {
    guard let keys = MappingReader(tree, keys: ["menu", "layers"], Phrase(zh: "選單", en: "a menu"), reading) else {
      return nil
    }
    _ = keys.required("menu")
    english.expect("menu", "main", in: reading)
    var taken: Set<String> = []
    let layers = keys.list("layers").compactMap { layer($0, &taken) }
    english.reportUnused(in: reading)
    return Menu(layers: layers)
  }

  private func layer(_ tree: Tree, _ taken: inout Set<String>) -> Menu.Layer? {
    let what = Phrase(zh: "選單層", en: "a layer")
    guard let keys = MappingReader(tree, keys: ["id", "title", "groups"], what, reading),
      let id = keys.required("id"), let title = keys.required("title")
    else { return nil }
    reading.check(id: id, Phrase(zh: "選單", en: "menu part"), isValid: Identifier.isChoice, taken: &taken)
    let groups = keys.list("groups").compactMap { group($0, &taken) }
    return Menu.Layer(
      id: id.text, title: english.phrase(title, "titles/\(id.text)", .heading, in: reading), groups: groups)
  }

  private func group(_ tree: Tree, _ taken: inout Set<String>) -> Menu.Group? {
    let what = Phrase(zh: "選單群組", en: "a group")
    guard let keys = MappingReader(tree, keys: ["id", "title", "items"], what, reading),
      let id = keys.required("id"), let title = keys.required("title")
    else { return nil }
    reading.check(id: id, Phrase(zh: "選單", en: "menu part"), isValid: Identifier.isChoice, taken: &taken)
    return Menu.Group(
      id: id.text, title: english.phrase(title, "titles/\(id.text)", .heading, in: reading),
      items: keys.list("items").compactMap(item))
  }

  private func item(_ tree: Tree) -> Menu.Item? {
    let known = ["procedure", "form", "document", "screen", "code", "title", "folder"]
    guard let keys = MappingReader(tree, keys: known, Phrase(zh: "選單項目", en: "an item"), reading) else { return nil }
    let named = [Menu.Kind.procedure, .form, .document, .screen].filter { keys.has($0.rawValue) }
    guard let kind = named.first, named.count == 1 else {
      reading.report(
        keys.place, "key",
        Phrase(
          zh: "選單項目要有 procedure、form、document、screen 其中一個。",
          en: "an item needs one of 'procedure', 'form', 'document' and 'screen'"))
      return nil
    }
    guard let id = keys.required(kind.rawValue), let title = keys.required("title") else { return nil }
    reading.note("items/\(kind.rawValue):\(id.text)", at: id.place)
    let path = "titles/\(kind.rawValue):\(id.text)"
    return Menu.Item(
      kind: kind, id: id.text, title: english.phrase(title, path, .heading, in: reading),
      code: keys.text("code") ?? "", folder: kind == .form || kind == .screen ? "" : keys.required("folder")?.text ?? ""
    )
  }
}
