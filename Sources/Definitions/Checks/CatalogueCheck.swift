import Domain

/// Procedures and forms name each other, nothing is named twice, and texts are there in both languages.
struct CatalogueCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    screens.procedures.flatMap { forms(of: $0, screens) + texts(of: $0, screens) } + duplicates(screens)
      + unlisted(screens)
  }

  private func forms(of read: ReadFile<Procedure>, _ screens: CheckedScreens) -> [Finding] {
    guard let procedure = read.value else { return [] }
    let index = screens.catalogue.index
    var result: [Finding] = []
    for form in procedure.forms {
      guard let entry = index[form] else {
        let near = Suggestion.nearest(to: form, among: index.ids)
        result.append(
          read.finding("forms/\(form)", "reference", Suggestion.unknown(Phrase(zh: "表單", en: "form"), form, near)))
        continue
      }
      guard entry.folder != procedure.folder else { continue }
      result.append(
        read.finding(
          "forms/\(form)", "reference",
          Phrase(
            zh: "表單「\(form)」在 \(entry.file.name)，不在本作業的資料夾。",
            en: "the form '\(form)' is in \(entry.file.name), not in this procedure's folder")))
    }
    for later in procedure.later where index[later.form] != nil {
      result.append(
        read.finding(
          "later/\(later.form)", "reference",
          Phrase(
            zh: "表單「\(later.form)」已經有了；請從 later 移到 forms。",
            en: "the form '\(later.form)' is there; move it from 'later' to 'forms'")))
    }
    return result
  }

  private func texts(of read: ReadFile<Procedure>, _ screens: CheckedScreens) -> [Finding] {
    guard let procedure = read.value else { return [] }
    return TextPair.findings("sop", folder: procedure.folder, { read.finding("procedure", "text", $0) }, screens)
  }

  private func unlisted(_ screens: CheckedScreens) -> [Finding] {
    let listed = Set(screens.procedures.compactMap(\.value).flatMap(\.forms))
    return screens.catalogue.index.entries.values.filter { !$0.folder.isEmpty && !listed.contains($0.id) }.map {
      entry in
      Finding(
        .file(entry.file.name, line: 1, column: 1), rule: "reference",
        Phrase(
          zh: "表單「\(entry.id)」沒有列在 procedure.yaml 的 forms；請補上。",
          en: "the form '\(entry.id)' is not listed under 'forms' of its procedure.yaml; add it"))
    }
  }

  private func duplicates(_ screens: CheckedScreens) -> [Finding] {
    var ids: Set<String> = []
    var codes: Set<String> = []
    var result: [Finding] = []
    for read in screens.procedures {
      guard let procedure = read.value else { continue }
      let parts = [
        ("procedure", procedure.id, ids.insert(procedure.id)), ("code", procedure.code, codes.insert(procedure.code)),
      ]
      for (key, text, insertion) in parts where !insertion.inserted {
        result.append(
          read.finding(
            key, "duplicate",
            Phrase(zh: "「\(text)」已用於另一個作業；請改用別的。", en: "'\(text)' is used by another procedure; choose another one")))
      }
    }
    return result
  }
}

/// A text in both languages.
enum TextPair {
  /// `finding` makes a finding at the place that names the text.
  static func findings(
    _ name: String, folder: String, _ finding: (Phrase) -> Finding, _ screens: CheckedScreens
  ) -> [Finding] {
    let missing = Language.allCases.filter {
      screens.catalogue.folders.files("Procedures/\(folder)/\(name).\($0.rawValue).md").isEmpty
    }
    if missing.isEmpty { return [] }
    var result = finding(
      Phrase(
        zh: "缺少文件 \(missing.map { "\(name).\($0.rawValue).md" }.joined(separator: "、"))。",
        en: "the text \(missing.map { "\(name).\($0.rawValue).md" }.joined(separator: ", ")) is missing; add it"))
    // A text that is still to come is worth a note; one in one language only is an error.
    if missing.count == Language.allCases.count { result.severity = .note }
    return [result]
  }
}
