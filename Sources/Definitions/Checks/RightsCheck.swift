import Domain

/// The rules of rights name forms and procedures that exist, and every classification has somebody who reads it.
struct RightsCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let read = screens.catalogue.readRights()
    guard let rights = read.value else { return read.findings }
    let codes = screens.procedures.compactMap(\.value?.code)
    var result = read.findings
    for (path, place) in read.places {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 4 else { continue }
      let at = Finding.Place.file(read.file.name, line: place.line, column: place.column)
      switch parts[2] {
      case "forms": if let finding = screens.finding(missing: parts[3], at: at) { result.append(finding) }
      case "procedures" where !codes.contains(parts[3]):
        let near = Suggestion.nearest(to: parts[3], among: codes)
        result.append(
          Finding(at, rule: "reference", Suggestion.unknown(Phrase(zh: "作業編號", en: "procedure"), parts[3], near)))
      default: break
      }
    }
    for level in rights.classifications.items where (rights.clearance[level.id] ?? []).isEmpty {
      result.append(
        Finding(
          .file(read.file.name, line: 0, column: 0), rule: "clearance",
          Phrase(
            zh: "沒有角色可以閱讀「\(level.id)」的紀錄；請在 clearance 寫上。",
            en: "no role may read records classed '\(level.id)'; name some under 'clearance'")))
    }
    return result
  }
}
