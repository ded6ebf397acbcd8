import Domain

/// Reads a form's definition: its head, sections, fields, links and retired fields.
///
/// Only the structure is read; whether expressions fit is for `FormChecker`, which may need other forms.
struct FormReader {
  let reading: Reading
  let english: English
  let choices: ChoiceSource

  static let headKeys = [
    "form", "version", "title", "document", "number", "aliases", "kind", "chain", "steps", "without", "signers",
    "never_sign", "signed_empty",
    "conditions", "frequency", "retention", "classification", "controls", "links", "continues", "review",
    "watched_by", "readers", "field_readers", "list",
  ]

  func form(_ tree: Tree, id: String) -> Form? {
    let what = Phrase(zh: "表單", en: "a form")
    guard let keys = MappingReader(tree, keys: Self.headKeys + ["sections", "retired"], what, reading) else {
      return nil
    }
    checkOrder(keys)
    guard var form = head(keys, id: id) else { return nil }
    form.clock = reading.clock
    for key in Self.headKeys where keys.has(key) { reading.note(key, at: keys.place(of: key)) }
    if id != CommonFields.id { form.kind = kind(keys) }
    let chains = chains(keys)
    form.chain = chains.last?.id
    form.otherChains = chains.dropLast()
    form.addedSteps = StepReader(reading: reading, english: english).addedSteps(keys)
    form.leftOutSteps = noted(keys, "without")
    form.signers = chainRules(keys, "signers")
    form.signedEmpty = keys.pairs("signed_empty").compactMap { entry in
      reading.note("signed_empty/\(entry.key)", at: entry.place)
      guard let text = reading.text(entry.value, Phrase(zh: "「signed_empty」", en: "'signed_empty'")) else { return nil }
      let why = english.phrase(
        PlacedText(text: text, place: entry.value.place), "signed_empty/\(entry.key)", .sentence, in: reading)
      return (entry.key, why)
    }
    form.neverSign = keys.list("never_sign").compactMap {
      reading.rule($0, Phrase(zh: "「never_sign」", en: "'never_sign'"))
    }
    form.conditions = chainRules(keys, "conditions")
    form.frequency = term(keys, "frequency", amount: "months", 1...600)
    form.retention = term(keys, "retention", amount: "years", 1...100)
    form.classification = classification(keys)
    form.controls = noted(keys, "controls")
    form.list = noted(keys, "list")
    form.sections = sections(keys)
    form.links = LinkReader(reading: reading, english: english).links(keys, form)
    form.review = review(keys, form)
    form.continues = ContinuationReader(reading: reading).continuation(keys, form)
    form.retired = retired(keys, form)
    english.reportUnused(in: reading)
    return form
  }

  /// What menus and search need; `Administration/common.yaml` has less.
  func head(_ keys: MappingReader, id: String) -> Form? {
    let named = keys.required("form")
    if let named, named.text != id {
      reading.report(
        named.place, "id",
        Phrase(zh: "表單代碼應為「\(id)」，與檔名相同。", en: "the form's id must be '\(id)', like the name of the file"))
    }
    if !FormReference.isValid(id: id) {
      reading.report(
        named?.place ?? keys.place, "id",
        Phrase(zh: "表單代碼只能用小寫英文字母、數字與連字號。", en: "a form's id has small letters, digits and hyphens only"))
    }
    english.expect("form", id, in: reading)
    guard keys.required("version") != nil, let version = keys.number("version", 1...9999),
      let title = keys.required("title")
    else { return nil }
    var form = Form(
      id: id, version: version, title: english.phrase(title, "title", .heading, in: reading),
      document: keys.text("document") ?? "", number: keys.text("number") ?? "",
      aliases: english.aliases(keys, in: reading),
      kind: keys.text("kind").flatMap { Form.Kind(rawValue: $0) } ?? .report)
    form.watchedBy = noted(keys, "watched_by")
    form.readers = noted(keys, "readers")
    form.fieldReaders = keys.pairs("field_readers").compactMap { fieldReaders($0) }
    return form
  }

