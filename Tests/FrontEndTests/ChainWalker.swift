import Definitions
import Desk
import Domain

/// Takes records along their chains as people do: each is taken back once after it was submitted, a request is refused once
/// and asked for again, each step sends it back once and has it submitted again before it is signed, and what a step asks for is filled in by whoever signs it.
@MainActor
final class ChainWalker {
  struct Walk {
    /// What was asked at which step: `closing: ongoing, contained_at`.
    var asked: [String] = []
    var problems: [String] = []
    var number = ""
  }

  let filler: MinimumFiller
  /// Typed texts for what steps ask for, by `form@step`.
  let wanted: [String: [(place: String, texts: [String])]]
  private(set) var walks: [String: Walk] = [:]
  private var desk: Desk { filler.desk }
  /// Everybody sets a passphrase of their own before they sign for the first time.
  private var proofs: [PersonName: Proof] = [:]

  init(_ filler: MinimumFiller, wanted: [String: [(place: String, texts: [String])]]) {
    self.filler = filler
    self.wanted = wanted
    filler.wasMade = { [unowned self] number in self.take(number) }
  }

  /// How the first record of a form came to the end of its chain.
  func walk(of form: String) throws -> Walk {
    _ = try filler.record(of: form)
    return walks[form] ?? Walk(problems: ["was never walked"])
  }

  private func take(_ number: String) {
    var walk = Walk(number: number)
    do {
      guard let form = filler.catalogue.form(try desk.look(at: number).get().version.form), form.chain != nil
      else { return }
      try goOn(number, &walk)
      if walks[form.id] == nil { walks[form.id] = walk }
    } catch {
      walk.problems.append("\(error)")
      let id = desk.records.record(number)?.form ?? number
      if walks[id] == nil { walks[id] = walk }
    }
  }

  private func state(_ number: String) throws -> SignOffState? {
    guard case .success(let seen) = try desk.look(at: number) else { return nil }
    return try desk.signOff(of: seen.version)
  }

  private func goOn(_ number: String, _ walk: inout Walk) throws {
    var sentBack: Set<String> = []
    var isTakenBack = false
    var isRefused = false
    for _ in 0..<200 {
      guard let state = try state(number), let current = state.current else { return }
      guard let person = current.signers.wanted.first else {
        walk.problems.append("nobody for \(current.id): \(current.signers.gap?.message.en ?? "")")
        return
      }
      if !state.isSubmitted, !state.chain.isSignedAtOnce {
        guard try sign(.submit, filler.me, state, &walk) else { return }
        guard !isTakenBack, let submitted = try self.state(number), submitted.current != nil else { continue }
        isTakenBack = true
        guard submitted.actions(of: filler.me).contains(.withdraw) else { continue }
        if let refusal = try decide(.withdraw, filler.me, submitted.version) {
          walk.problems.append("cannot be taken back: \(refusal.findings.map(\.message.en))")
          return
        }
      } else if state.chain.isRefusable, !isRefused, current.step.kind == .approval {
        isRefused = true
        guard try sendBack(.refuse, person, state, &walk) else { return }
      } else if !state.chain.isSignedAtOnce, sentBack.insert(current.id).inserted {
        guard try sendBack(.return, person, state, &walk) else { return }
      } else {
        guard try sign(.agree, person, state, &walk) else { return }
      }
    }
    walk.problems.append("comes to no end")
  }

  /// Sent back or refused, whoever filled the record in can save a correction.
  private func sendBack(
    _ action: Action, _ person: PersonName, _ state: SignOffState, _ walk: inout Walk
  ) throws -> Bool {
    let result = try decide(action, person, state.version, "請補充")
    if let refusal = result {
      walk.problems.append("cannot be sent back: \(refusal.findings.map(\.message.en))")
      return false
    }
    guard let returned = try self.state(state.version.record) else { return false }
    var content = returned.version.content
    content["remarks"] = ["第 \(returned.version.number) 版退回後補充"]
    let submission = Submission(
      amending: state.version.record, base: returned.version.number, to: content, reason: "補充")
    guard case .failure(let refusal) = try desk.attended(by: filler.me).submit(submission) else { return true }
    let what = refusal.findings.filter(\.blocks).map { "\($0.place) \($0.message.en)" }
    walk.problems.append("sent back at \(state.current?.id ?? ""), it cannot be saved: \(what)")
    return false
  }

  /// Signs as a person does; why it was refused, or nil.
  private func decide(
    _ action: Action, _ person: PersonName, _ version: Version, _ comment: String? = nil
  ) throws -> Refusal? {
    if proofs[person] == nil {
      proofs[person] = try desk.attended(by: person).setSecret(of: person, "pass-\(person.id)-2026", oneTime: false)
        .get()
    }
    let desk = desk.attended(by: person, proof: proofs[person])
    let result = try desk.sign(action, [version], comment: comment).get().first
    switch result?.outcome {
    case .refused(let refusal): return refusal
    case .failed(let problem): throw problem
    case .signed, nil: return nil
    }
  }

