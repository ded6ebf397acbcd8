import Domain

/// Reads `Roles/rights.yaml`.
struct RightsReader {
  let reading: Reading
  let roles: ChoiceList
  let classifications: ChoiceList

  /// Stands for every role.
  private static let everyRole = "any"
  private static let scopes = ["forms", "kinds", "procedures", "all"]

  func rights(_ tree: Tree) -> AccessRights? {
    let what = Phrase(zh: "權限設定", en: "the file of rights")
    guard let keys = MappingReader(tree, keys: ["rights", "clearance", "journal"], what, reading) else { return nil }
    let grants = keys.list("rights").enumerated().compactMap { grant($1, at: $0) }
    return AccessRights(
      roles: roles, grants: grants, clearance: clearance(keys),
      // A file of rights that was written before there was this key.
      journalReaders: keys.has("journal") ? self.roles(keys.texts("journal")) : ["administrator"],
      classifications: classifications)
  }

  private func grant(_ tree: Tree, at index: Int) -> AccessRights.Grant? {
    let known = ["roles", "may"] + Self.scopes
    guard let keys = MappingReader(tree, keys: known, Phrase(zh: "權限規則", en: "a rule of rights"), reading) else {
      return nil
    }
    for key in ["roles", "may"] where !keys.has(key) { _ = keys.required(key) }
    let named = Self.scopes.filter { keys.has($0) }
    guard named.count == 1, let scope = scope(keys, named[0], at: index) else {
      reading.report(
        keys.place, "key",
        Phrase(
          zh: "每條規則要寫 forms、kinds、procedures、all 其中一個。",
          en: "a rule has exactly one of 'forms', 'kinds', 'procedures' and 'all'"))
      return nil
    }
    return AccessRights.Grant(roles: roles(keys.texts("roles")), scope: scope, may: may(keys))
  }

  private func scope(_ keys: MappingReader, _ key: String, at index: Int) -> AccessRights.Scope? {
    let items = key == "all" ? [] : keys.texts(key)
    for item in items { reading.note("rights/\(index)/\(key)/\(item.text)", at: item.place) }
    switch key {
    case "forms": return .forms(items.map(\.text))
    case "procedures": return .procedures(items.map(\.text))
    case "kinds":
      return .kinds(
        items.compactMap { item in
          if let kind = Form.Kind(rawValue: item.text) { return kind }
          reading.unknown(
            Phrase(zh: "表單種類", en: "kind of form"), item, among: Form.Kind.allCases.map(\.rawValue), rule: "kind")
          return nil
        })
    default: return keys.flag("all") ? .all : nil
    }
  }

  private func may(_ keys: MappingReader) -> Set<Right> {
    Set(
      keys.texts("may").compactMap { item in
        if let right = Right(rawValue: item.text) { return right }
        reading.unknown(
          Phrase(zh: "權限", en: "right"), item, among: Right.allCases.map(\.rawValue), rule: "kind")
        return nil
      })
  }

  private func roles(_ named: [PlacedText]) -> [String] {
    let known = roles.items.map(\.id)
    return named.flatMap { item -> [String] in
      if item.text == Self.everyRole { return known }
      if known.contains(item.text) { return [item.text] }
      reading.unknown(Phrase(zh: "角色", en: "role"), item, among: known + [Self.everyRole])
      return []
    }
  }

  private func clearance(_ keys: MappingReader) -> [String: [String]] {
    if !keys.has("clearance") { _ = keys.required("clearance") }
    let known = classifications.items.map(\.id)
    var result: [String: [String]] = [:]
    for entry in keys.pairs("clearance") {
      let level = PlacedText(text: entry.key, place: entry.place)
      if !known.contains(entry.key) {
        reading.unknown(Phrase(zh: "機密等級", en: "classification"), level, among: known)
        continue
      }
      guard case .list(let items) = entry.value.content else {
        reading.report(
          entry.value.place, "kind", Phrase(zh: "「\(entry.key)」必須是清單。", en: "'\(entry.key)' must be a list"))
        continue
      }
      result[entry.key] = roles(
        items.compactMap { item in
          reading.text(item, Phrase(zh: "角色", en: "a role")).map { PlacedText(text: $0, place: item.place) }
        })
    }
    return result
  }
}
