import Desk
import Domain
import TestKit
import Testing

/// A shared store of an organisation with one person for each task of governance, and two security officers. Records
/// are filled in and signed through the desk by the people whose work it is, and days pass between.
@MainActor
final class GovernanceOffice {
  let desk: Desk
  /// A Friday.
  private let clock = TestClock(SigningWorld.now)
  private let folder: TemporaryFolder
  private var proofs: [String: Proof] = [:]

  init() throws {
    folder = try TemporaryFolder()
    desk = try .make(
      in: folder, SigningWorld.catalogue, isShared: true, beginning: Organisation.governance.beginning,
      clock: clock.reading)
  }

  func pass(days: Int) { clock.advance(days: days) }

  /// A day so many days from now.
  func day(_ days: Int = 0) -> String { clock.now.day.adding(days: days).text }

  // MARK: - Filling in

  /// A new record with values of fields and of cells (`table.0.column`); several values stand between `|`.
  @discardableResult
  func save(_ form: String, by person: String, _ values: KeyValuePairs<String, String>) throws -> String {
    let entry = try entry(form, by: person)
    let content = filled(entry.withDefaults(), values, entry)
    return try get(desk.attended(by: Self.name(person)).submit(Submission(new: form, content)))
  }

  func amend(_ number: String, by person: String, _ values: KeyValuePairs<String, String>) throws {
    let version = try desk.attended(by: Self.name(person)).base(of: number)
    let base = RecordValue(try #require(version))
    var entry = try entry(base.form, by: person, number: number, version: base.version + 1)
    if let signed = try state(number)?.signedSteps { entry.signed = signed }
    let content = filled(base.content, values, entry)
    let submission = Submission(amending: number, base: base.version, to: content, reason: "補填")
    _ = try get(desk.attended(by: Self.name(person)).submit(submission))
  }

  /// The fields at which saving is refused; empty if it is saved.
  func refusals(_ work: () throws -> Void) throws -> [String] {
    do {
      try work()
      return []
    } catch let refused as Refused {
      return refused.places
    }
  }

  /// A file in the store.
  func file() throws -> String {
    try desk.attach(path: folder.write("佐證", to: "proof.txt")).get().text
  }

  struct Refused: Error, CustomStringConvertible {
    let places: [String]
    let description: String
  }

  private func get(_ result: Result<Receipt, Refusal>) throws -> String {
    switch result {
    case .success(let receipt): return receipt.version.record
    case .failure(let refusal):
      let blocking = refusal.findings.filter(\.blocks)
      throw Refused(
        places: Self.places(blocking),
        description: blocking.map { "\($0.place) \($0.message.en)" }.joined(separator: "; "))
    }
  }

  private static func places(_ findings: [Finding]) -> [String] {
    findings.map { finding in
      guard case .field(let id, _, let column) = finding.place else { return finding.rule }
      return column.map { "\(id).\($0)" } ?? id
    }
    .reduce(into: []) { all, place in if !all.contains(place) { all.append(place) } }
  }

  private func entry(_ form: String, by person: String, number: String? = nil, version: Int = 1) throws -> Entry {
    Entry(
      form: try #require(SigningWorld.catalogue.form(form)), number: number, version: version,
      now: clock.now, me: Self.name(person), records: desk.records)
  }

  private func filled(_ base: Content, _ values: KeyValuePairs<String, String>, _ entry: Entry) -> Content {
    var content = base
    for (place, text) in values {
      let typed = text.split(separator: "|").map(String.init)
      let parts = place.split(separator: ".").map(String.init)
      guard parts.count == 3, let row = Int(parts[1]), let table = entry.form.field(parts[0]) else {
        content[place] = typed
        continue
      }
      var rows = content[rows: table.id]
      while rows.count <= row { rows.append(entry.newRow(of: table, in: content)) }
      rows[row][parts[2]] = typed
      content[rows: table.id] = rows
    }
    return entry.form.arranged(entry.withDefaults(entry.settled(entry.read(content))))
  }

  private static func name(_ id: String) -> PersonName { Organisation.named(id) }

  // MARK: - Signing

  func state(_ number: String) throws -> SignOffState? {
    try desk.signOff(of: try desk.look(at: number).get().version)
  }

  func status(_ number: String) throws -> Status? { try state(number)?.status }

  /// The step that waits for a signature, and by whom.
  func waiting(_ number: String) throws -> (step: String, people: [String]) {
    let current = try state(number)?.current
    return (current?.id ?? "", current?.signers.wanted.map(\.id) ?? [])
  }

  /// What keeps somebody from signing, by field; empty if it is signed.
  @discardableResult
  func sign(_ number: String, by person: String) throws -> [String] {
    let state = try #require(try state(number))
    if proofs[person] == nil {
      proofs[person] = try desk.attended(by: Self.name(person))
        .setSecret(of: Self.name(person), "pass-\(person)-2026", oneTime: false).get()
    }
    let desk = desk.attended(by: Self.name(person), proof: proofs[person])
    let signed = try desk.sign(state.isSubmitted ? .agree : .submit, [state.version], comment: nil).get().first
    switch signed?.outcome {
    case .refused(let refusal): return Self.places(refusal.findings)
    case .failed(let problem): throw problem
    case .signed, nil: return []
    }
  }

  /// Signed by whoever's turn it is, up to a step or to the end; who signed which step.
  @discardableResult
  func signOn(_ number: String, until step: String? = nil) throws -> [String] {
    var signed: [String] = []
    for _ in 0..<20 {
      guard let state = try state(number), let current = state.current, current.id != step else { return signed }
      let saved = state.version.savedBy.id
      let person =
        state.isSubmitted ? try #require(current.signers.wanted.first?.id, "nobody for \(current.id)") : saved
      try #require(try sign(number, by: person) == [], "\(number) at \(current.id) by \(person)")
      signed.append("\(current.id) \(person)")
    }
    return signed
  }

  /// As it is shown to a security officer: what is worked out then is of now.
  func shown(_ number: String, _ field: String) throws -> String? {
    let desk = desk.attended(by: Self.name("wu"))
    return desk.ofNow(try desk.look(at: number).get().version).content[field].first
  }

  /// As a security officer reads it where it is kept.
  func value(_ number: String, _ field: String) -> String? {
    desk.attended(by: Self.name("wu")).records.record(number)?.content[field].first
  }
}
