import Domain

/// Reads a field of a form, or a column of a table.
struct FieldReader {
  let reading: Reading
  let english: English
  let choices: ChoiceSource

  static let keys = [
    "id", "type", "label", "help", "example", "required", "default", "choices", "to", "columns", "unit", "lines",
    "width", "check", "message", "when", "compute", "needed_by", "open_until", "added_after", "grows", "expects",
    "spelling",
    "anew", "grants", "as_of", "brings", "assigns",
  ]

  /// Keys that go with some types only.
  private static let typesOfKey: [(key: String, types: Set<FieldKind>)] = [
    ("choices", [.choice, .choices]), ("to", [.reference, .references]), ("columns", [.rows]), ("brings", [.rows]),
    ("assigns", [.person]), ("lines", [.paragraph]), ("expects", [.day, .moment]), ("spelling", [.text]),
  ]

  /// `table` is the id of the table that a column belongs to.
  func field(_ tree: Tree, table: String? = nil, taken: inout Set<String>) -> Field? {
    let what = table == nil ? Phrase(zh: "欄位", en: "field") : Phrase(zh: "明細欄位", en: "column")
    guard let keys = MappingReader(tree, keys: Self.keys, Phrase(zh: what.zh, en: "a " + what.en), reading),
      let id = keys.required("id")
    else { return nil }
    reading.check(id: id, what, isValid: Identifier.isField, taken: &taken)
    let name = table.map { "\($0).\(id.text)" } ?? id.text
    let path = "fields/\(name)"
    reading.note(path, at: id.place)
    let type = type(keys, isColumn: table != nil)
    var field = Field(id: id.text, type: type, label: label(keys, path, id.text))
    check(keys, type)
    texts(keys, path, &field)
    field.choices = choiceList(keys, path, name, type)
    field.targets = targets(keys, path)
    field.lines = keys.number("lines", 1...40)
    field.width = keys.number("width", 1...80)
    field.expects = word(keys, "expects", Field.Expectation.self)
    field.spelling = word(keys, "spelling", Field.Spelling.self)
    field.when = keys.rule("when")
    field.compute = keys.rule("compute")
    field.need = need(keys)
    (field.neededBy, field.neededWhen) = neededBy(keys)
    field.openUntil = keys.text("open_until")
    field.addedAfter = keys.text("added_after")
    field.grows = keys.flag("grows")
    field.assigns = assigns(keys, path)
    field.grants = grants(keys, isColumn: table != nil)
    field.isAnew = keys.flag("anew")
    field.isOfNow = word(keys, "as_of", Field.AsOf.self) == .now
    field.checks = CheckReader(reading: reading, english: english).checks(keys, path)
    field.brings = keys.value("brings").flatMap {
      FillReader(reading: reading).fill($0, table: id.text, path: "brings")
    }
    if field.isTable {
      rows(keys, path, &field)
    } else {
      field.defaultValue = keys.rule("default")
      if type.kind.family == .words, let text = field.defaultValue?.literalText {
        let zh = PlacedText(text: text, place: keys.place(of: "default"))
        field.defaultText = english.phrase(
          zh, "\(path)/default", .sentence, in: reading, isNeeded: ScriptOf.hasHan(text))
      }
    }
    if keys.has("compute") {
      for key in ["default", "required", "needed_by", "open_until", "added_after", "anew"] where keys.has(key) {
        conflict(key, "compute", keys)
      }
    }
    if keys.has("as_of"), !keys.has("compute") {
      reading.report(
        keys.place(of: "as_of"), "key",
        Phrase(zh: "「as_of」只能用在計算欄位（compute）。", en: "'as_of' goes with 'compute' only"))
    }
    if keys.has("added_after") {
      for key in ["needed_by", "open_until", "grants"] where keys.has(key) { conflict(key, "added_after", keys) }
    }
    return field
  }

  // MARK: - Parts

  private func type(_ keys: MappingReader, isColumn: Bool) -> any FieldType {
    guard let named = keys.required("type") else { return TextType() }
    guard let type = FieldTypes.type(named.text, reading.clock) else {
      reading.unknown(Phrase(zh: "型別", en: "type"), named, among: FieldTypes.all.map(\.id), rule: "kind")
      return TextType()
    }
    if isColumn, type.kind == .rows {
      reading.report(named.place, "kind", Phrase(zh: "明細裡不能再有明細。", en: "a table cannot stand in a table"))
      return TextType()
    }
    return type
  }

  /// `assigns: {due: RULE, open: RULE}`; `assigns: {}` for a task without a day or an end of its own.
  private func assigns(_ keys: MappingReader, _ path: String) -> Field.Assigns? {
    guard let tree = keys.value("assigns"),
      let parts = MappingReader(tree, keys: ["due", "open"], Phrase(zh: "交辦", en: "a task"), reading)
    else { return nil }
    return Field.Assigns(due: parts.rule("due"), open: parts.rule("open"))
  }