  /// Signs; where the form asks for more, the person fills it in and signs then.
  private func sign(_ action: Action, _ person: PersonName, _ state: SignOffState, _ walk: inout Walk) throws -> Bool {
    var (state, person) = (state, person)
    let step = state.current?.id ?? ""
    for _ in 0..<5 {
      let access = desk.attended(by: person).access
      if !access.may(.sign, form: state.form.id) { walk.problems.append("\(person.id) may not sign \(step)") }
      switch try decide(action, person, state.version) {
      case nil: return true
      case let refusal?:
        guard refusal.findings.allSatisfy({ $0.rule == "needed_by" }) else {
          walk.problems.append("refused at \(step): \(refusal.findings.map(\.message.en))")
          return false
        }
        note(refusal.findings, state, person, &walk)
        if !access.may(.amend, form: state.form.id) {
          walk.problems.append("\(person.id) may not fill in what \(step) asks for")
        }
        guard try fillIn(refusal.findings, person, state, &walk), let next = try self.state(state.version.record)
        else { return false }
        state = next
        // Who carried it out may be somebody else than who wrote that down, and signs then.
        let wanted = state.current?.signers.wanted ?? []
        if state.isSubmitted, !wanted.contains(person), let other = wanted.first { person = other }
      }
    }
    walk.problems.append("\(step) asks again and again")
    return false
  }

  /// The refusal names field, step and person.
  private func note(_ findings: [Finding], _ state: SignOffState, _ person: PersonName, _ walk: inout Walk) {
    let step = state.current?.title ?? Phrase(verbatim: "")
    var places: [String] = []
    for finding in findings {
      guard case .field(let id, _, let column) = finding.place, let field = state.form.field(id) else {
        walk.problems.append("no field in: \(finding.message.en)")
        continue
      }
      let place = column.map { "\(id).\($0)" } ?? id
      if !places.contains(place) { places.append(place) }
      let label = column.flatMap { field.column($0)?.label } ?? field.label
      let isNamed =
        (column == nil && field.columns.isEmpty ? [field] : [field] + field.columns)
        .contains { part in part.checks.contains { $0.step != nil } } || finding.message.zh.contains(label.zh)
      if !isNamed || !finding.message.zh.contains(step.zh) || !finding.message.zh.contains(person.name) {
        walk.problems.append("does not name field, step and person: \(finding.message.zh)")
      }
    }
    let line = "\(state.current?.id ?? ""): \(places.joined(separator: ", "))"
    if !walk.asked.contains(line) { walk.asked.append(line) }
  }

  private func fillIn(
    _ findings: [Finding], _ person: PersonName, _ state: SignOffState, _ walk: inout Walk
  ) throws -> Bool {
    var signed = state.signedSteps
    signed.passed.formUnion(state.form.steps(askingAt: findings))
    let values = wanted["\(state.form.id)@\(state.current?.id ?? "")"] ?? []
    let (content, findings) = try filler.filledIn(state.version, for: signed, by: person, values)
    guard !findings.contains(where: \.blocks) else {
      walk.problems.append("cannot fill in: \(findings.filter(\.blocks).map(\.message.en))")
      return false
    }
    // To submit is the first signature, before which there is none to keep; what another record had to say is no
    // change of this one.
    guard typed(content, state.form) != typed(state.version.content, state.form) else { return true }
    if state.isSubmitted, !state.keepsSignatures(changedTo: content) {
      let changed = state.form.fields.map(\.id).filter {
        content[$0] != state.version.content[$0]
          || content[rows: $0] != state.version.content[rows: $0]
      }
      walk.problems.append("\(state.current?.id ?? ""): filling in \(changed) takes the signatures away")
      return false
    }
    let submission = Submission(
      amending: state.version.record, base: state.version.number, to: content, reason: "補填")
    guard case .failure(let refusal) = try desk.attended(by: person).submit(submission) else { return true }
    walk.problems.append("\(state.current?.id ?? ""): cannot save: \(refusal.findings.map(\.message.en))")
    return false
  }

  /// The content without what is worked out, which changes with other records and is no change of this one.
  private func typed(_ content: Content, _ form: Form) -> Content {
    let computed = form.fields.flatMap { field in
      field.isComputed ? [field.id] : field.columns.filter(\.isComputed).map { "\(field.id).\($0.id)" }
    }
    return content.withholding(Set(computed)).content
  }

  /// What is still missing of a record that is over, and its status.
  func end(_ number: String) throws -> (status: Status, missing: [String]) {
    guard let state = try state(number) else { return (.saved, []) }
    // What is added after the signatures is still to come.
    let missing = state.stillNeeded(in: state.version.content).filter { $0.rule == "needed_by" }
    return (state.status, missing.map(\.message.en))
  }
}

extension Form {
  /// The steps, and the words for steps, that ask for something at the places of the findings.
  func steps(askingAt findings: [Finding]) -> Set<String> {
    var steps: Set<String> = []
    for finding in findings {
      guard case .field(let id, _, let column) = finding.place, let field = field(id) else { continue }
      let part = column.flatMap { field.column($0) } ?? field
      steps.formUnion(([part.neededBy] + part.checks.map(\.step)).compactMap { $0 })
    }
    return steps
  }
}
