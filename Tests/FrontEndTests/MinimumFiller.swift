import Definitions
import Domain
import Desk
import Foundation
import TestKit

/// Fills a form with no more than it asks for: defaults first, then a plausible value for each finding that says a
/// value is required, until nothing blocks. Records that it has to refer to are made the same way before.
@MainActor
final class MinimumFiller {
  struct Stuck: Error, CustomStringConvertible {
    let form: String
    let findings: [Finding]

    var description: String {
      "\(form): " + findings.map { "\($0.place) \($0.rule) \($0.message.en)" }.joined(separator: " ;; ")
    }
  }

  let catalogue: ScreensCatalogue
  let desk: Desk
  let me: PersonName
  /// Days may pass between records.
  var now: Moment
  /// Typed texts that a form's checks want, by form: a field `id`, or a cell `table.row.column`.
  let wanted: [String: [(place: String, texts: [String])]]
  /// Ids of people and units that may be named, the likeliest first.
  var people = ["wang.xm", "lee.dh", "lin.yc"]
  var units = ["org", "IT"]
  /// Who fills a form in that others refer to, where it is not `me`.
  var whoFills: (Form) -> PersonName? = { _ in nil }
  /// How what is filled in is saved: a new record, or another version of the one with the number. At the desk if nil.
  var saving: ((_ form: Form, _ content: Content, _ number: String?, _ reason: String) throws -> Version)?
  /// What becomes of a record once it is there; called once for each.
  var wasMade: (String) -> Void = { _ in }
  private var made: [String: String] = [:]
  /// Forms that could not be filled in are not tried again for each form that refers to them.
  private var failed: [String: Stuck] = [:]
  private var underWay: [String] = []

  init(
    catalogue: ScreensCatalogue, desk: Desk, me: PersonName, now: Moment,
    wanted: [String: [(place: String, texts: [String])]]
  ) {
    self.catalogue = catalogue
    self.desk = desk
    self.me = me
    self.now = now
    self.wanted = wanted
  }

  /// The number of a record of the form that is filled in to the minimum; made at the first call. `form#2` is another
  /// record of the same form.
  func record(of id: String) throws -> String {
    if let number = made[id] { return number }
    if let stuck = failed[id] { throw stuck }
    let name = id.split(separator: "#").first.map(String.init) ?? id
    guard let form = catalogue.form(name), !underWay.contains(id) else {
      throw Stuck(form: (underWay + [id]).joined(separator: " > "), findings: [])
    }
    let filler = whoFills(form)
    let entry = entry(form, by: filler)
    do {
      let version = try whileUnderWay(id) {
        try save(try minimum(entry), entry, base: nil, reason: nil, by: filler)
      }
      made[id] = version.record
      wasMade(version.record)
      return version.record
    } catch let stuck as Stuck {
      failed[id] = stuck
      throw stuck
    }
  }

  private func whileUnderWay<Result>(_ id: String, _ body: () throws -> Result) rethrows -> Result {
    underWay.append(id)
    defer { underWay.removeLast() }
    return try body()
  }

  /// What somebody types into a new record: the values, and no more beside them than the form asks for.
  func content(
    of form: Form, by person: PersonName, _ values: [(place: String, texts: [String])]
  ) throws -> (content: Content, entry: Entry) {
    let entry = entry(form, by: person)
    let places = Set(values.map(\.place))
    var all = (wanted[form.id] ?? []).filter { !places.contains($0.place) }
    // What is left empty on purpose is not there at all.
    let usual = Set((wanted[form.id] ?? []).map(\.place))
    all.append(contentsOf: values.filter { !$0.texts.isEmpty || !usual.contains($0.place) })
    let content = try whileUnderWay(form.id) { () throws -> Content in
      try minimum(entry, from: try typed(all, over: entry.withDefaults(), entry))
    }
    return (form.arranged(content), entry)
  }

  /// From now on others refer to this record of the form.
  func refer(to number: String, of form: String) { made[form] = number }

