import Desk
import Domain
import Testing

/// Each procedure, walked as its text says by the people who do its work, to the end that it names.
///
/// In a large organisation everything is filled in and signed by keys, in the smallest by commands; what the files call
/// `finish FORM` are records around the procedure, which are saved and signed at the desk.
@Suite("Every procedure is walked to its end by the people who do its work", .serialized) @MainActor
struct ProcedureJourneyTests {
  private nonisolated static let walks = JourneyFile.names().flatMap { name in
    JourneyOffice.Size.allCases.map { Walk(journey: name, size: $0) }
  }

  struct Walk: CustomTestStringConvertible, Sendable {
    let journey: String
    let size: JourneyOffice.Size
    var testDescription: String { "\(journey) \(size.rawValue)" }
  }

  @Test("In a large organisation by keys, in the smallest by commands", arguments: walks)
  func walk(_ walk: Walk) throws {
    let file = try JourneyFile(walk.journey)
    let journey = try Journey(JourneyOffice(walk.size))
    for statement in file.statements where statement.size == nil || statement.size == walk.size.rawValue {
      do {
        try journey.take(statement)
      } catch {
        Issue.record("\(walk.journey).txt:\(statement.line) \(walk.size.rawValue): \(statement.words): \(error)")
        // What comes next needs what did not happen.
        return
      }
    }
  }

  @Test(
    "Every journey leaves something essential out, which is refused, and comes to an end",
    arguments: JourneyFile.names())
  func hasBoth(_ name: String) throws {
    let file = try JourneyFile(name)
    for size in JourneyOffice.Size.allCases {
      let words = file.statements.filter { $0.size == nil || $0.size == size.rawValue }.map(\.words)
      #expect(words.contains { $0.hasPrefix("cannot ") })
      #expect(words.contains { $0.hasPrefix("waits ") }, "nobody looks whose turn it is")
      #expect(words.contains { $0.hasPrefix("status ") && ($0.hasSuffix(" closed") || $0.hasSuffix(" approved")) })
    }
  }
}

/// Takes statements one by one.
@MainActor
private final class Journey {
  struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private typealias Values = [(place: String, texts: [String])]

  private let office: JourneyOffice
  private var numbers: [String: String] = [:]

  init(_ office: JourneyOffice) { self.office = office }

  func take(_ statement: JourneyFile.Statement) throws {
    let values = try statement.values.map { ($0.place, try $0.texts.map(resolved)) }
    let (head, tail) = Self.sides(statement.words)
    let words = head.split(separator: " ").map(String.init)
    switch (words[0], words.count) {
    case ("save", 6): try save(words, values)
    case ("finish", 6):
      let number = try saveAtDesk(words, values)
      try finish(number, at: .desk)
    case ("add", 4): try change(words, values, filling: false)
    case ("fill", 4): try change(words, values, filling: true)
    case ("cannot", 5): try cannot(words, values, tail)
    case ("submit", 4), ("agree", 4), ("withdraw", 4), ("return", 4), ("refuse", 4):
      let refused = try office.decide(
        try action(words[0]), number(words[1]), tail, by: person(words[3], number(words[1])))
      if let refused { throw Wrong(refused) }
    case ("waits", 4): try waits(words, tail)
    case ("sign", 4): try sign(try number(words[1]), to: words[3])
    case ("finish", 2), ("finish", 4): try finish(try number(words[1]), to: words.count == 4 ? words[3] : "end")
    case ("status", 3):
      let status = try office.version(try number(words[1])).status
      if status.rawValue != words[2] { throw Wrong("is \(status.rawValue)") }
    case ("value", _): try value(statement.words)
    case ("pass", 3):
      let seconds = ["days": 86_400, "hours": 3600, "minutes": 60][words[2]]
      guard let count = Int(words[1]), let seconds else { throw Wrong("is no time") }
      office.pass(seconds: count * seconds)
    default: throw Wrong("is no statement")
    }
  }

  private static func sides(_ words: String) -> (head: String, tail: String) {
    guard let colon = words.firstRange(of: ":") else { return (words, "") }
    return (
      String(words[..<colon.lowerBound]).trimmed, String(words[colon.upperBound...]).trimmed
    )
  }

  private func number(_ name: String) throws -> String {
    guard let number = numbers[name] else { throw Wrong("there is no \(name)") }
    return number
  }

  /// Somebody in a role, or `turn`: whoever signs next.
  private func person(_ word: String, _ number: String) throws -> PersonName {
    guard word == "turn" else { return office.holder(of: word) }
    guard let state = try office.state(number) else { throw Wrong("is not signed") }
    return try next(state)
  }

  private func form(_ id: String) throws -> Form {
    guard let form = office.filler.catalogue.form(id) else { throw Wrong("there is no form \(id)") }
    return form
  }

  private func action(_ word: String) throws -> Action {
    let action = Action(rawValue: word)
    guard Action.ofSignOff.contains(action) else { throw Wrong("is no decision") }
    return action
  }

