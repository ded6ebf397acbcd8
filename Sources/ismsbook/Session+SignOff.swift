import Desk
import Domain

extension Session {
  /// What is still to be filled in of a record, for a step of its sign-off or, in a personal store, at any time.
  func stillNeeded(_ version: Version, _ form: Form?, _ access: Access) throws -> [Finding] {
    guard let form, version.status != .void else { return [] }
    if desk.isShared {
      return try attempt { (_) throws(StoreProblem) in try desk.signOff(of: version) }?.stillNeeded ?? []
    }
    return entry(form, number: version.record, version: version.number, by: access.person).stillNeeded(version.content)
  }
}
