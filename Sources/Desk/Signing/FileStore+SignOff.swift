import Domain
import FileStore

extension FileStore {
  /// Where a version stands in its form's chain; nothing in a personal store and for forms without a chain.
  /// `history` are all versions of the record; they are read where they are not given.
  func signOff(
    of version: Version, history: [Version]? = nil, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> SignOffState? {
    guard description.isShared, let form = catalogue.form(version.form), form.chain != nil else { return nil }
    let all: [Version]
    if let history { all = history } else { all = try self.history(of: version.record) }
    return SignOffState(
      form: form, catalogue: catalogue, version: version, history: all, people: people, now: now)
  }
}