  /// `{name}`, `{+3}`, `{+3 09:00}`, `{now-60}`, `{file}` and `@role` in a text; what else stands in braces is a form,
  /// of which the filler makes a record.
  private func resolved(_ text: String) throws -> String {
    if text.hasPrefix("@") { return office.holder(of: String(text.dropFirst())).id }
    return try text.replacing(/\{([^{}]+)\}/) { match in
      let word = String(match.1)
      if let number = numbers[word] { return number }
      if word == "file" { return try office.file() }
      if let found = word.wholeMatch(of: /now([+-][0-9]+)?/) {
        return office.now.adding(seconds: 60 * (found.1.flatMap { Int($0) } ?? 0)).text
      }
      if let found = word.wholeMatch(of: /([+-][0-9]+|0)( [0-9:]+)?/), let days = Int(found.1) {
        let day = office.now.day.adding(days: days).text
        return found.2.map { "\(day)T\($0.dropFirst())+08:00" } ?? day
      }
      return String(match.0)
    }
  }

  // MARK: - Filling in

  private func save(_ words: [String], _ values: Values) throws {
    let (form, person) = (try form(words[1]), office.holder(of: words[5]))
    let (content, _) = try office.filler.content(of: form, by: person, values)
    try isKept(values, in: content)
    let number = try office.save(form, content, by: person)
    numbers[words[3]] = number
    office.filler.refer(to: number, of: form.id)
  }

  private func saveAtDesk(_ words: [String], _ values: Values) throws -> String {
    let (form, person) = (try form(words[1]), office.holder(of: words[5]))
    let (content, _) = try office.filler.content(of: form, by: person, values)
    try isKept(values, in: content)
    let number = try office.desk.attended(by: person).submit(Submission(new: form.id, content)).get().version.record
    numbers[words[3]] = number
    office.filler.refer(to: number, of: form.id)
    return number
  }

  private func change(_ words: [String], _ values: Values, filling: Bool) throws {
    let number = try number(words[1])
    try change(number, by: try person(words[3], number), values, filling: filling, at: .door)
  }

  private enum Way { case door, desk }

  private func change(
    _ number: String, by person: PersonName, _ values: Values, filling: Bool, at way: Way
  ) throws {
    let base = try office.version(number)
    let content = try content(base, by: person, values, filling: filling)
    try isKept(values, in: content)
    switch way {
    case .door: try office.amend(number, content, by: person)
    case .desk:
      let submission = Submission(amending: number, base: base.number, to: content, reason: "補填")
      _ = try office.desk.attended(by: person).submit(submission).get()
    }
  }

  private func content(
    _ base: Version, by person: PersonName, _ values: Values, filling: Bool
  ) throws -> Content {
    let state = try office.desk.signOff(of: base)
    var signed = state?.signedSteps ?? SignedSteps()
    var wanted: Values = []
    if filling, let state, let step = state.current?.id {
      signed.passed.insert(step)
      let action: Action = state.isSubmitted || state.chain.isSignedAtOnce ? .agree : .submit
      let asked = try office.desk.attended(by: try next(state)).signable(action, base.record, version: nil)
      if case .failure(let refusal) = asked { signed.passed.formUnion(state.form.steps(askingAt: refusal.findings)) }
      let places = Set(values.map(\.place))
      wanted = (SigningWorld.wanted["\(base.form.id)@\(step)"] ?? []).filter { !places.contains($0.place) }
    }
    let (content, findings) = try office.filler.filledIn(base, for: signed, by: person, wanted + values)
    let blocking = findings.filter(\.blocks)
    guard blocking.isEmpty else { throw Wrong("\(blocking.map { "\($0.place) \($0.message.en)" })") }
    return content
  }

  /// The filler mends what does not go together; what the journey says is not mended.
  private func isKept(_ values: Values, in content: Content) throws {
    for (place, texts) in values where !place.hasPrefix("{") && !texts.contains(where: { $0.contains("{") }) {
      let kept = Self.texts(at: place, in: content)
      guard kept.count == texts.count,
        zip(kept, texts).allSatisfy({ $0 == $1 || $0.hasPrefix($1 + " ") || Self.isMoment($1) })
      else { throw Wrong("\(place) became \(kept), not \(texts)") }
    }
  }

  private static func isMoment(_ text: String) -> Bool { Moment(text) != nil }

  private static func texts(at place: String, in content: Content) -> [String] {
    let parts = place.split(separator: ".").map(String.init)
    guard parts.count == 3, let row = Int(parts[1]) else { return content[place] }
    let rows = content[rows: parts[0]]
    return rows.indices.contains(row) ? rows[row][parts[2]] : []
  }

  // MARK: - Refused

