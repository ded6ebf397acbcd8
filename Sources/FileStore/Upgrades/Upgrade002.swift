import Domain

/// Format 1 to 2: what the store is stands in its journal, from which everything reads it.
///
/// 1. `STORE` and `FORMAT` are kept below `upgrades/1/`. 2. An entry `upgraded` says what the store is, and the hashes of
/// what was kept. 3. `FORMAT` is the new one. 4. `STORE` names format 2.
struct Upgrade002 {
  let store: FileStore

  private static let from = 1
  private static let to = 2

  func run(_ state: inout FileStore.State) throws(StoreProblem) {
    var facts = StoreFacts(store.description)
    facts.format = Self.to
    facts.upgradedFrom = Self.from
    do throws(SystemError) {
      facts.further = try keep(["STORE", "FORMAT"])
    } catch { throw error.problem }
    // After a program that died here before, the entry is there already.
    try store.catchUp(&state)
    if try store.fact(JournalFact.store, state) == nil {
      facts.lastOffset = state.tail?.savedAt.map { Zone(offset: $0.offset).text }
      _ = try store.append(.upgraded, by: FileStore.nobody, facts.details, &state)
    }
    var description = store.description
    description.format = Self.to
    do throws(SystemError) {
      try store.folder.publish(Array(FormatText.text.utf8), as: "FORMAT", mode: 0o444, durably: true)
      try store.folder.publish(description.bytes, as: "STORE", mode: 0o600, durably: true)
    } catch { throw error.problem }
  }

  /// Copies of files that are about to be replaced; the lines that name them with their hashes. What was kept by a
  /// program that died stays.
  private func keep(_ names: [String]) throws(SystemError) -> [Content.Field] {
    let upgrades = try store.folder.folder(FileStore.upgradesName, creating: true)
    let kept = try upgrades.folder(String(Self.from), creating: true)
    var lines: [String] = []
    for name in names where store.folder.facts(name) != nil {
      if kept.facts(name) == nil {
        let bytes = try store.folder.open(name).readAll(limit: 1 << 20)
        try kept.publish(bytes, as: name, mode: 0o444, durably: true)
      }
      let hash = Digest.of(try kept.open(name).readAll(limit: 1 << 20))
      lines.append("\(hash) \(FileStore.upgradesName)/\(Self.from)/\(name)")
    }
    try upgrades.synchronize()
    try store.folder.synchronize()
    return [Content.Field(id: "Kept", values: lines)]
  }
}
