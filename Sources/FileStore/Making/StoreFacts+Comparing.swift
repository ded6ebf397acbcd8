import Domain

/// `STORE` and `FORMAT` stand outside of the seals: what counts is what the journal says of them.
extension FileStore {
  /// Where `STORE` and `FORMAT` are not as the journal says; `facts` are those of the journal, nil where it has none.
  func outsideFindings(_ facts: StoreFacts?) -> [Finding] {
    guard let facts else { return [] }
    var differing: [String] = []
    if facts.id != description.id { differing.append("Id") }
    if facts.isShared != description.isShared { differing.append("Shared") }
    if facts.copies != description.copies { differing.append("Copies") }
    if let organisation = facts.organisation, organisation != description.organisation {
      differing.append("Organisation")
    }
    if let created = facts.created, created != description.created { differing.append("Created") }
    var findings = differing.map { StoreFacts.differs($0, facts) }
    if let wanted = facts.formatText,
      (try? folder.open("FORMAT").readAll(limit: 1 << 20)).map({ Digest.of($0) }) != wanted
    {
      findings.append(StoreFacts.otherFormatText)
    }
    return findings
  }

  /// The description by what the journal says, where `STORE` says something else that matters for reading and saving.
  func description(by facts: StoreFacts) -> StoreDescription? {
    guard facts.isShared != description.isShared || facts.copies != description.copies else { return nil }
    var corrected = description
    corrected.isShared = facts.isShared
    corrected.copies = facts.copies
    return corrected
  }

  /// Changes which versions have a file of their own: an entry says so before `STORE` does, and after a program that died
  /// between the two the same call mends `STORE`. Files that are there stay.
  public func setCopies(_ copies: StoreDescription.Copies, by person: PersonName) throws(StoreProblem) {
    var changed = description
    changed.copies = copies
    let bytes = changed.bytes
    func describe() throws(StoreProblem) {
      do throws(SystemError) {
        try folder.publish(bytes, as: StoreMaking.finalName, mode: 0o600, durably: true)
      } catch { throw error.problem }
    }
    guard facts.copies != copies else {
      if let reason = readOnlyReason { throw .readOnly(reason) }
      return try describe()
    }
    try appendEntry(action: .storeChanged, by: person, details: StoreFacts.change(to: copies), andDo: describe)
    state.withLock { $0.facts?.copies = copies }
  }
}

extension StoreFacts {
  fileprivate static func differs(_ line: String, _ facts: StoreFacts) -> Finding {
    let said = facts.details.first { $0.id == (line == "Id" ? "Store" : line) }?.values.first ?? ""
    return Finding(
      .file("STORE", line: 0, column: 0), rule: "store",
      Phrase(
        zh:
          "STORE 的 \(line) 與日誌第 \(facts.sequence) 筆所記的「\(said)」不同；以日誌為準。請查明是誰改的，並把這一行改回去\(line == "Copies" ? "（或執行 ismsbook copies \(said)）" : "")。",
        en:
          "\(line) in STORE is not “\(said)”, as entry \(facts.sequence) of the journal says; the journal counts. Find out "
          + "who changed it, and put the line back\(line == "Copies" ? " (or run ismsbook copies \(said))" : "")."))
  }

  fileprivate static let otherFormatText = Finding(
    .file("FORMAT", line: 0, column: 0), rule: "store",
    Phrase(
      zh: "FORMAT 不是建立或升級時寫下的內容；請由備份取回。",
      en: "FORMAT is not the text that was written when the store was made or upgraded; bring it back from a backup."))

  static func otherJournal(_ site: String) -> Finding {
    Finding(
      .file("STORE", line: 0, column: 0), rule: "store",
      Phrase(
        zh: "STORE 說站點是 \(site)，但 journal/ 裡沒有它的日誌，只有別的站點的：不能存入。請把 STORE 的 Site 改回去。",
        en:
          "STORE says that the site is \(site), of which journal/ holds nothing, but of another: nothing can be saved. Put "
          + "the line Site in STORE back."))
  }
}
