import Domain

/// Reads `Chains/chains.yaml`.
struct ChainReader {
  let reading: Reading
  let english: English

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
    guard let keys = MappingReader(tree, keys: ["id", "steps"], Phrase(zh: "簽核流程", en: "a chain"), reading),
      let id = keys.required("id")
    else { return nil }
    reading.check(id: id, Phrase(zh: "簽核流程", en: "chain"), isValid: Identifier.isChoice, taken: &taken)
    reading.note("chains/\(id.text)", at: id.place)
    var steps: Set<String> = []
    return Chain(id: id.text, steps: keys.list("steps").compactMap { step($0, id.text, &steps) })
  }

  private func step(_ tree: Tree, _ chain: String, _ taken: inout Set<String>) -> Chain.Step? {
    guard let keys = MappingReader(tree, keys: ["id", "title", "when"], Phrase(zh: "關卡", en: "a step"), reading),
      let id = keys.required("id"), let title = keys.required("title")
    else { return nil }
    reading.check(id: id, Phrase(zh: "關卡", en: "step"), isValid: Identifier.isField, taken: &taken)
    return Chain.Step(
      id: id.text, title: english.phrase(title, "chains/\(chain)/\(id.text)", .label, in: reading),
      when: keys.rule("when"))
  }
}
