import Domain
import FileStore

extension Desk {
  /// What is still to be filled in of a record, for a step of its sign-off or, in a personal store, at any time; none
  /// for a version that is not the newest.
  public func stillNeeded(_ version: Version) throws(StoreProblem) -> [Finding] {
    guard version.status != .void, let form = catalogue.form(version.form),
      try store.version(version.record)?.number == version.number
    else { return [] }
    if isShared { return try signOff(of: version)?.stillNeeded ?? [] }
    return reading(form, number: version.record, version: version.number).stillNeeded(version.content)
  }
}
