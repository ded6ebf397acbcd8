import Desk
import Domain

extension RegisteredPerson {
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
