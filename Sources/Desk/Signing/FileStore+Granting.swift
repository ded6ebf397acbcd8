import Domain
import FileStore

extension FileStore {
  /// The record of somebody who is not in force yet and agrees to it themselves, at their first log-in; nothing for
  /// anybody else.
  public func awaited(
    _ id: String, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> SignOffState? {
    guard description.isShared, people[id]?.isActive == false, let version = try version(id) else { return nil }
    let state = try signOff(of: version, catalogue: catalogue, people: people, now: now)
    return state?.isAcceptance(by: id) == true ? state : nil
  }

  /// What a version that grants power, or belongs to a record that does, becomes in a shared store, or why it may not be
  /// saved. Nothing for any other version.
  public func granting(
    _ new: NewVersion, access: Access, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> Granting? {
    guard description.isShared, !Action.ofSignOff.contains(new.action), let form = catalogue.form(new.form.id),
      form.isGranting
    else { return nil }
    var history: [Version] = []
    var record = "-"
    var base: Int?
    switch new.record {
    case .existing(let number, let at):
      history = try self.history(of: number)
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