  /// A key that takes one of a few words.
  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ keys: MappingReader, _ key: String, _ words: Word.Type
  ) -> Word? {
    guard let found = keys.placed(key) else { return nil }
    if let word = Word(rawValue: found.text) { return word }
    reading.unknown(
      Phrase(zh: "「\(key)」的值", en: "value of '\(key)'"), found, among: words.allCases.map(\.rawValue), rule: "kind")
    return nil
  }

  private func check(_ keys: MappingReader, _ type: any FieldType) {
    for (key, types) in Self.typesOfKey where keys.has(key) && !types.contains(type.kind) {
      reading.report(
        keys.place(of: key), "key",
        Phrase(zh: "型別 \(type.id) 沒有「\(key)」；請刪除或更改型別。", en: "'\(key)' does not go with type '\(type.id)'"))
    }
    for key in ["choices", "columns"] where !keys.has(key) {
      guard Self.typesOfKey.contains(where: { $0.key == key && $0.types.contains(type.kind) }) else { continue }
      reading.report(
        keys.place, "key", Phrase(zh: "型別 \(type.id) 要有「\(key)」；請補上。", en: "type '\(type.id)' needs '\(key)'; add it"))
    }
  }

  private func label(_ keys: MappingReader, _ path: String, _ id: String) -> Phrase {
    guard let label = keys.required("label") else { return Phrase(verbatim: id) }
    return english.phrase(label, "\(path)/label", .label, in: reading)
  }

  private func texts(_ keys: MappingReader, _ path: String, _ field: inout Field) {
    if let help = keys.placed("help") {
      field.help = english.phrase(help, "\(path)/help", .sentence, in: reading)
    }
    if let example = keys.placed("example") {
      field.example = english.phrase(
        example, "\(path)/example", .sentence, in: reading, isNeeded: ScriptOf.hasHan(example.text))
    }
    if let unit = keys.placed("unit") {
      field.unit = english.phrase(unit, "\(path)/unit", .label, in: reading, isNeeded: ScriptOf.hasHan(unit.text))
    }
  }

  private func need(_ keys: MappingReader) -> Field.Need {
    switch keys.value("required")?.content {
    case nil: return .optional
    case .text("true"): return .required
    case .text("false"): return .optional
    default: return keys.rule("required").map { .when($0) } ?? .optional
    }
  }

  /// `true`, or whom a value gives power and whose power it passes on.
  private func grants(_ keys: MappingReader, isColumn: Bool) -> Field.Grants? {
    guard let tree = keys.value("grants") else { return nil }
    if isColumn {
      reading.report(
        tree.place, "key",
        Phrase(zh: "明細的欄位不能有「grants」；請寫在明細上。", en: "a column cannot have 'grants'; write it on the table"))
      return nil
    }
    if case .text = tree.content { return keys.flag("grants") ? Field.Grants() : nil }
    let what = Phrase(zh: "「grants」", en: "'grants'")
    guard let inner = MappingReader(tree, keys: ["to", "of"], what, reading) else { return nil }
    return Field.Grants(to: inner.rule("to"), of: inner.rule("of"))
  }

  /// A step, or `{step: …, when: …}` where it does not always need the field.
  private func neededBy(_ keys: MappingReader) -> (step: String?, when: Rule?) {
    guard let tree = keys.value("needed_by"), case .mapping = tree.content else { return (keys.text("needed_by"), nil) }
    let what = Phrase(zh: "「needed_by」", en: "'needed_by'")
    guard let inner = MappingReader(tree, keys: ["step", "when"], what, reading), let step = inner.required("step")
    else { return (nil, nil) }
    return (step.text, inner.rule("when"))
  }

  private func targets(_ keys: MappingReader, _ path: String) -> [String] {
    let found = keys.texts("to")
    for target in found { reading.note("\(path)/to/\(target.text)", at: target.place) }
    return found.contains { $0.text == "any" } ? [] : found.map(\.text)
  }

  private func choiceList(
    _ keys: MappingReader, _ path: String, _ name: String, _ type: any FieldType
  ) -> ChoiceList? {
    guard let tree = keys.value("choices") else { return nil }
    guard case .mapping(let entries) = tree.content else {
      return keys.placed("choices").flatMap { choices.list($0, in: reading) }
    }
    var taken: Set<String> = []
    let items = entries.compactMap { entry -> ChoiceList.Item? in
      let id = PlacedText(text: entry.key, place: entry.place)
      reading.check(id: id, ChoiceReader.item, isValid: Identifier.isChoice, taken: &taken)
      guard let text = reading.text(entry.value, ChoiceReader.item) else { return nil }
      let zh = PlacedText(text: text, place: entry.value.place)
      return ChoiceList.Item(
        id: entry.key, label: english.phrase(zh, "\(path)/choices/\(entry.key)", .choice, in: reading))
    }
    return ChoiceList(id: name, title: Phrase(verbatim: name), items: items)
  }

  private func rows(_ keys: MappingReader, _ path: String, _ field: inout Field) {
    var taken: Set<String> = []
    field.columns = keys.list("columns").compactMap { self.field($0, table: field.id, taken: &taken) }
    guard let tree = keys.value("default") else { return }
    let reader = TemplateReader(reading: reading, english: english, choices: choices)
    field.template = reader.template(tree, path, field.columns)
  }

  private func conflict(_ key: String, _ other: String, _ keys: MappingReader) {
    reading.report(
      keys.place(of: key), "key",
      Phrase(zh: "有「\(other)」的欄位不能有「\(key)」；請刪除。", en: "a field with '\(other)' cannot have '\(key)'; remove it"))
  }
}
