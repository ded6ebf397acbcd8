import Desk
import Domain

/// A person of the store, as far as letting them in goes.
struct RegisteredPerson {
  enum State: String {
    case active, waiting, disabled, unknown

    var label: Phrase {
      switch self {
      case .active: Phrase(zh: "在職", en: "active")
      case .waiting: Phrase(zh: "等本人同意", en: "to agree themselves")
      case .disabled: Phrase(zh: "已停用", en: "disabled")
      case .unknown: Phrase(zh: "查無此人", en: "not registered")
      }
    }
  }

  let name: PersonName
  let state: State

  static func all(_ desk: Desk) throws -> [RegisteredPerson] {
    try desk.people.everybody.map { person in
      if person.isActive { return RegisteredPerson(name: person.name, state: .active) }
      return RegisteredPerson(name: person.name, state: try desk.awaited(person.name.id) == nil ? .disabled : .waiting)
    }
  }

  /// The person of that id; else says whom there is.
  static func find(_ id: String, _ desk: Desk) throws -> RegisteredPerson {
    let people = try all(desk)
    if let person = people.first(where: { $0.name.id == id }) { return person }
    let near = Suggestion.nearest(to: id, among: people.map(\.name.id))
    throw CommandRefusal(
      .notFound,
      Suggestion.unknown(Phrase(zh: "人員", en: "person"), id, near)
        + Phrase(zh: "用 ismsbook list person 可列出所有人員。", en: " See all persons with ismsbook list person."))
  }
}
