import Domain
import FileStore

/// A person of the store, as far as letting them in goes.
public struct RegisteredPerson: Sendable {
  public enum State: String, Sendable {
    case active, waiting, disabled, unknown

    public var label: Phrase {
      switch self {
      case .active: Phrase(zh: "在職", en: "active")
      case .waiting: Phrase(zh: "等本人同意", en: "to agree themselves")
      case .disabled: Phrase(zh: "已停用", en: "disabled")
      case .unknown: Phrase(zh: "查無此人", en: "not registered")
      }
    }
  }

  public let name: PersonName
  public let state: State

  /// Everybody in the register of people.
  public static func all(_ desk: Desk) throws(StoreProblem) -> [RegisteredPerson] {
    var result: [RegisteredPerson] = []
    for person in desk.people.everybody {
      var state = State.active
      if !person.isActive { state = try desk.awaited(person.name.id) == nil ? .disabled : .waiting }
      result.append(RegisteredPerson(name: person.name, state: state))
    }
    return result
  }
}
