import Domain
import Desk

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

  static func all(_ session: Session) throws -> [RegisteredPerson] {
    try session.desk.people.everybody.map { person in
      if person.isActive { return RegisteredPerson(name: person.name, state: .active) }
      let awaited = try session.ask { desk throws(StoreProblem) in try desk.awaited(person.name.id) }
      return RegisteredPerson(name: person.name, state: awaited == nil ? .disabled : .waiting)
    }
  }

  /// The person of that id, who may come in; else says why not.
  static func find(_ id: String, _ session: Session) throws -> RegisteredPerson {
    let people = try all(session)
    guard let person = people.first(where: { $0.name.id == id }) else {
      let near = Suggestion.nearest(to: id, among: people.map(\.name.id))
      let text =
        Suggestion.unknown(Phrase(zh: "人員", en: "person"), id, near)
        + Phrase(zh: "用 ismsbook list person 可列出所有人員。", en: " See all persons with ismsbook list person.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.notFound
    }
    guard person.state != .disabled else {
      let text = Phrase(
        zh: "\(person.name.text) 已停用，不能加入金鑰；要讓他進來，請先把人員資料改為在職。",
        en: "\(person.name.text) is disabled, so no key is added; set the person to active first.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.findings
    }
    return person
  }
}
