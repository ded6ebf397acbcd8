import Domain

/// Reads steps of sign-off: those of a chain, and those that a form adds to its chain.
struct StepReader {
  let reading: Reading
  let english: English

  private static let keys = ["id", "title", "by", "when", "not", "outside", "status", "kind", "work", "all", "batch"]
  private static let what = Phrase(zh: "關卡", en: "a step")

  /// A step of a chain, after those that stand before it.
  /// `isAlone`: the chain has no other.
  func step(
    _ tree: Tree, of chain: String, _ taken: inout Set<String>, before: [Chain.Step], isAlone: Bool
  ) -> Chain.Step? {
    guard let keys = MappingReader(tree, keys: Self.keys, Self.what, reading) else { return nil }
    return step(keys, "chains/\(chain)", &taken, before: before, isAlone: isAlone)
  }

  /// Steps that a form adds to its chain; what they stand beside is for `ChainCheck` to look at.
  func addedSteps(_ keys: MappingReader) -> [Form.AddedStep] {
    var taken: Set<String> = []
    return keys.list("steps").compactMap { tree in
      guard let keys = MappingReader(tree, keys: Self.keys + ["before", "after"], Self.what, reading),
        let step = step(keys, "steps", &taken, before: nil)
      else { return nil }
      switch (keys.text("before"), keys.text("after")) {
      case (let place?, nil): return Form.AddedStep(step: step, beside: place, isBefore: true)
      case (nil, let place?): return Form.AddedStep(step: step, beside: place, isBefore: false)
      default:
        reading.report(
          keys.place, "key",
          Phrase(
            zh: "要用 before 或 after 其中一個說明插在哪一關旁邊。",
            en: "an added step has exactly one of 'before' and 'after', with the step that it stands beside"))
        return nil
      }
    }
  }

  /// `before` are the steps in front of it; nil where they are not known here.
  private func step(
    _ keys: MappingReader, _ parent: String, _ taken: inout Set<String>, before: [Chain.Step]?,
    isAlone: Bool = false
  ) -> Chain.Step? {
    guard let id = keys.required("id"), let title = keys.required("title") else { return nil }
    let path = "\(parent)/\(id.text)"
    reading.check(id: id, Phrase(zh: "關卡", en: "step"), isValid: Identifier.isField, taken: &taken)
    if SignedSteps.words.contains(id.text) {
      reading.report(
        id.place, "id", Phrase(zh: "「\(id.text)」是保留字；請改名。", en: "'\(id.text)' is a reserved word; choose another id"))
    }
    reading.note(path, at: id.place)
    let by = signer(keys, path, isFirst: before?.isEmpty == true, isAlone: isAlone)
    return Chain.Step(
      id: id.text, title: english.phrase(title, path, .label, in: reading), by: by,
      when: keys.rule("when"), notBy: earlier(keys, "not", before), outsideOf: earlier(keys, "outside", before),
      status: status(keys), kind: kind(keys), needsAll: keys.flag("all"), isBatch: keys.flag("batch"))
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
  private func earlier(_ keys: MappingReader, _ key: String, _ before: [Chain.Step]?) -> [String] {
    let named = keys.texts(key)
    guard let known = before?.map(\.id) else { return named.map(\.text) }
    return named.compactMap { named in
      if known.contains(named.text) { return named.text }
      reading.unknown(Phrase(zh: "前面的關卡", en: "earlier step"), named, among: known)
      return nil
    }
  }

  /// `work: true` is how it was written before there were other kinds.
  private func kind(_ keys: MappingReader) -> Chain.Kind {
    guard let found = keys.placed("kind") else { return keys.flag("work") ? .work : .approval }
    if let kind = Chain.Kind(rawValue: found.text) { return kind }
    reading.unknown(
      Phrase(zh: "關卡種類", en: "kind of a step"), found, among: Chain.Kind.allCases.map(\.rawValue), rule: "kind")
    return .approval
  }

  private func status(_ keys: MappingReader) -> Status {
    guard let found = keys.placed("status") else { return .inReview }
    let known: [Status] = [.inReview, .executing]
    if let status = known.first(where: { $0.rawValue == found.text }) { return status }
    reading.unknown(Phrase(zh: "等候時的狀態", en: "status of a step"), found, among: known.map(\.rawValue), rule: "kind")
    return .inReview
  }
}
