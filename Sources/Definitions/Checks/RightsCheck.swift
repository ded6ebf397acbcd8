import Domain

/// The rules of rights name forms and procedures that exist, every classification has somebody who reads it, whoever
/// a form's records are shown to before they are submitted may read them, and whoever is to sign them may sign.
struct RightsCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    rules(screens) + watchers(screens) + readers(screens) + signers(screens)
  }

  /// Roles that sign a step have the right to sign the form, and to fill in what their step of work needs.
  private func signers(_ screens: CheckedScreens) -> [Finding] {
    guard let rights = screens.catalogue.accessRights() else { return [] }
    let subjects = Dictionary(screens.catalogue.subjects().map { ($0.form, $0) }, uniquingKeysWith: { one, _ in one })
    return screens.forms.flatMap { read -> [Finding] in
      // What grants power is agreed to by whoever its chain names, see `Granting`.
      guard let form = read.value, let subject = subjects[form.id], !form.isGranting else { return [] }
      var seen: Set<String> = []
      return screens.catalogue.chains(of: form).flatMap { chain in
        chain.steps.enumerated().compactMap { index, step -> Finding? in
          let role: String
          switch step.by {
          case .role(let named), .field(_, let named?): role = named
          case .filler, .unitHead, .field(_, nil): return nil
          }
          guard screens.roleIDs.contains(role) else { return nil }  // named by `ChainCheck`
          let isFilledIn = step.isWork && form.stepsWaitedFor.contains { chain.place(of: $0) == index }
          let wanted: [Right] = isFilledIn ? [.sign, .amend] : [.sign]
          let missing = wanted.filter { !rights.allows($0, subject, roles: [role]) }
          guard !missing.isEmpty, seen.insert(role + step.id).inserted else { return nil }
          let names = missing.map(\.rawValue).joined(separator: ", ")
          return read.finding(
            "chain/\(chain.id)", "rights",
            Phrase(
              zh: "「\(step.title.zh)」由角色「\(role)」簽核，但這個角色對本表單沒有權限：\(names)；請在 Roles/rights.yaml 給，或換一個角色。",
              en:
                "'\(step.title.en)' is signed by the role '\(role)', which has no right to \(names) on this form; give it "
                + "in Roles/rights.yaml, or name another role"))
        }
      }
    }
  }

  /// Readers are roles, or fields that name people or units; what only some of them read is a field or a column.
  private func readers(_ screens: CheckedScreens) -> [Finding] {
    screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      let naming = form.fields.filter { $0.namesSigner || $0.columns.contains(where: \.namesSigner) }.map(\.id)
      let unknown = { (name: String, place: String) -> Finding? in
        guard !screens.roleIDs.contains(name), !naming.contains(name) else { return nil }
        let near = Suggestion.nearest(to: name, among: screens.roleIDs + naming)
        let what = Phrase(zh: "角色或人員欄位", en: "role, or field that names people,")
        return read.finding(place, "reference", Suggestion.unknown(what, name, near))
      }
      let paths = form.fields.flatMap { field in [field.id] + field.columns.map { "\(field.id).\($0.id)" } }
      return form.readers.compactMap { unknown($0, "readers/\($0)") }
        + form.fieldReaders.flatMap { limited -> [Finding] in
          let place = "field_readers/\(limited.path)"
          guard paths.contains(limited.path) || limited.path == Form.everyField else {
            let near = Suggestion.nearest(to: limited.path, among: paths)
            return [
              read.finding(place, "reference", Suggestion.unknown(Phrase(zh: "欄位", en: "field"), limited.path, near))
            ]
          }
          return limited.readers.compactMap { unknown($0, place) }
        }
    }
  }

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
