import Domain

extension FileStore {
  /// Where a version stands in its form's chain; nothing in a personal store and for forms without a chain.
  public func signOff(
    of version: Version, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> SignOffState? {
    guard description.isShared, let form = catalogue.form(version.form), form.chain != nil else { return nil }
    return SignOffState(
      form: form, catalogue: catalogue, version: version, history: try history(of: version.record), people: people,
      now: now)
  }
}