  /// A version with what a step asks for filled in by a person, and no more; `signed` is what is signed then.
  func filledIn(
    _ base: Version, for signed: SignedSteps, by person: PersonName, _ values: [(place: String, texts: [String])]
  ) throws -> (content: Content, findings: [Finding]) {
    guard let form = catalogue.form(base.form) else { throw Stuck(form: base.record, findings: []) }
    var entry = entry(form, number: base.record, version: base.number + 1, by: person)
    entry.signed = signed
    var content = base.content
    for (place, texts) in values {
      guard place.hasPrefix("{") else {
        try put(texts.map { $0 == "@me" ? person.id : $0 }, at: place, in: &content, entry)
        continue
      }
      try change(place, to: texts)
    }
    content = try whileUnderWay(form.id) { try minimum(entry, from: content) }
    let settled = form.arranged(entry.settled(entry.read(content)))
    return (settled, entry.findings(settled))
  }

  /// `{form}` makes a record of the form, `{form}.field` changes one of it.
  private func change(_ place: String, to texts: [String]) throws {
    let parts = place.split(separator: ".", maxSplits: 1).map(String.init)
    let number = try resolved(parts[0])
    guard parts.count == 2, let base = desk.records.record(number) else { return }
    var content = base.content
    content[parts[1]] = try texts.map(resolved)
    _ = try desk.submit(Submission(amending: number, base: base.version, to: content, reason: "更新")).get()
  }

  /// A further version of a record with nothing but a remark changed.
  func amend(_ number: String) throws -> Version {
    guard let base = desk.records.record(number), let form = catalogue.form(base.form) else {
      throw Stuck(form: number, findings: [])
    }
    let entry = entry(form, number: number, version: base.version + 1)
    var content = base.content
    content["remarks"] = ["補充說明"]
    return try save(
      try minimum(entry, from: content), entry, base: base, reason: "補充說明")
  }

  private func entry(_ form: Form, number: String? = nil, version: Int = 1, by person: PersonName? = nil) -> Entry {
    Entry(
      form: form, number: number, version: version, now: now, me: person ?? me,
      records: desk.records)
  }

  private func save(
    _ content: Content, _ entry: Entry, base: RecordValue?, reason: String?, by person: PersonName? = nil
  ) throws -> Version {
    if let saving { return try saving(entry.form, content, base?.number, reason ?? "") }
    let desk = self.desk.attended(by: person ?? me)
    let submission =
      base.map { Submission(amending: $0.number, base: $0.version, to: content, reason: reason ?? "") }
      ?? Submission(new: entry.form.id, content)
    switch try desk.submit(submission) {
    case .success(let receipt): return receipt.version
    case .failure(let refusal): throw Stuck(form: entry.form.id, findings: refusal.findings)
    }
  }

  // MARK: - Filling

  /// What is asked for on top of what is there; an amendment may ask for more than the first save.
  private func minimum(_ entry: Entry, from base: Content? = nil) throws -> Content {
    let form = entry.form
    var content = base ?? entry.withDefaults()
    if base == nil {
      for (place, texts) in wanted[form.id] ?? [] { try put(texts, at: place, in: &content, entry) }
    }
    for _ in 0..<400 {
      // What a value shows again has defaults too, as on the screen.
      content = entry.withDefaults(entry.settled(entry.read(content)))
      let blocking = entry.findings(content).filter(\.blocks)
      if blocking.isEmpty { return content }
      // What cannot be mended now may be once another value is there.
      let inOrder = blocking.filter(Self.isMissing) + blocking.filter { !Self.isMissing($0) }
      var better: Content?
      for finding in inOrder where better == nil { better = try mended(content, finding, blocking, entry) }
      guard let better else { throw Stuck(form: form.id, findings: blocking) }
      content = better
    }
    throw Stuck(form: form.id, findings: entry.findings(content).filter(\.blocks))
  }

  /// Whether a finding says that something is empty, now or for a step.
  private static func isMissing(_ finding: Finding) -> Bool { ["required", "needed_by"].contains(finding.rule) }

  /// The content with the first value at the finding's place that leaves fewer findings than before.
  private func mended(
    _ content: Content, _ finding: Finding, _ blocking: [Finding], _ entry: Entry
  ) throws -> Content? {
    guard case .field(let id, let row, let column) = finding.place, let table = entry.form.field(id) else { return nil }
    if table.isTable, row == nil {
      guard content[rows: id].isEmpty else { return nil }
      var result = content
      result[rows: id] = [entry.newRow(of: table, in: content)]
      // A row that starts empty still has to be there while its cells are filled in.
      if let first = table.columns.first(where: { !$0.isComputed }), result[rows: id][0].isEmpty {
        result[rows: id][0][first.id] = try candidates(first, entry).first ?? []
      }
      return result
    }
    guard let field = column.flatMap({ table.column($0) }) ?? (row == nil ? table : nil) else { return nil }
    let isMissing = Self.isMissing(finding)
    for values in try candidates(field, entry) {
      var trial = content
      if let row, let column { trial[rows: id][row][column] = values } else { trial[id] = values }
      trial = entry.settled(entry.read(trial))
      let left = entry.findings(trial).filter(\.blocks)
      let isMended = !left.contains { $0.place == finding.place }
      // Filling in may ask for more, but what is filled in must not contradict anything.
      let faults = { (findings: [Finding]) in findings.count { !Self.isMissing($0) } }
      if isMended, faults(left) <= faults(blocking) - (isMissing ? 0 : 1) { return trial }
    }
    return nil
  }

