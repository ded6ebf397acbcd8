import Domain

/// Reads one definition at a time, each with its English; keeps nothing.
struct DefinitionReader: Sendable {
  let folders: ScreensFolders
  /// The clock of the store that forms are read for.
  let clock: StoreClock

  func form(_ id: String, at file: ScreensFile, _ choices: ChoiceSource) -> ReadFile<Form> {
    let shift = id == CommonFields.id ? CommonFields.lineShift : 0
    return read(file, english: "Text/en/\(id).yaml", lineShift: shift) { tree, reading, english in
      FormReader(reading: reading, english: english, choices: choices).form(tree, id: id)
    }
  }

  /// An earlier version; texts without English stay Chinese.
  func released(_ reference: FormReference, at file: ScreensFile, _ choices: ChoiceSource) -> ReadFile<Form> {
    let own = "Text/en/Released/\(reference.id).\(reference.version).yaml"
    let english = folders.files(own).isEmpty ? "Text/en/\(reference.id).yaml" : own
    return read(file, english: english, isQuiet: true) { tree, reading, english in
      FormReader(reading: reading, english: english, choices: choices).form(tree, id: reference.id)
    }
  }

  /// What stands before the sections of a form; much faster than the whole form.
  func head(_ id: String, at file: ScreensFile) -> ReadFile<Form> {
    read(file, english: "Text/en/\(id).yaml", until: ["sections", "fields"], isQuiet: true) {
      tree, reading, english in
      let known = FormReader.headKeys + ["sections", "retired"]
      guard let keys = MappingReader(tree, keys: known, Phrase(zh: "表單", en: "a form"), reading) else { return nil }
      let choices = ChoiceSource(list: { _ in nil }, ids: { [] })
      return FormReader(reading: reading, english: english, choices: choices).head(keys, id: id)
    }
  }

  func choiceList(_ id: String, at file: ScreensFile, _ choices: ChoiceSource) -> ReadFile<ChoiceList> {
    read(file, english: "Text/en/choices/\(id).yaml") { tree, reading, english in
      ChoiceReader(reading: reading, english: english, source: choices).list(tree, id: id)
    }
  }

  func procedure(folder: String) -> ReadFile<Procedure> {
    let file = folders.file("Procedures/\(folder)/procedure.yaml")
    return read(file, english: { "Text/en/procedures/\($0["procedure"]?.text ?? folder).yaml" }) {
      tree, reading, english in
      ProcedureReader(reading: reading, english: english).procedure(tree, folder: folder)
    }
  }

  func menu() -> ReadFile<Menu> {
    read(folders.file("Menus/main.yaml"), english: "Text/en/menu.yaml") { tree, reading, english in
      MenuReader(reading: reading, english: english).menu(tree)
    }
  }

  /// The chains of the store, then the shipped ones.
  func chains() -> [ReadFile<[Chain]>] {
    let path = "Chains/chains.yaml"
    let files = folders.files(path)
    return (files.isEmpty ? [folders.file(path)] : files).map { file in
      read(file, english: "Text/en/chains.yaml") { tree, reading, english in
        ChainReader(reading: reading, english: english).chains(tree)
      }
    }
  }

  /// The rights of the store, or the shipped ones.
  func rights(_ roles: ChoiceList, _ classifications: ChoiceList) -> ReadFile<AccessRights> {
    let file = folders.file("Roles/rights.yaml")
    let reading = Reading(file: file.name)
    guard let tree = tree(file, until: [], reading) else { return ReadFile(nil, file: file, reading) }
    var rights = RightsReader(reading: reading, roles: roles, classifications: classifications).rights(tree)
    if let own = rights, own.nameNoGrantor, let shipped = shippedRights(roles, classifications, besides: file) {
      rights = own.withGrantors(of: shipped)
      reading.report(
        tree.place, "rights", severity: .warning,
        Phrase(
          zh: "沒有角色有 grant，因此由能修改該表單、內建權限也給 grant 的角色（例如系統管理者）給予權限；請加上 grant，再由兩位管理者採用。",
          en:
            "no role has 'grant', so those grant power who may amend the form and have it in the shipped rights, such as "
            + "administrators; add 'grant' and have two administrators accept it"))
    }
    return ReadFile(rights, file: file, reading)
  }

