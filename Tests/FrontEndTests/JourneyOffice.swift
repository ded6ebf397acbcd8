import Definitions
import Desk
import Domain
import Foundation
import TestKit

@testable import FrontEnd

/// An organisation at its shared store, where everything is filled in and signed as people do it: in a large one by
/// the keys of the screens, in the smallest by the commands of the built program. What has very many cells is filled in
/// at the desk in the large one, because keys take too long for it, and signed by keys all the same.
@MainActor
final class JourneyOffice {
  enum Size: String, CaseIterable, Sendable { case large, small }

  struct Refused: Error, CustomStringConvertible {
    let places: [String]
    let description: String
  }

  let size: Size
  let desk: Desk
  let filler: MinimumFiller
  private let folder: TemporaryFolder
  private let evidence: String
  /// A Friday.
  private let clock = TestClock(SigningWorld.now)
  private var seats: [PersonName: Seat] = [:]
  private var proofs: [PersonName: Proof] = [:]

  init(_ size: Size) throws {
    self.size = size
    folder = try TemporaryFolder()
    desk = try .make(
      in: folder, SigningWorld.catalogue, isShared: true,
      beginning: size == .large ? SigningWorld.everybody() : Organisation.six.beginning, clock: clock.reading
    ) { $0.isForTests = true }
    evidence = try folder.write("佐證", to: "evidence.txt")
    filler = SigningWorld.filler(at: desk)
  }

  func pass(seconds: Int) {
    clock.advance(seconds: seconds)
    filler.now = now
  }

  var now: Moment { clock.now }

  // MARK: - Who there is

  /// Somebody in a role; `auditor#2` is another one, where there is. In a large organisation whoever works in IT.
  func holder(of word: String) -> PersonName {
    let parts = word.split(separator: "#").map(String.init)
    let role = parts[0]
    if desk.records.record(role)?.form == "person" { return name(role) }
    if role == "head" || (role == "manager" && size == .small) { return name("head.it") }
    guard size == .large else {
      return name(Organisation.six.holder(of: role)?.id ?? role)
    }
    if role == "administrator" { return name(parts.count > 1 ? "wang.xm" : "admin.it") }
    return name("\(role).\(parts.count > 1 ? "top" : "it")")
  }

  /// Whether somebody has one of the roles, or heads a unit.
  func person(_ person: PersonName, isOneOf words: [String]) -> Bool {
    let roles = desk.records.record(person.id)?.content["roles"] ?? []
    return words.contains { word in
      roles.contains(word) || person.id == word
        || (word == "head"
          && ["org", "IT", "TOP"].contains { unit in
            desk.records.record(unit)?.content["head"].first?.split(separator: " ").first.map(String.init) == person.id
          })
    }
  }

  func name(_ id: String) -> PersonName {
    PersonName(id: id, name: desk.records.record(id)?.content["name"].first ?? id)
  }

  private func proof(of person: PersonName) throws -> Proof? {
    if proofs[person] == nil {
      proofs[person] = try desk.attended(by: person).setSecret(
        of: person, Cast.secret(of: person), oneTime: false
      ).get()
      desk.finishSaves()
    }
    return proofs[person]
  }

  // MARK: - What there is

  func version(_ number: String) throws -> Version { try desk.look(at: number).get().version }

  func state(_ number: String) throws -> SignOffState? { try desk.signOff(of: try version(number)) }

  private func numbers(of form: Form) -> [String] {
    desk.records.records(of: form.id, where: [:], limit: nil).map(\.number)
  }

  func file() throws -> String { try desk.attach(path: evidence).get().text }

  // MARK: - Filling in

  private static let mostCells = 40