  /// Refused at exactly these places, and by keys or command too.
  private func cannot(_ words: [String], _ values: Values, _ tail: String) throws {
    let places = Set(tail.split(separator: ",").map { String($0).trimmed })
    let person = words[1] == "save" ? office.holder(of: words[4]) : try person(words[4], number(words[2]))
    let found: [String]
    switch words[1] {
    case "save":
      let form = try form(words[2])
      let (content, entry) = try office.filler.content(of: form, by: person, [])
      let wrong = try office.filler.put(values, in: content, entry)
      found = try office.places(Submission(new: form.id, wrong), by: person)
    case "add":
      let base = try office.version(try number(words[2]))
      let wrong = try office.filler.put(values, in: base, by: person, try office.state(base.record)?.signedSteps)
      found = try office.places(
        Submission(amending: base.record, base: base.number, to: wrong, reason: "補填"), by: person)
    default:
      let (action, number) = (try action(words[1]), try number(words[2]))
      guard try office.decide(action, number, "", by: person) != nil else { throw Wrong("was not refused") }
      found = try office.places(action, number, "", by: person)
    }
    guard Set(found) == places else { throw Wrong("is refused at \(found.joined(separator: ", "))") }
  }

  // MARK: - Signing

  private func waits(_ words: [String], _ tail: String) throws {
    let current = try office.state(try number(words[1]))?.current
    guard let current, current.id == words[3] else { throw Wrong("waits for \(current?.id ?? "nothing")") }
    let roles = tail.split(separator: ",").map { String($0).trimmed }
    let wanted = current.signers.wanted
    guard !wanted.isEmpty, wanted.allSatisfy({ office.person($0, isOneOf: roles) }) else {
      throw Wrong("waits for \(wanted.map(\.id)) \(current.signers.gap?.message.en ?? "")")
    }
  }

  /// Who signs next: whoever saved it, before it is submitted.
  private func next(_ state: SignOffState) throws -> PersonName {
    if !state.isSubmitted, !state.chain.isSignedAtOnce { return state.filler }
    guard let person = state.current?.signers.wanted.first else {
      throw Wrong("nobody for \(state.current?.id ?? ""): \(state.current?.signers.gap?.message.en ?? "")")
    }
    return person
  }

  private func sign(_ number: String, to step: String) throws {
    for _ in 0..<20 {
      guard let state = try office.state(number), let current = state.current, current.id != step else {
        if step != "end", try office.state(number)?.current?.id != step { throw Wrong("never comes to \(step)") }
        return
      }
      let person = try next(state)
      let action: Action = state.isSubmitted || state.chain.isSignedAtOnce ? .agree : .submit
      if let refused = try office.decide(action, number, "", by: person) {
        throw Wrong("\(current.id) by \(person.id): \(refused)")
      }
    }
    throw Wrong("comes to no end")
  }

  private func finish(_ number: String, to step: String = "end", at way: Way = .door) throws {
    var before: [String] = []
    for _ in 0..<40 {
      guard let state = try office.state(number), let current = state.current, current.id != step else { return }
      let person = try next(state)
      let action: Action = state.isSubmitted || state.chain.isSignedAtOnce ? .agree : .submit
      let missing = try office.desk.attended(by: person).signable(action, number, version: nil).places
      if !missing.isEmpty {
        let wants = "\(current.id) by \(person.id) wants \(missing.joined(separator: ", "))"
        guard missing != before else { throw Wrong(wants) }
        before = missing
        do {
          // Who signs but writes nothing has it written down by whoever filled the record in.
          let writes = office.desk.attended(by: person).access.may(.amend, form: state.form.id)
          try change(number, by: writes ? person : state.filler, [], filling: true, at: way)
        } catch {
          throw Wrong("\(wants): \(error)")
        }
        continue
      }
      switch way {
      case .door:
        if let refused = try office.decide(action, number, "", by: person) {
          throw Wrong("\(current.id) by \(person.id): \(refused)")
        }
      case .desk:
        let places = try office.places(action, number, "", by: person)
        if !places.isEmpty { throw Wrong("\(current.id) by \(person.id): \(places)") }
      }
    }
    throw Wrong("comes to no end")
  }

  // MARK: - Looking

  private func value(_ words: String) throws {
    guard let found = words.wholeMatch(of: /value (\S+) (\S+) =(.*)/) else { throw Wrong("is no value") }
    let content = try office.version(try number(String(found.1))).content
    let texts = Self.texts(at: String(found.2), in: content)
    let wanted = try String(found.3).components(separatedBy: " | ").map { try resolved($0.trimmed) }.filter {
      !$0.isEmpty
    }
    guard texts == wanted || texts.map({ $0.split(separator: " ").first.map(String.init) ?? "" }) == wanted else {
      throw Wrong("is \(texts)")
    }
  }
}

extension Result where Failure == Refusal {
  @MainActor fileprivate var places: [String] {
    if case .failure(let refusal) = self { JourneyOffice.places(refusal) } else { [] }
  }
}
