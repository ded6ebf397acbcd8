/// The people and units of the store as signing and rights see them, read once.
public struct People: Sendable {
  public struct Person: Hashable, Sendable, Identifiable {
    public let name: PersonName
    /// Somebody who has left is disabled, never removed.
    public let isActive: Bool
    public let roles: Set<String>
    /// Id of the unit; nil for a first administrator.
    public let unit: String?
    public let deputy: String?
    public let deputyFrom: Day?
    /// The last day on which the deputy may sign.
    public let deputyTo: Day?

    public var id: String { name.id }

    /// Whether the deputy may sign on that day.
    public func hasDeputy(on day: Day) -> Bool {
      guard deputy != nil, isActive, let deputyFrom, let deputyTo else { return false }
      return deputyFrom <= day && day <= deputyTo
    }
  }

  public struct Unit: Hashable, Sendable, Identifiable {
    public let id: String
    public let name: String
    public let parent: String?
    public let head: String?
  }

  public let records: any RecordSource
  public let hands: Hands
  private let persons: [String: Person]
  private let units: [String: Unit]

  /// Reads the records of the forms `person` and `unit`.
  public init(_ records: any RecordSource) {
    self.records = records
    hands = records.hands
    persons = Dictionary(
      records.records(of: "person", where: [:], limit: nil).map { ($0.number, Person($0)) },
      uniquingKeysWith: { first, _ in first })
    units = Dictionary(
      records.records(of: "unit", where: [:], limit: nil).map { ($0.number, Unit($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  public subscript(id: String) -> Person? { persons[id] }

  /// Everybody, by id; those who have left too.
  public var everybody: [Person] { persons.values.sorted { $0.id < $1.id } }

  public func unit(_ id: String) -> Unit? { units[id] }

  /// Every unit, by id.
  public var everyUnit: [Unit] { units.values.sorted { $0.id < $1.id } }

  /// Everybody who is active and has the role, by id.
  public func holders(of role: String) -> [Person] {
    persons.values.filter { $0.isActive && $0.roles.contains(role) }.sorted { $0.id < $1.id }
  }

  /// Everybody who signs as a role: who holds it; where nobody does and heads stand in for it, the heads of units.
  func signers(as role: String, _ standIns: [String: String]) -> [Person] {
    let all = holders(of: role)
    guard all.isEmpty, standIns[role] == Chain.aboveAllHeads else { return all }
    let heads = Set(everyUnit.compactMap(\.head))
    return everybody.filter { $0.isActive && heads.contains($0.id) }
  }

  /// Who signs in place of a role: whoever may of the role one step higher, else of the next; nobody at the top.
  func standIns(for role: String, _ standIns: [String: String], where isAble: (Person) -> Bool) -> [Person] {
    var seen: Set<String> = [role]
    var next = standIns[role]
    while let higher = next, seen.insert(higher).inserted {
      let able = holders(of: higher).filter(isAble)
      if !able.isEmpty { return able }
      next = standIns[higher]
    }
    return []
  }

  /// Everybody active of the role who can sign, once a person's record says this.
  func holders(of role: String, once number: String, says content: Content) -> [Person] {
    let others = holders(of: role).filter { $0.id != number }
    let person = Person(RecordValue(number: number, form: "person", version: 0, content: content))
    return (others + (person.isActive && person.roles.contains(role) ? [person] : [])).filter { hands.canSign($0.id) }
  }

  /// Whose deputy somebody is on a day, by id.
  public func represented(by id: String, on day: Day) -> [Person] {
    persons.values.filter { $0.deputy == id && $0.hasDeputy(on: day) }.sorted { $0.id < $1.id }
  }

  /// Names that several of these people have, in the form in which texts are compared.
  public static func sharedNames(_ people: [RecordValue]) -> Set<String> {
    let names = people.flatMap { person in
      Set(["name", "name_en"].compactMap { person.content[$0].first.map(SearchForm.folded) })
    }
    var seen: Set<String> = []
    return Set(names.filter { !seen.insert($0).inserted })
  }

  /// What a role is called.
  public func title(ofRole id: String) -> Phrase {
    records.form("person")?.field("roles")?.choices?[id]?.label ?? Phrase(verbatim: id)
  }
}

extension People.Person {
  init(_ record: RecordValue) {
    let content = record.content
    name = PersonName(
      id: record.number, name: content["name"].first ?? record.number, english: content["name_en"].first)
    isActive = content["active"] == ["yes"]
    roles = Set(content["roles"])
    unit = content["unit"].first.map(People.id)
    deputy = content["deputy"].first.map(People.id)
    deputyFrom = content["deputy_from"].first.flatMap { Day($0) }
    deputyTo = content["deputy_to"].first.flatMap { Day($0) }
  }
}

extension People.Unit {
  init(_ record: RecordValue) {
    let content = record.content
    id = record.number
    name = content["name"].first ?? record.number
    parent = content["parent"].first.map(People.id)
    head = content["head"].first.map(People.id)
  }
}

extension People {
  /// The id in a stored person or unit, `wang.xm 王小明`.
  static func id(_ stored: String) -> String { stored.split(separator: " ").first.map(String.init) ?? stored }
}
