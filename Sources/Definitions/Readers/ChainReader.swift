import Domain

/// Reads `Chains/chains.yaml`.
struct ChainReader {
  let reading: Reading
  let english: English

  private static let chainKeys = ["id", "same", "ends", "conditions", "steps"]
  private static let step = Phrase(zh: "關卡", en: "step")

  func chains(_ tree: Tree) -> [Chain] {
    guard let keys = MappingReader(tree, keys: ["chains"], Phrase(zh: "簽核流程", en: "the file of chains"), reading) else {
      return []
    }
    var taken: Set<String> = []
    let chains = keys.list("chains").compactMap { chain($0, &taken) }
    english.reportUnused(in: reading)
    return chains
  }

  private func chain(_ tree: Tree, _ taken: inout Set<String>) -> Chain? {
    guard let keys = MappingReader(tree, keys: Self.chainKeys, Phrase(zh: "簽核流程", en: "a chain"), reading),
      let id = keys.required("id")
    else { return nil }
    reading.check(id: id, Phrase(zh: "簽核流程", en: "chain"), isValid: Identifier.isChoice, taken: &taken)
    reading.note("chains/\(id.text)", at: id.place)
    var names: Set<String> = []
    var steps: [Chain.Step] = []
    let trees = keys.list("steps")
    for tree in trees {
      if let step = step(tree, id.text, &names, before: steps, isAlone: trees.count == 1) { steps.append(step) }
    }
    return Chain(
      id: id.text, steps: steps,
      same: named(keys, "same", Phrase(zh: "重複簽核的處理", en: "way to treat repetition")) ?? .skip,
      end: named(keys, "ends", Phrase(zh: "結束狀態", en: "end of a chain")) ?? .approved, conditions: conditions(keys))
  }

  private func named<Name: RawRepresentable & CaseIterable>(
    _ keys: MappingReader, _ key: String, _ what: Phrase
  ) -> Name? where Name.RawValue == String {
    guard let found = keys.placed(key) else { return nil }
    if let name = Name(rawValue: found.text) { return name }
    reading.unknown(what, found, among: Name.allCases.map(\.rawValue), rule: "kind")
    return nil
  }

  private func conditions(_ keys: MappingReader) -> [Chain.Condition] {
    keys.pairs("conditions").compactMap { entry in
      reading.rule(entry.value, Phrase(zh: "「\(entry.key)」", en: "'\(entry.key)'"))
        .map { Chain.Condition(name: entry.key, otherwise: $0) }
    }
  }

  // MARK: - Steps

  private func step(
    _ tree: Tree, _ chain: String, _ taken: inout Set<String>, before: [Chain.Step], isAlone: Bool
  ) -> Chain.Step? {
    let known = ["id", "title", "by", "when", "not", "outside", "status", "work", "all", "batch"]
    guard let keys = MappingReader(tree, keys: known, Phrase(zh: "關卡", en: "a step"), reading),
      let id = keys.required("id"), let title = keys.required("title")
    else { return nil }
    reading.check(id: id, Self.step, isValid: Identifier.isField, taken: &taken)
    reading.note("chains/\(chain)/\(id.text)", at: id.place)
    let by = signer(keys, "chains/\(chain)/\(id.text)", isFirst: before.isEmpty, isAlone: isAlone)
    return Chain.Step(
      id: id.text, title: english.phrase(title, "chains/\(chain)/\(id.text)", .label, in: reading), by: by,
      when: keys.rule("when"), notBy: earlier(keys, "not", before), outsideOf: earlier(keys, "outside", before),
      status: status(keys), isWork: keys.flag("work"), needsAll: keys.flag("all"), isBatch: keys.flag("batch"))
  }

  private func signer(_ keys: MappingReader, _ path: String, isFirst: Bool, isAlone: Bool) -> Chain.Signer {
    guard let tree = keys.value("by") else {
      _ = keys.required("by")
      return isFirst ? .filler : .unitHead
    }
    let signer = self.signer(tree, path)
    // One step alone may be signed at once by whoever the record names.
    if isFirst != (signer == .filler), !isAlone {
      reading.report(
        tree.place, "by",
        Phrase(
          zh: "第一關由填表人送審，其他關卡由別人簽核；請改正 by。",
          en: "the first step, and no other, is the submission by the filler; correct 'by'"))
    }
    return signer
  }

  private func signer(_ tree: Tree, _ path: String) -> Chain.Signer {
    let words = ["filler", "unit_head"]
    if case .text(let text) = tree.content {
      if text == "filler" { return .filler }
      if text != "unit_head" {
        reading.unknown(
          Phrase(zh: "簽核人", en: "signer"), PlacedText(text: text, place: tree.place), among: words, rule: "by")
      }
      return .unitHead
    }
    guard let keys = MappingReader(tree, keys: ["role", "field"], Phrase(zh: "「by」", en: "'by'"), reading) else {
      return .unitHead
    }
    let role = keys.placed("role")
    if let role { reading.note("\(path)/role", at: role.place) }
    if let field = keys.text("field") { return .field(field, role: role?.text) }
    guard let role else {
      _ = keys.required("role")
      return .unitHead
    }
    return .role(role.text)
  }

  /// Steps that stand before this one.
  private func earlier(_ keys: MappingReader, _ key: String, _ before: [Chain.Step]) -> [String] {
    let known = before.map(\.id)
    return keys.texts(key).compactMap { named in
      if known.contains(named.text) { return named.text }
      reading.unknown(Phrase(zh: "前面的關卡", en: "earlier step"), named, among: known)
      return nil
    }
  }

  private func status(_ keys: MappingReader) -> Status {
    guard let found = keys.placed("status") else { return .inReview }
    let known: [Status] = [.inReview, .executing]
    if let status = known.first(where: { $0.rawValue == found.text }) { return status }
    reading.unknown(Phrase(zh: "等候時的狀態", en: "status of a step"), found, among: known.map(\.rawValue), rule: "kind")
    return .inReview
  }
}
