import Domain

/// The rules of rights name forms and procedures that exist, every classification has somebody who reads it, and
/// whoever a form's records are shown to before they are submitted may read them.
struct RightsCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] { rules(screens) + watchers(screens) }

  private func watchers(_ screens: CheckedScreens) -> [Finding] {
    let rights = screens.catalogue.accessRights()
    let subjects = Dictionary(screens.catalogue.subjects().map { ($0.form, $0) }, uniquingKeysWith: { one, _ in one })
    return screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      return form.watchedBy.compactMap { role in
        let path = "watched_by/\(role)"
        guard screens.roleIDs.contains(role) else {
          let near = Suggestion.nearest(to: role, among: screens.roleIDs)
          return read.finding(path, "reference", Suggestion.unknown(Phrase(zh: "角色", en: "role"), role, near))
        }
        guard form.chain != nil else {
          return read.finding(
            path, "key",
            Phrase(
              zh: "沒有簽核流程的表單存檔就完成，不用 watched_by；請刪除。",
              en: "a form without a chain is done when it is saved and needs no 'watched_by'; remove it"))
        }
        guard let rights, let subject = subjects[form.id], !rights.allows(.read, subject, roles: [role]) else {
          return nil
        }
        return read.finding(
          path, "rights",
          Phrase(
            zh: "角色「\(role)」不能閱讀這張表單；請給閱讀權限，或從 watched_by 刪除。",
            en: "the role '\(role)' may not read this form; give it the right to read, or remove it from 'watched_by'"))
      }
    }
  }

  private func rules(_ screens: CheckedScreens) -> [Finding] {
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