  private func typed(
    _ values: [(place: String, texts: [String])], over base: Content, _ entry: Entry
  ) throws -> Content {
    var content = base
    for value in values { try put(value.texts, at: value.place, in: &content, entry) }
    return content
  }

  /// A content with further values typed over it, whatever is wrong with them.
  func put(_ values: [(place: String, texts: [String])], in base: Content, _ entry: Entry) throws -> Content {
    let content = try typed(values, over: base, entry)
    return entry.form.arranged(entry.withDefaults(entry.settled(entry.read(content))))
  }

  func put(
    _ values: [(place: String, texts: [String])], in base: Version, by person: PersonName, _ signed: SignedSteps?
  ) throws -> Content {
    guard let form = catalogue.form(base.form) else { throw Stuck(form: base.record, findings: []) }
    var entry = entry(form, number: base.record, version: base.number + 1, by: person)
    if let signed { entry.signed = signed }
    return try put(values, in: base.content, entry)
  }

  private func put(_ texts: [String], at place: String, in content: inout Content, _ entry: Entry) throws {
    let values = try texts.map(resolved)
    let parts = place.split(separator: ".").map(String.init)
    guard parts.count == 3, let table = entry.form.field(parts[0]), let row = Int(parts[1]) else {
      content[place] = values
      return
    }
    var rows = content[rows: table.id]
    while rows.count <= row { rows.append(entry.newRow(of: table, in: content)) }
    rows[row][parts[2]] = values
    content[rows: table.id] = rows
  }

  /// The text with the number of a record in the place of `{form}`.
  private func resolved(_ text: String) throws -> String {
    guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}") else { return text }
    let form = String(text[text.index(after: open)..<close])
    return try text.replacingOccurrences(of: "{\(form)}", with: record(of: form))
  }

  /// A small file in the store.
  private func evidence() throws -> String {
    let folder = try TemporaryFolder()
    return try desk.attach(path: folder.write("佐證", to: "evidence.txt")).get().text
  }

  /// Texts that a person might type into a field, the plainest first.
  private func candidates(_ field: Field, _ entry: Entry) throws -> [[String]] {
    let days = [0, 30, 365, 180, 7, 1, -1, -30, -365, 4000].map { now.day.adding(days: $0).text }
    switch field.type.id {
    case "number": return ["1", "0", "100", "2", "50", "5", "10", "24", "60"].map { [$0] }
    case "day": return days.map { [$0] }
    case "time": return [["09:00"], ["17:00"]]
    case "moment":
      return [0, -60, -1440, 60, 1440, 10080].map { [now.adding(seconds: $0 * 60).text] }
    case "yes-no": return [["no"], ["yes"]]
    case "choice", "choices":
      return field.choices?.items.map { [$0.id] } ?? []
    case "person": return people.map { [$0] }
    case "unit": return units.map { [$0] }
    case "file": return [[try evidence()]]
    case "reference", "references":
      let targets = field.targets.isEmpty ? ["unit"] : field.targets
      let fromBefore = targets.compactMap { made[$0] }
      if !fromBefore.isEmpty { return fromBefore.map { [$0] } }
      // A form that is being filled in just now cannot be referred to yet.
      return try targets.filter { !underWay.contains($0) }.prefix(1).map { [try record(of: $0)] }
    default:
      return [
        ["測試"], ["為了測試而填寫的說明，內容足夠長，說明現況、原因與後續處理方式。"], ["1.0"], ["2.0"], ["https://example.org"],
        ["192.0.2.1"], ["02-2345-6789"], ["office@example.org"], [String(repeating: "a", count: 64)], ["A123456789"],
        ["T-0001"],
      ]
    }
  }
}