  // MARK: - Head

  private func checkOrder(_ keys: MappingReader) {
    let order = keys.keys
    guard let sections = order.firstIndex(of: "sections") else { return }
    if let first = order.first, first != "form", order.contains("form") {
      reading.report(keys.place(of: first), "key", Phrase(zh: "「form」要寫在最前面。", en: "'form' must be the first key"))
    }
    for key in order.dropFirst(sections + 1) where Self.headKeys.contains(key) {
      reading.report(
        keys.place(of: key), "key", Phrase(zh: "「\(key)」要寫在「sections」之前。", en: "'\(key)' must stand before 'sections'"))
    }
  }

  private func kind(_ keys: MappingReader) -> Form.Kind {
    guard let named = keys.required("kind") else { return .report }
    if let kind = Form.Kind(rawValue: named.text) { return kind }
    reading.unknown(
      Phrase(zh: "表單種類", en: "kind of form"), named, among: Form.Kind.allCases.map(\.rawValue), rule: "kind")
    return .report
  }

  private func classification(_ keys: MappingReader) -> String? {
    guard let named = keys.placed("classification") else { return nil }
    let known = ["public", "internal", "restricted", "confidential"]
    if !known.contains(named.text) {
      reading.unknown(Phrase(zh: "機密等級", en: "classification"), named, among: known, rule: "kind")
    }
    return named.text
  }

  private func term(
    _ keys: MappingReader, _ key: String, amount: String, _ range: ClosedRange<Int>
  ) -> Form.Term? {
    guard let tree = keys.value(key) else { return nil }
    let known = [amount, "note"] + (key == "retention" ? ["permanent"] : [])
    guard let inner = MappingReader(tree, keys: known, Phrase(zh: "「\(key)」", en: "'\(key)'"), reading) else {
      return nil
    }
    let note = inner.placed("note").map { english.phrase($0, key, .sentence, in: reading) }
    return Form.Term(amount: inner.number(amount, range), isPermanent: inner.flag("permanent"), note: note)
  }

  /// One chain, or several of which the first whose condition holds is taken, and the last otherwise.
  private func chains(_ keys: MappingReader) -> [Form.ChainChoice] {
    guard keys.isList("chain") else {
      guard let one = keys.placed("chain") else { return [] }
      reading.note("chain/\(one.text)", at: keys.place(of: "chain"))
      return [Form.ChainChoice(id: one.text)]
    }
    let items = keys.list("chain")
    return items.enumerated().compactMap { index, tree in
      let what = Phrase(zh: "簽核流程的選擇", en: "a choice of chain")
      guard let inner = MappingReader(tree, keys: ["id", "when"], what, reading), let id = inner.required("id") else {
        return nil
      }
      reading.note("chain/\(id.text)", at: id.place)
      let isLast = index == items.count - 1
      if inner.has("when") == isLast {
        reading.report(
          tree.place, "key",
          Phrase(
            zh: "最後一個流程不寫 when，其餘的都要寫。",
            en: "the last chain has no 'when', and each before it has one"))
      }
      return Form.ChainChoice(id: id.text, when: inner.rule("when"))
    }
  }

  private func chainRules(_ keys: MappingReader, _ key: String) -> [Form.ChainRule] {
    keys.pairs(key).compactMap { entry in
      reading.note("\(key)/\(entry.key)", at: entry.place)
      return reading.rule(entry.value, Phrase(zh: "「\(entry.key)」", en: "'\(entry.key)'"))
        .map { Form.ChainRule(name: entry.key, rule: $0) }
    }
  }

  /// How a log's entries are reviewed together; the day that an entry is of must be a column of the list, because
  /// that is how its entries are found.
  private func review(_ keys: MappingReader, _ form: Form) -> Form.Review? {
    guard let tree = keys.value("review"),
      let inner = MappingReader(tree, keys: ["on", "until", "step"], Phrase(zh: "「review」", en: "'review'"), reading),
      let on = inner.required("on")
    else { return nil }
    let listed = form.fields.filter { [.day, .moment].contains($0.kind) && form.list.contains($0.id) }.map(\.id)
    let until = inner.placed("until")
    for field in [on, until].compactMap({ $0 }) where !listed.contains(field.text) {
      reading.unknown(Phrase(zh: "清單中的日期欄位", en: "day in the list"), field, among: listed)
    }
    return Form.Review(on: on.text, until: until?.text, step: inner.text("step"))
  }

