import Domain
import FileStore

/// What takes two hands, see `Granting`.
extension Desk {
  /// The record of somebody who is not in force yet and agrees to it themselves, at their first log-in; nil for anybody
  /// else.
  public func awaited(_ id: String) throws(StoreProblem) -> SignOffState? {
    let people = people
    guard isShared, people[id]?.isActive == false, let version = try store.version(id) else { return nil }
    let state = try store.signOff(of: version, catalogue: catalogue, people: people, now: now)
    return state?.isAcceptance(by: id) == true ? state : nil
  }

  /// Whether the person has a passphrase for one time, which signs nothing.
  public func mustChangeSecret() throws(StoreProblem) -> Bool {
    try store.credential(of: person.id)?.mustChange ?? false
  }

  /// What a version that grants power, or belongs to a record that does, becomes in a shared store, or why it may not be
  /// saved. Nil for any other version.
  func granting(_ new: NewVersion) throws(StoreProblem) -> Granting? {
    guard isShared, let form = catalogue.form(new.form.id), form.isGranting else { return nil }
    var history: [Version] = []
    var record = "-"
    var base: Int?
    switch new.record {
    case .existing(let number, let at):
      history = try store.history(of: number)
      (record, base) = (number, at)
    case .named(let number): record = number
    case .numbered: break
    }
    let grant = NewGrant(
      record: record, base: base, action: new.action, savedBy: new.savedBy, content: new.content)
    return Granting(
      grant, form: form, history: history, access: access, people: people, catalogue: catalogue, now: now)
  }
}
