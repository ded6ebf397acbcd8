import Domain
import Desk

/// A person who may be signed in: known from an earlier visit, or from the register of people.
struct Visitor {
  let name: String
  let organisation: String
  /// What an entry starts with.
  let known: Content
  /// The day of the last visit; nil for a person who was never here.
  let lastVisit: Day?

  /// What an entry takes over from the last visit. Badges, briefings and times are asked for each time.
  private static let kept = [
    "area", "person_kind", "person_name", "person_org", "id_check", "purpose_kind", "purpose", "escort",
    "contact_phone", "work_ref",
  ]

  /// How many entries of the log are looked through.
  private static let most = 60

  /// A visitor of whom this is known already.
  init(name: String, organisation: String, known: Content) {
    self.name = name
    self.organisation = organisation
    self.known = known.only(Visitor.kept)
    lastVisit = nil
  }

  private init(_ version: Version, _ clock: StoreClock) {
    known = version.content.only(Visitor.kept)
    name = version.content["person_name"].first ?? ""
    organisation = version.content["person_org"].first ?? ""
    lastVisit = (clock.moment(version.content["enter_at"].first) ?? clock.placed(version.savedAt)).day
  }

  private init(person: RecordValue, _ workspace: Workspace) {
    let unit = person.content["unit"].first.flatMap { $0.split(separator: " ").first.map(String.init) }
    name = person.content["name"].first ?? person.number
    organisation = unit.flatMap { workspace.records.named($0)?.content["name"].first } ?? ""
    lastVisit = nil
    let keeps = Set(person.content["roles"]).isDisjoint(with: ["data_room_duty", "data_room_keeper", "operations"])
    var known = Content()
    known["person_name"] = [name]
    known["person_org"] = organisation.isEmpty ? [] : [organisation]
    known["person_kind"] = [keeps ? "own_unit" : "authorized"]
    self.known = known
  }

  /// Those whose name, company or badge has the text, latest visit first; then people of the register. A text that
  /// is a whole badge or staff number, as a reader types it, finds only its holder.
  static func found(_ text: String, _ workspace: Workspace) -> (visitors: [Visitor], effects: [Effect]) {
    let wanted = SearchForm.folded(text.trimmed)
    let people = workspace.desk?.register.filter { $0.content["active"] == ["yes"] } ?? []
    if let holder = people.first(where: {
      !wanted.isEmpty && $0.content["staff_no"].first.map(SearchForm.folded) == wanted
    }) {
      let name = holder.content["name"].first ?? holder.number
      let (earlier, effects) = visits(name, workspace)
      let same = earlier.first { $0.content["person_name"].first == name }
      return ([same.map { Visitor($0, workspace.clock) } ?? Visitor(person: holder, workspace)], effects)
    }
    let (versions, effects) = visits(wanted, workspace)
    if let holder = versions.first(where: {
      !wanted.isEmpty && $0.content["badge_no"].first.map(SearchForm.folded) == wanted
    }) {
      return ([Visitor(holder, workspace.clock)], effects)
    }
    var seen: Set<[String]> = []
    var visitors: [Visitor] = []
    for version in versions {
      let asked = ["person_name", "person_org", "badge_no"].compactMap {
        version.content[$0].first.map(SearchForm.folded)
      }
      guard wanted.isEmpty || asked.contains(where: { $0.contains(wanted) }) else { continue }
      let visitor = Visitor(version, workspace.clock)
      if seen.insert([visitor.name, visitor.organisation]).inserted { visitors.append(visitor) }
    }
    guard !wanted.isEmpty else { return (visitors, effects) }
    let names = Set(visitors.map(\.name))
    for person in people {
      let visitor = Visitor(person: person, workspace)
      let asked = [visitor.name, visitor.organisation, person.number].map(SearchForm.folded)
      if !names.contains(visitor.name), asked.contains(where: { $0.contains(wanted) }) { visitors.append(visitor) }
    }
    return (visitors, effects)
  }

  private static func visits(_ text: String, _ workspace: Workspace) -> (versions: [Version], effects: [Effect]) {
    let query = ListQuery(form: Visit.form, filter: text, sort: .savedAt, ascending: false, limit: most)
    let (found, effects) = workspace.ask { (desk) throws(StoreProblem) in
      var versions: [Version] = []
      for row in try desk.list(query).rows where row.status != .void {
        if case .success(let seen) = try desk.look(at: row.number) { versions.append(seen.version) }
      }
      return versions
    }
    return (found ?? [], effects)
  }
}

extension Content {
  /// These fields alone.
  fileprivate func only(_ ids: [String]) -> Content {
    ids.reduce(into: Content()) { $0[$1] = self[$1] }
  }
}
