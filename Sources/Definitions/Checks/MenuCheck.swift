import Domain

/// Every item of the menu leads somewhere, and every procedure is in the menu under its own name.
struct MenuCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let items = screens.menu.value?.items ?? []
    let inMenu = Set(items.filter { $0.kind == .procedure }.map(\.id))
    let missing = screens.procedures.filter { read in read.value.map { !inMenu.contains($0.id) } ?? false }
    return items.flatMap { findings(of: $0, screens) }
      + missing.map {
        $0.finding(
          "procedure", "reference", Phrase(zh: "作業沒有列在選單；請補上。", en: "the procedure is not in the menu; add it"))
      }
  }

  private func findings(of item: Menu.Item, _ screens: CheckedScreens) -> [Finding] {
    let path = "items/\(item.kind.rawValue):\(item.id)"
    switch item.kind {
    case .form:
      let place = screens.menu.finding(path, "", Phrase(verbatim: "")).place
      return screens.finding(missing: item.id, at: place).map { [$0] } ?? []
    case .screen:
      guard !Menu.screens.contains(item.id) else { return [] }
      let near = Suggestion.nearest(to: item.id, among: Menu.screens)
      return [
        screens.menu.finding(path, "reference", Suggestion.unknown(Phrase(zh: "畫面", en: "screen"), item.id, near))
      ]
    case .document:
      return TextPair.findings(item.id, folder: item.folder, { screens.menu.finding(path, "text", $0) }, screens)
    case .procedure:
      guard let read = screens.procedures.first(where: { $0.value?.id == item.id }), let procedure = read.value else {
        let near = Suggestion.nearest(to: item.id, among: screens.procedures.compactMap(\.value?.id))
        return [
          screens.menu.finding(path, "reference", Suggestion.unknown(Phrase(zh: "作業", en: "procedure"), item.id, near))
        ]
      }
      let pairs = [
        ("folder", item.folder, procedure.folder), ("code", item.code, procedure.code),
        ("title", item.title.zh, procedure.title.zh), ("title", item.title.en, procedure.title.en),
      ]
      return pairs.filter { $0.1 != $0.2 }.map { key, here, there in
        screens.menu.finding(
          path, "menu",
          Phrase(
            zh: "\(key) 是「\(here)」，但 \(read.file.name) 是「\(there)」。",
            en: "the \(key) is '\(here)' here but '\(there)' in \(read.file.name)"))
      }
    }
  }
}
