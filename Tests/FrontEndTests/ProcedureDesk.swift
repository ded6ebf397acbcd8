import Definitions
import Desk
import Domain
import Foundation
import TestKit

/// A whole organisation at one store, where records of a procedure are saved, amended and signed by whoever does it in
/// real life.
@MainActor
final class ProcedureDesk {
  let world: SigningWorld
  /// Everybody sets a passphrase of their own before they sign for the first time.
  private var proofs: [PersonName: Proof] = [:]
  private var desk: Desk { world.first }

  init() throws { world = try SigningWorld() }

  /// Somebody in a role, in the unit above all others.
  static func holder(of role: String) -> String { "\(role).top" }

  /// Saves a record with these values, and no more beside them than the form asks for.
  func save(
    _ form: String, by person: String = Cast.wang.id, _ values: [(place: String, texts: [String])] = []
  ) throws -> String {
    try filler(form, values, by: person).record(of: form)
  }

  /// Saves a record and takes it to the end of its chain.
  func finish(_ form: String, _ values: [(place: String, texts: [String])] = []) throws -> String {
    let filler = filler(form, values)
    let walker = ChainWalker(filler, wanted: SigningWorld.wanted)
    let walk = try walker.walk(of: form)
    guard walk.problems.isEmpty else { throw Unfinished(problems: walk.problems) }
    return walk.number
  }

  struct Unfinished: Error { let problems: [String] }

  private func filler(
    _ form: String, _ values: [(place: String, texts: [String])], by person: String = Cast.wang.id
  ) -> MinimumFiller {
    var wanted = SigningWorld.wanted
    let places = Set(values.map(\.place))
    wanted[form] = (wanted[form] ?? []).filter { !places.contains($0.place) } + values
    let filler = MinimumFiller(
      catalogue: SigningWorld.catalogue, desk: desk.attended(by: name(person)), me: name(person),
      now: SigningWorld.now, wanted: wanted)
    filler.people = ["lee.dh", "lin.yc", "wang.xm"]
    filler.units = ["org", "IT"]
    return filler
  }

  /// Changes a record; where that is refused, the places.
  func amend(
    _ number: String, by person: String = Cast.wang.id, _ values: [(place: String, texts: [String])]
  ) throws -> [String] {
    let desk = desk.attended(by: name(person))
    guard let base = desk.records.record(number) else { return ["no \(number)"] }
    var content = base.content
    for (place, texts) in values {
      let parts = place.split(separator: ".").map(String.init)
      if parts.count == 3, let row = Int(parts[1]) {
        while content[rows: parts[0]].count <= row { content[rows: parts[0]].append(Row()) }
        content[rows: parts[0]][row][parts[2]] = texts
      } else {
        content[place] = texts
      }
    }
    let change = Submission(amending: number, base: base.version, to: content, reason: "補填")
    guard case .failure(let refusal) = try desk.attended(by: name(person)).submit(change) else { return [] }
    return Self.places(refusal)
  }

  /// The passphrase that somebody sets for themselves.
  func secret(of person: String) throws -> String {
    let secret = "pass-\(person)-2026"
    proofs[name(person)] = try desk.attended(by: name(person)).setSecret(of: name(person), secret, oneTime: false).get()
    return secret
  }

  /// Refuses a request, with the passphrase; where that is refused, the rule.
  func refuse(_ number: String, by person: String, because reason: String, secret: String) throws -> String? {
    let version = try desk.look(at: number).get().version
    let result = try desk.attended(by: name(person)).sign(.refuse, [version], comment: reason, secret: secret)
    switch result {
    case .failure(let refusal): return refusal.rule
    case .success(let results):
      if case .refused(let refusal)? = results.first?.outcome { return refusal.rule }
      return nil
    }
  }

  /// Submits or agrees; where that is refused, the places.
  func sign(_ number: String, by person: String = Cast.wang.id) throws -> [String] {
    let version = try desk.look(at: number).get().version
    guard let state = try desk.signOff(of: version) else { return ["no chain"] }
    let person = name(person)
    if proofs[person] == nil {
      proofs[person] = try desk.attended(by: person).setSecret(of: person, "pass-\(person.id)-2026", oneTime: false)
        .get()
    }
    let action: Action = state.isSubmitted ? .agree : .submit
    let result = try desk.attended(by: person, proof: proofs[person]).sign(action, [version]).get().first
    switch result?.outcome {
    case .refused(let refusal): return Self.places(refusal)
    case .failed(let problem): throw problem
    case .signed, nil: return []
    }
  }

  /// The step that a record waits for, and who may sign it.
  func waitsFor(_ number: String) throws -> (step: String, people: [String])? {
    let version = try desk.look(at: number).get().version
    guard let current = try desk.signOff(of: version)?.current else { return nil }
    return (current.id, current.signers.wanted.map(\.id))
  }

  /// Signs as whoever's turn it is until a step is reached, or the end.
  func signOn(_ number: String, by filler: String = Cast.wang.id, until step: String? = nil) throws {
    for _ in 0..<20 {
      guard let turn = try waitsFor(number), turn.step != step else { return }
      let version = try desk.look(at: number).get().version
      let isSubmitted = try desk.signOff(of: version)?.isSubmitted == true
      let places = try sign(number, by: isSubmitted ? turn.people.first ?? "" : filler)
      guard places.isEmpty else { throw Unfinished(problems: ["\(turn.step): \(places)"]) }
    }
  }

  func status(_ number: String) throws -> Status { try desk.look(at: number).get().version.status }

  func content(_ number: String) throws -> Content { try desk.look(at: number).get().version.content }

  private func name(_ id: String) -> PersonName {
    PersonName(id: id, name: desk.records.record(id)?.content["name"].first ?? id)
  }

  private static func places(_ refusal: Refusal) -> [String] {
    refusal.findings.filter(\.blocks).map { finding in
      guard case .field(let id, _, let column) = finding.place else { return "\(finding.rule): \(finding.message.en)" }
      return column.map { "\(id).\($0)" } ?? id
    }
  }
}