  private func shippedRights(
    _ roles: ChoiceList, _ classifications: ChoiceList, besides file: ScreensFile
  ) -> AccessRights? {
    guard file.isOverride, let shipped = folders.files("Roles/rights.yaml").last, shipped.path != file.path else {
      return nil
    }
    let reading = Reading(file: shipped.name)
    return tree(shipped, until: [], reading).flatMap {
      RightsReader(reading: reading, roles: roles, classifications: classifications).rights($0)
    }
  }

  func demo(at file: ScreensFile) -> ReadFile<[DemoStep]> {
    let reading = Reading(file: file.name, lineShift: 0)
    guard let tree = tree(file, until: [], reading) else { return ReadFile(nil, file: file, reading) }
    return ReadFile(DemoReader(reading: reading).steps(tree), file: file, reading)
  }

  // MARK: - One file

  private func read<Value>(
    _ file: ScreensFile, english path: String, until keys: [String] = [], lineShift: Int = 0,
    isQuiet: Bool = false, _ body: (Tree, Reading, English) -> Value?
  ) -> ReadFile<Value> {
    read(file, english: { _ in path }, until: keys, lineShift: lineShift, isQuiet: isQuiet, body)
  }

  private func read<Value>(
    _ file: ScreensFile, english path: (Tree) -> String, until keys: [String] = [], lineShift: Int = 0,
    isQuiet: Bool = false, _ body: (Tree, Reading, English) -> Value?
  ) -> ReadFile<Value> {
    let reading = Reading(file: file.name, lineShift: lineShift, clock: clock)
    guard let tree = tree(file, until: keys, reading) else { return ReadFile(nil, file: file, reading) }
    let english = english(path(tree), until: keys, isStrict: !isQuiet && !file.isOverride, isQuiet: isQuiet, reading)
    return ReadFile(body(tree, reading, english), file: file, reading)
  }

  private func tree(_ file: ScreensFile, until keys: [String], _ reading: Reading) -> Tree? {
    do throws(FileProblem) {
      let text = try TextFile.text(of: file)
      let result = StrictYAML.read(Self.head(of: text, until: keys), file: file.name)
      reading.add(result.findings)
      return result.tree
    } catch {
      reading.add([error.finding])
      return nil
    }
  }

  /// A broken English file leaves the definition usable in Chinese, so its findings are warnings.
  private func english(_ path: String, until keys: [String], isStrict: Bool, isQuiet: Bool, _ reading: Reading)
    -> English
  {
    let inner = Reading(file: path)
    let files = folders.files(path)
    let layers = files.compactMap { file in
      tree(file, until: keys, inner).map { English.Layer(file: file.name, tree: $0) }
    }
    reading.add(
      inner.findings.map { Finding($0.place, rule: "translation", severity: .warning, $0.message) })
    return English(
      file: path, layers: layers, isStrict: isStrict && inner.findings.isEmpty,
      reportsMissing: !isQuiet && inner.findings.isEmpty)
  }

  /// The text before the first line that begins with one of the keys.
  private static func head(of text: String, until keys: [String]) -> String {
    guard !keys.isEmpty else { return text }
    let bytes = text.utf8
    var line = bytes.startIndex
    while line < bytes.endIndex {
      if keys.contains(where: { bytes[line...].starts(with: "\($0):".utf8) }) { return String(text[..<line]) }
      guard let end = bytes[line...].firstIndex(of: 0x0A) else { break }
      line = bytes.index(after: end)
    }
    return text
  }
}

extension Tree {
  /// The text, if this is one.
  var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }
}
