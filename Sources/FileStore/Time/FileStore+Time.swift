import Domain

/// What the journal says of the store itself, and the zone that follows from it.
extension FileStore {
  static let settingsForm = "settings"
  static let zoneField = "time_zone"

  /// Whether the settings or the journal name the zone. Where they do not, the offset of the last entry is used until an
  /// administrator names one.
  public var namesTimeZone: Bool { state.withLock { namedZone($0) != nil } }

  /// A version that was saved before the store was brought to the format of today: it does not say by which definition.
  public func isOfEarlierFormat(_ version: Version) -> Bool {
    let facts = facts
    guard facts.upgradedFrom != nil, version.site == facts.site else { return false }
    return version.sequence < facts.sequence
  }

  /// Reads what the store is, and sets the clock.
  func takeFacts(_ state: inout State) {
    let said = factsInJournal(state)
    state.findings += outsideFindings(said).filter { !state.findings.contains($0) }
    if said == nil, state.tail?.sequence ?? 0 == 0, !undeclaredSites().isEmpty {
      state.findings.append(StoreFacts.otherJournal(description.site))
      state.readOnly = state.readOnly ?? .otherSite(description.site)
    }
    let facts = said ?? StoreFacts(description)
    state.facts = facts
    if facts.isForTests {
      clock.useTestTime()
    } else if clock.ignoresTestTime {
      state.findings.append(FileStore.testTimeIgnored)
    }
    takeZone(&state)
  }

  /// What the journal says, read from itself; what the index knows is where it stands.
  private func factsInJournal(_ state: State) -> StoreFacts? {
    guard let entry = entry(of: JournalFact.store, state), var facts = StoreFacts(entry) else { return nil }
    if let change = self.entry(of: JournalFact.storeChange, state) { facts.take(change) }
    return facts
  }

  private func entry(of fact: String, _ state: State) -> JournalEntry? {
    guard let value = try? state.index.fact(fact) else { return nil }
    let parts = value.split(separator: " ").map(String.init)
    guard parts.count == 3, let segment = SegmentName(path: parts[0]), let start = Int(parts[1]),
      let length = Int(parts[2]), segment.site == description.site,
      let bytes = try? bytes(at: VersionPlace(segment: segment, start: start, length: length)),
      let entry = EntryParts(bytes[...]), entry.isWhole
    else { return nil }
    return JournalEntry(entry)
  }

  /// What the settings name, else what was stamped when the store was made.
  private func namedZone(_ state: State) -> String? {
    let settings = try? state.index.page(ListQuery(form: Self.settingsForm, limit: 1), newestFirst: true, after: nil)
    let saved = settings?.first.flatMap { load($0.place) }?.content[Self.zoneField].first
    return saved ?? state.facts?.timeZone
  }

  /// Has the clock show the store's zone; where this machine does not know it, the offset of the last entry, and says so.
  func takeZone(_ state: inout State) {
    let named = namedZone(state)
    if let named, let zone = clock.find(named) {
      clock.set(zone)
      return
    }
    let offset =
      state.facts?.lastOffset.flatMap { Zone(fixed: $0) } ?? state.tail?.savedAt.map { Zone(offset: $0.offset) }
    clock.set(offset)
    guard let named else {
      if let offset, state.facts?.upgradedFrom != nil { note(FileStore.unnamedZone(offset.text), &state) }
      return
    }
    note(FileStore.unknownZone(named, offset?.text ?? "-"), &state)
  }

  private func note(_ finding: Finding, _ state: inout State) {
    if !state.findings.contains(finding) { state.findings.append(finding) }
  }

  private static func unnamedZone(_ offset: String) -> Finding {
    Finding(
      .nowhere, rule: "time-zone", severity: .warning,
      Phrase(
        zh: "紀錄庫還沒有時區，暫用最後一筆的時差 \(offset)；請系統管理者在設定填上，例如："
          + "ismsbook amend SET --reason 設定時區 --set time_zone=Asia/Taipei",
        en:
          "The store has no time zone yet, so the offset of the last entry, \(offset), is used; an administrator names one "
          + "in the settings, such as: ismsbook amend SET --reason zone --set time_zone=Asia/Taipei"))
  }

  private static let testTimeIgnored = Finding(
    .nowhere, rule: "clock", severity: .warning,
    Phrase(
      zh: "ISMSBOOK_NOW 不算數：這個紀錄庫不是為測試建立的，用的是這台主機的時鐘；請執行 unset ISMSBOOK_NOW。",
      en: "ISMSBOOK_NOW is ignored: this store was not made for tests, and this machine's clock counts; run unset "
        + "ISMSBOOK_NOW."))

  private static func unknownZone(_ name: String, _ offset: String) -> Finding {
    Finding(
      .nowhere, rule: "time-zone", severity: .warning,
      Phrase(
        zh: "這台主機不認得紀錄庫的時區 \(name)，暫以最後一筆的時差 \(offset) 顯示與記錄；請安裝 tzdata 套件。",
        en:
          "This machine does not know the store's time zone \(name), so times are shown and kept with the offset of the "
          + "last entry, \(offset); install the package tzdata."))
  }
}
