/// How well a role that signs is covered: who holds it, and who signs where its only holder must not, such as what they
/// filled in themselves.
public struct RoleCover: Sendable, Identifiable {
  public enum Cover: Hashable, Sendable {
    /// Nobody active holds it: what needs its signature waits for ever.
    case nobody
    /// Several hold it.
    case several
    /// One holds it; these sign in their place.
    case standIns([PersonName])
    /// One holds it and nobody stands above, so that their submission counts.
    case counts
    /// One holds it, and nobody signs in their place: it needs a second person.
    case needsSecond
  }

  public let role: ChoiceList.Item
  public let holders: [PersonName]
  public let cover: Cover

  public var id: String { role.id }

  public var isShort: Bool { [.nobody, .needsSecond].contains(cover) }

  /// The roles that sign steps of these chains, in the order of the list of roles.
  public static func all(_ chains: [Chain], roles: ChoiceList, people: People) -> [RoleCover] {
    let signing = Set(
      chains.flatMap(\.steps).compactMap { step -> String? in
        switch step.by {
        case .role(let role): role
        case .field(_, let role): role
        case .filler, .unitHead: nil
        }
      })
    let ladder = chains.compactMap(\.standIns).first ?? [:]
    // Heads of units sign too, and a unit without one keeps what its people fill in from its end.
    let headless = people.everyUnit.filter { unit in
      people.everybody.contains { $0.isActive && $0.unit == unit.id }
        && unit.head.flatMap { people[$0] }?.isActive != true
    }.map { unit in
      RoleCover(
        role: ChoiceList.Item(
          id: "head:\(unit.id)", label: Phrase(zh: "單位主管：\(unit.name)", en: "head of \(unit.name)")),
        holders: [], cover: .nobody)
    }
    return headless
      + roles.items.filter { signing.contains($0.id) }.map { item in
        let holders = people.signers(as: item.id, ladder)
        return RoleCover(role: item, holders: holders.map(\.name), cover: cover(of: item.id, holders, ladder, people))
      }
  }

  private static func cover(
    of role: String, _ holders: [People.Person], _ ladder: [String: String], _ people: People
  ) -> Cover {
    guard let only = holders.first else { return .nobody }
    guard holders.count == 1 else { return .several }
    let isTop = role == ladder[Chain.aboveAllHeads]
    let able = people.standIns(for: role, ladder) { $0.id != only.id }
    if !able.isEmpty { return .standIns(able.map(\.name)) }
    if ladder[role] == nil, let head = people.headAbove(only) { return .standIns([head.name]) }
    let above = people.holders(of: ladder[Chain.aboveAllHeads] ?? "")
    let others = above.filter { $0.id != only.id }
    if !others.isEmpty { return .standIns(others.map(\.name)) }
    return isTop || above.map(\.id) == [only.id] ? .counts : .needsSecond
  }

  public var text: Phrase {
    let names = { (people: [PersonName]) in Phrase.people(people) }
    switch cover {
    case .nobody:
      return Phrase(
        zh: "沒有人；需要這個角色簽核的紀錄送不完，請指定人員", en: "nobody; what needs its signature never ends: give it to somebody")
    case .several: return names(holders)
    case .standIns(let others):
      return names(holders)
        + Phrase(zh: "；不能簽自己填的紀錄時由\(names(others).zh)代簽", en: "; where they must not sign, \(names(others).en) do")
    case .counts:
      return names(holders) + Phrase(zh: "；之上沒有人，送審即算", en: "; nobody stands above, their submission counts")
    case .needsSecond:
      return names(holders) + Phrase(zh: "；需要第二人，沒有人能代簽", en: "; needs a second person, nobody can sign in their place")
    }
  }
}

extension People {
  /// The head of somebody's unit, or of a unit above it, who is somebody else.
  fileprivate func headAbove(_ person: Person) -> Person? {
    var at = person.unit.flatMap(unit)
    var seen: Set<String> = []
    while let unit = at, seen.insert(unit.id).inserted {
      if let head = unit.head.flatMap({ self[$0] }), head.isActive, head.id != person.id { return head }
      at = unit.parent.flatMap(self.unit)
    }
    return nil
  }
}
