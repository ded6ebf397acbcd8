import Domain

/// The store's own definitions that have to be accepted, by their paths below `screens/`.
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
      guard words.count == 2, Digest.isDigest(words[0]), let path = Self.decoded(words[1]),
        PowerDefinitions.contains(path)
      else { return nil }
      return (path, words[0])
    }
    files = Dictionary(parts, uniquingKeysWith: { first, _ in first })
  }

  public var text: String {
    files.isEmpty
      ? "-" : files.sorted { $0.key < $1.key }.map { "\($0.value) \(Self.encoded($0.key))" }.joined(separator: "; ")
  }

  /// No files of the store's own.
  public static let none = OwnPower(files: [:])

  /// What is not as it was accepted.
  func waiting(for accepted: OwnPower?) -> [WaitingDefinition] {
    let before = accepted?.files ?? [:]
    return Set(files.keys).union(before.keys).sorted().compactMap { path in
      guard files[path] != before[path] else { return nil }
      let change: WaitingDefinition.Change =
        files[path] == nil ? .removed : before[path] == nil ? .new : .changed
      return WaitingDefinition(path: "\(JournalFact.definitions)/\(path)", change: change, hash: files[path])
    }
  }

  /// What would end a path within the line is written as `%` and two digits.
  private static func encoded(_ path: String) -> String {
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if byte <= 0x20 || byte == 0x7F || [UInt8(ascii: ";"), UInt8(ascii: "%")].contains(byte) {
        let digits = String(byte, radix: 16)
        bytes += Array(("%" + (digits.count < 2 ? "0" : "") + digits).utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let found = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(found)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
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
    let found = OwnDefinitions(in: folder).hashes.filter {
      Digest.isDigest($0.value) && PowerDefinitions.contains($0.key)
    }
    return OwnPower(files: found)
  }

  private func ownBytes(_ path: String) -> [UInt8]? {
    let steps = path.split(separator: "/").map(String.init)
    guard let name = steps.last,
      let below = try? folder.folder([JournalFact.definitions] + steps.dropLast())
    else { return nil }
    return try? below.open(name).readAll(limit: OwnDefinitions.longestFile)
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

  /// Where accepted texts lie, by their paths below `screens/`; one that is damaged is not there.
  private func paths(of accepted: OwnPower) throws(StoreProblem) -> [String: String] {
    var paths: [String: String] = [:]
    for (path, hash) in accepted.files {
      let reference = EvidenceReference(hash: hash, size: 0, name: path)
      guard let place = evidencePath(reference), try read(reference, { _ in true }) else { continue }
      paths[path] = place
    }
    return paths
  }

  /// The definitions of the store's own that are not in force as they stand.
  public func waitingPower() throws(StoreProblem) -> [WaitingDefinition] {
    ownPower().waiting(for: try acceptedPower())
  }

  /// Has the definitions of a shared store be those that were accepted. The index is made by them: where others were
  /// accepted since, it is made again.
  func takeAccepted(_ state: inout State) throws(StoreProblem) {
    guard description.isShared else { return }
    let accepted = try fact(JournalFact.acceptedPower, state) ?? ""
    if state.accepted != accepted {
      indexer.use(accepted: try paths(of: OwnPower(accepted)))
      state.accepted = accepted
    }
    guard try definitions(of: state.index) != accepted else { return }
    // Another program may have made it again already.
    if let indexFolder, state.index.isKept {
      state.index = try FileStore.openIndex(store: description.id, indexer: indexer, in: indexFolder).0
    }
    if try definitions(of: state.index) != accepted {
      try replaceIndex(&state, keeping: true)
      do throws(IndexFault) { try state.index.note(definitions: accepted) } catch { throw FileStore.indexProblem }
    }
    try readJournal(&state)
  }

  private func definitions(of index: RecordIndex) throws(StoreProblem) -> String {
    do throws(IndexFault) { return try index.definitions() } catch { throw FileStore.indexProblem }
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
    let waiting = ownPower().waiting(for: accepted)
    guard let first = waiting.first else { return nil }
    let most = 5
    let names = waiting.prefix(most).map(\.path).joined(separator: ", ")
    let rest = waiting.count - most
    let more = rest > 0 ? Phrase(zh: " 等 \(waiting.count) 個檔案", en: " and \(rest) more") : Phrase(verbatim: "")
    return Finding(
      .file(first.path, line: 0, column: 0), rule: "power", severity: .warning,
      Phrase(
        zh:
          "\(names)\(more.zh) 和兩位系統管理者接受的不同，改動還沒有生效，照先前接受的（或程式隨附的）運作，新的表單還不能填；"
          + "要生效請兩位系統管理者各執行 ismsbook screens accept --as 人員代碼（或在主選單按 Alt+6），不要就改回來。",
        en:
          "\(names)\(more.en): not as two administrators accepted it, so the change is not in force: what was accepted "
          + "before (or comes with the program) still is, and a new form cannot be filled in yet; to put it in force two "
          + "administrators each run ismsbook screens accept --as ID (or Alt+6 on the home screen), else change it back."
      ))
  }
}