  /// `path: [reader, …]`.
  private func fieldReaders(_ entry: Tree.Entry) -> Form.FieldReaders? {
    reading.note("field_readers/\(entry.key)", at: entry.place)
    guard case .list(let items) = entry.value.content, !items.isEmpty else {
      reading.report(
        entry.value.place, "kind",
        Phrase(zh: "「\(entry.key)」必須列出可閱讀的角色或欄位。", en: "'\(entry.key)' must list the roles or fields that read it"))
      return nil
    }
    let readers = items.compactMap { reading.text($0, Phrase(zh: "可閱讀者", en: "a reader")) }
    return Form.FieldReaders(path: entry.key, readers: readers)
  }

  private func noted(_ keys: MappingReader, _ key: String) -> [String] {
    keys.texts(key).map { item in
      reading.note("\(key)/\(item.text)", at: item.place)
      return item.text
    }
  }

  // MARK: - Body

  private func sections(_ keys: MappingReader) -> [Section] {
    if !keys.has("sections") {
      reading.report(keys.place, "key", Phrase(zh: "缺少鍵「sections」；請補上。", en: "the key 'sections' is missing; add it"))
    }
    var takenSections: Set<String> = []
    var takenFields: Set<String> = []
    let fields = FieldReader(reading: reading, english: english, choices: choices)
    let what = Phrase(zh: "區段", en: "section")
    return keys.list("sections").compactMap { tree in
      guard
        let keys = MappingReader(
          tree, keys: ["id", "title", "when", "open_until", "added_after", "fields"],
          Phrase(zh: what.zh, en: "a section"), reading),
        let id = keys.required("id"), let title = keys.required("title")
      else { return nil }
      reading.check(id: id, what, isValid: Identifier.isField, taken: &takenSections)
      reading.note("sections/\(id.text)", at: id.place)
      var own = keys.list("fields").compactMap { fields.field($0, taken: &takenFields) }
      // What a section says of its fields holds for those that say nothing themselves.
      let silent = own.indices.filter { own[$0].step == nil && own[$0].addedAfter == nil && !own[$0].isComputed }
      if let step = keys.text("open_until") { for index in silent { own[index].openUntil = step } }
      if let step = keys.text("added_after") {
        for index in silent { own[index].addedAfter = step }
        if keys.has("open_until") {
          reading.report(
            keys.place(of: "added_after"), "key",
            Phrase(
              zh: "有「open_until」的區段不能有「added_after」；請刪除。",
              en: "a section with 'open_until' cannot have 'added_after'; remove it"))
        }
      }
      return Section(
        id: id.text, title: english.phrase(title, "sections/\(id.text)", .heading, in: reading),
        when: keys.rule("when"), fields: own)
    }
  }

  private func retired(_ keys: MappingReader, _ form: Form) -> [Form.Retired] {
    var taken = Set(form.fields.map(\.id))
    return keys.list("retired").compactMap { tree in
      let what = Phrase(zh: "停用欄位", en: "a retired field")
      guard let keys = MappingReader(tree, keys: ["id", "type", "label", "last"], what, reading),
        let id = keys.required("id"), let type = keys.required("type"), let label = keys.required("label"),
        keys.required("last") != nil, let last = keys.number("last", 1...9999)
      else { return nil }
      reading.check(
        id: id, Phrase(zh: "欄位", en: "field"), isValid: { Identifier.isField($0) || $0.contains(".") }, taken: &taken)
      return Form.Retired(
        id: id.text, type: type.text, label: english.phrase(label, "retired/\(id.text)", .label, in: reading),
        last: last)
    }
  }
}
