import Domain

/// No English file is left over; texts that lack English are found while reading.
struct TranslationCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let forms = Set(screens.catalogue.index.ids + [CommonFields.id, "menu", "chains"])
    let procedures = Set(screens.procedures.compactMap(\.value?.id))
    let lists = Set(screens.catalogue.listIDs)
    return leftOver(in: "Text/en", known: forms, screens)
      + leftOver(in: "Text/en/procedures", known: procedures, screens)
      + leftOver(in: "Text/en/choices", known: lists, screens)
  }

  private func leftOver(in folder: String, known: Set<String>, _ screens: CheckedScreens) -> [Finding] {
    screens.catalogue.folders.definitions(in: folder).filter { !known.contains($0.id) }.flatMap(\.files).map { file in
      Finding(
        .file(file.name, line: 0, column: 0), rule: "translation",
        Phrase(zh: "英文檔沒有對應的定義；請刪除或改名。", en: "this is the English of nothing; remove or rename it"))
    }
  }
}