  private static func cells(_ content: Content) -> Int {
    content.fields.count { !$0.values.isEmpty }
      + content.tables.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.cells.count } }
  }

  /// A new record, by keys or by command; its number.
  func save(_ form: Form, _ content: Content, by person: PersonName) throws -> String {
    _ = try proof(of: person)
    let typed = TwoWays.typed(content, form)
    let before = Set(numbers(of: form))
    let said: String
    switch size {
    case .large where Self.cells(typed) > Self.mostCells:
      let result = try desk.attended(by: person, proof: try proof(of: person)).submit(Submission(new: form.id, content))
      return try result.get().version.record
    case .large:
      let seat = try seat(of: person)
      let typist = Typist(form, content, at: seat, evidence: evidence)
      try typist.fill()
      said = typist.screen
      seat.leave()
    case .small: said = try run(["new", form.id, "--from", try given(typed)], by: person)
    }
    try desk.catchUp()
    guard let made = numbers(of: form).first(where: { !before.contains($0) }) else {
      throw Refused(places: [], description: said)
    }
    return made
  }

  /// Changes a record, by keys or by command.
  func amend(_ number: String, _ content: Content, by person: PersonName) throws {
    _ = try proof(of: person)
    let base = try version(number)
    guard let form = filler.catalogue.form(base.form) else { return }
    let typed = TwoWays.typed(content, form)
    let said: String
    switch size {
    case .large where Self.cells(typed) > Self.mostCells:
      let change = Submission(amending: number, base: base.number, to: content, reason: "補填")
      _ = try desk.attended(by: person, proof: try proof(of: person)).submit(change).get()
      return
    case .large:
      let seat = try seat(of: person)
      let typist = Typist(form, content, at: seat, evidence: evidence)
      try typist.amend(number, because: "補填")
      said = typist.screen
      seat.leave()
    case .small:
      let before = TwoWays.typed(base.content, form)
      let changed = Content(
        fields: typed.fields.filter { $0.values != before[$0.id] },
        tables: typed.tables.filter { $0.rows != before[rows: $0.id] })
      said = try run(["amend", number, "--reason", "補填", "--sign-again", "--from", try given(changed)], by: person)
    }
    try desk.catchUp()
    guard try version(number).number > base.number else { throw Refused(places: [], description: said) }
  }

  /// What keeps somebody from saving; nothing is saved where there is.
  func places(_ submission: Submission, by person: PersonName) throws -> [String] {
    switch try desk.attended(by: person, proof: try proof(of: person)).submit(submission) {
    case .success: []
    case .failure(let refusal): Self.places(refusal)
    }
  }

  // MARK: - Signing

  /// Decides by keys or by command; where nothing is signed, what was said.
  func decide(_ action: Action, _ number: String, _ comment: String, by person: PersonName) throws -> String? {
    _ = try proof(of: person)
    desk.finishSaves()
    let before = try version(number).number
    let said: String
    switch size {
    case .large: said = try seat(of: person).decide(action, number, comment)
    case .small:
      let reason = comment.isEmpty ? [] : [action.missingReason != nil ? "--reason" : "--comment", comment]
      said = try run([action.rawValue, number] + reason, by: person)
    }
    try desk.catchUp()
    return try version(number).number > before ? nil : said
  }

  /// The same at the desk: where it is refused, the places.
  func places(_ action: Action, _ number: String, _ comment: String, by person: PersonName) throws -> [String] {
    let desk = desk.attended(by: person, proof: try proof(of: person))
    switch try desk.sign(action, [try version(number)], comment: comment.isEmpty ? nil : comment) {
    case .failure(let refusal): return Self.places(refusal)
    case .success(let results):
      switch results.first?.outcome {
      case .refused(let refusal): return Self.places(refusal)
      case .failed(let problem): throw problem
      case .signed, nil: return []
      }
    }
  }

  static func places(_ refusal: Refusal) -> [String] {
    refusal.findings.filter(\.blocks).map { finding in
      guard case .field(let id, _, let column) = finding.place, id != Signature.table else { return finding.rule }
      return column.map { "\(id).\($0)" } ?? id
    }
    .reduce(into: []) { all, place in if !all.contains(place) { all.append(place) } }
  }

  // MARK: - Doors

  private func seat(of person: PersonName) throws -> Seat {
    if let seat = seats[person] { return seat }
    let seat = Seat(person, desk.attended(by: person, proof: try proof(of: person)), clock: clock.reading)
    seats[person] = seat
    return seat
  }

  private func given(_ content: Content) throws -> String {
    let path = folder.path + "/given.json"
    try TwoWays.json(of: content).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func run(_ arguments: [String], by person: PersonName) throws -> String {
    desk.finishSaves()
    return try BuiltProgram.run(
      arguments + ["--as", person.id, "--secret-file", "-"], store: desk.root, home: folder.path, now: now,
      input: Cast.secret(of: person) + "\n"
    ).text
  }
}
