import Domain

/// Reads `Chains/chains.yaml`.
struct ChainReader {
  let reading: Reading
  let english: English

  private static let chainKeys = ["id", "same", "ends", "refusable", "conditions", "steps"]

  func chains(_ tree: Tree) -> [Chain] {
    let what = Phrase(zh: "簽核流程", en: "the file of chains")
    guard let keys = MappingReader(tree, keys: ["chains", "stand_ins"], what, reading) else { return [] }
    var taken: Set<String> = []
    var chains = keys.list("chains").compactMap { chain($0, &taken) }
    if keys.has("stand_ins") {
      let standIns = standIns(keys)
      for index in chains.indices { chains[index].standIns = standIns }
    }
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
    let reader = StepReader(reading: reading, english: english)
    let trees = keys.list("steps")
    for tree in trees {
      let step = reader.step(tree, of: id.text, &names, before: steps, isAlone: trees.count == 1)
      if let step { steps.append(step) }
    }
    return Chain(
      id: id.text, steps: steps,
      same: named(keys, "same", Phrase(zh: "重複簽核的處理", en: "way to treat repetition")) ?? .skip,
      end: named(keys, "ends", Phrase(zh: "結束狀態", en: "end of a chain")) ?? .approved, conditions: conditions(keys),
      isRefusable: keys.flag("refusable"))
  }

  /// Which role signs in place of another; `ChainCheck` looks whether there are such roles.
  private func standIns(_ keys: MappingReader) -> [String: String] {
    var result: [String: String] = [:]
    for entry in keys.pairs("stand_ins") {
      guard let role = reading.text(entry.value, Phrase(zh: "角色", en: "role")) else { continue }
      result[entry.key] = role
      reading.note("stand_ins/\(entry.key)", at: entry.place)
      reading.note("stand_ins/\(entry.key)/\(role)", at: entry.value.place)
    }
    return result
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
}
