import Domain

/// The store's own files that say who may do what, who signs and which fields grant power, by their paths below `screens/`.
///
/// A file that somebody changes by hand is in force only once two administrators accepted it; until then the texts that
/// were accepted before stay in force. They are kept like evidence, under their hashes.
public struct OwnPower: Hashable, Sendable {
  /// SHA-256 of each file that there is.
  public let files: [String: String]

  init(files: [String: String]) { self.files = files }

  /// As a line of an entry says: `<hash> <path>; <hash> <path>`, or `-` for no files.
  init(_ text: String) {
    let parts = text.split(separator: ";").compactMap { part -> (String, String)? in
      let words = part.split(separator: " ").map(String.init)
      guard words.count == 2, Digest.isDigest(words[0]), PowerDefinitions.paths.contains(words[1]) else { return nil }
      return (words[1], words[0])
    }
    files = Dictionary(parts, uniquingKeysWith: { first, _ in first })
  }

  public var text: String {
    files.isEmpty ? "-" : files.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: "; ")
  }

  /// No files of the store's own.
  public static let none = OwnPower(files: [:])

  static let longestFile = 1 << 20
}

extension Action {
  /// An administrator wants the store's own rights and chains as they stand in `screens/` now.
  public static let definitionsProposed = Action(rawValue: "definitions_proposed")
  /// A second one accepted them.
  public static let definitionsAccepted = Action(rawValue: "definitions_accepted")
}

extension FileStore {
  /// As the files in `screens/` stand now. What cannot be read is not there.
  public func ownPower() -> OwnPower {
    var files: [String: String] = [:]
    for path in PowerDefinitions.paths { files[path] = ownBytes(path).map { Digest.of($0) } }
    return OwnPower(files: files)
  }

  private func ownBytes(_ path: String) -> [UInt8]? {
    let steps = path.split(separator: "/").map(String.init)
    guard let name = steps.last,
      let below = try? folder.folder([JournalFact.definitions] + steps.dropLast())
    else { return nil }
    return try? below.open(name).readAll(limit: OwnPower.longestFile)
  }

  /// What two administrators accepted last; nil where nothing was ever accepted.
  public func acceptedPower() throws(StoreProblem) -> OwnPower? {
    try asking { (index) throws(IndexFault) in try index.fact(JournalFact.acceptedPower) }.map { OwnPower($0) }
  }

  /// What an administrator has proposed last, and who.
  public func proposedPower() throws(StoreProblem) -> (by: String, files: OwnPower)? {
    let text = try asking { (index) throws(IndexFault) in try index.fact(JournalFact.proposedPower) }
    guard let parts = text?.split(separator: " ", maxSplits: 1).map(String.init), parts.count == 2 else { return nil }
    return (parts[0], OwnPower(parts[1]))
  }

  /// Where the accepted texts lie, by their paths below `screens/`; one that is damaged is not there.
  public func acceptedPaths() throws(StoreProblem) -> [String: String] {
    var paths: [String: String] = [:]
    for (path, hash) in try acceptedPower()?.files ?? [:] {
      let reference = EvidenceReference(hash: hash, size: 0, name: path)
      guard let place = evidencePath(reference), try read(reference, { _ in true }) else { continue }
      paths[path] = place
    }
    return paths
  }

  /// Keeps the files' texts, and writes down that somebody proposes them, or accepts them as the second person.
  public func recordPower(_ power: OwnPower, _ action: Action, by person: PersonName) throws(StoreProblem) {
    if let reason = readOnlyReason { throw .readOnly(reason) }
    try keepTexts(of: power)
    try appendEntry(
      action: action, by: person, details: [Content.Field(id: JournalFact.files, values: [power.text])])
  }

  /// Keeps the files' texts under their hashes; the lock may be held.
  func keepTexts(of power: OwnPower) throws(StoreProblem) {
    for path in power.files.keys.sorted() {
      guard let bytes = ownBytes(path), Digest.of(bytes) == power.files[path] else { continue }
      do throws(SystemError) {
        _ = try keep(path) { (take) throws(SystemError) in try take(bytes) }
      } catch { throw error.problem }
    }
  }

  /// What to tell at opening where the files are not as they were accepted.
  func unacceptedPower(_ accepted: OwnPower?) -> Finding? {
    let own = ownPower()
    guard own != accepted ?? OwnPower(files: [:]) else { return nil }
    let changed = PowerDefinitions.paths.filter { own.files[$0] != accepted?.files[$0] }.map { "screens/\($0)" }
    let names = changed.joined(separator: ", ")
    return Finding(
      .file(changed.first ?? JournalFact.definitions, line: 0, column: 0), rule: "power", severity: .warning,
      Phrase(
        zh: "\(names) 和兩位系統管理者接受的不同，改動還沒有生效，照先前接受的（或程式隨附的）運作；要生效請兩位系統管理者各執行 ismsbook screens accept --as 人員代碼，不要就改回來。",
        en:
          "\(names) is not as two administrators accepted it, so the change is not in force and what was accepted before "
          + "(or comes with the program) still is; to put it in force two administrators each run ismsbook screens accept "
          + "--as ID, else change it back."))
  }
}
