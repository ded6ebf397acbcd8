import Domain
import Glibc

/// The folder `credentials/`, mode 0700, its files 0600. Whoever changes something holds the store's lock.
struct CredentialFolder: Sendable {
  static let name = "credentials"

  /// Below the store's folder.
  static let pathPrefix = "\(name)/"

  static func path(of person: String) -> String { pathPrefix + Credential.fileName(person) }

  static func person(at path: String) -> String {
    String(path.dropFirst(pathPrefix.count).dropLast(Credential.fileName("").count))
  }

  private let folder: Folder

  private static let longestFile = 1 << 20

  /// Nil where there is no such folder and none is to be made.
  init?(in root: Folder, creating: Bool) throws(SystemError) {
    let isNew = root.facts(CredentialFolder.name) == nil
    if isNew, !creating { return nil }
    folder = try root.folder(CredentialFolder.name, creating: creating)
    if creating {
      guard fchmod(folder.descriptor, 0o700) == 0 else { throw SystemError(folder.path) }
      if isNew { try root.synchronize() }
    }
  }

  /// Secrets are looked at one after the other, whichever program does it, so that one that is right is never told to
  /// wait for another that is right, and of many wrong ones at once only the first is looked at. Held until the folder is
  /// let go, or its program dies.
  func takeTurn() throws(StoreProblem) {
    var waited = 0
    try FileStore.wait(for: folder.descriptor, folder.path, &waited)
  }

  /// A person's credential; nil where there is none.
  func credential(of person: String) throws(StoreProblem) -> Credential? {
    guard PersonName.isValid(id: person), let bytes = try read(Credential.fileName(person)) else { return nil }
    guard let credential = Credential(bytes, person: person) else { throw damaged(Credential.fileName(person)) }
    return credential
  }

  func write(_ credential: Credential) throws(StoreProblem) {
    try publish(credential.bytes, as: Credential.fileName(credential.person.id))
  }

  func remove(_ person: String) throws(StoreProblem) {
    do throws(SystemError) {
      try folder.remove(Credential.fileName(person))
      try folder.synchronize()
    } catch { throw error.problem }
  }

  func unknownNames() throws(StoreProblem) -> UnknownNames {
    guard let bytes = try read(UnknownNames.fileName) else { return UnknownNames() }
    guard let names = UnknownNames(bytes) else { throw damaged(UnknownNames.fileName) }
    return names
  }

  func write(_ names: UnknownNames) throws(StoreProblem) { try publish(names.bytes, as: UnknownNames.fileName) }

  /// The attempts made under a name; with its credential where it has one.
  func attempts(under name: String, _ credential: Credential?) throws(StoreProblem) -> Attempts {
    if let credential { return credential.attempts }
    return try unknownNames()[name]
  }

  func keep(_ attempts: Attempts, under name: String, _ credential: Credential?) throws(StoreProblem) {
    if var credential {
      credential.attempts = attempts
      try write(credential)
    } else {
      var names = try unknownNames()
      names[name] = attempts
      try write(names)
    }
  }

  /// Ids of all persons that have a credential, sorted.
  func persons() throws(StoreProblem) -> [String] {
    do throws(SystemError) {
      return try folder.names().filter { $0.hasSuffix(".rec") }.map { String($0.dropLast(4)) }
        .filter { PersonName.isValid(id: $0) }
    } catch { throw error.problem }
  }

  private func read(_ name: String) throws(StoreProblem) -> [UInt8]? {
    do throws(SystemError) {
      return try folder.open(name).readAll(limit: CredentialFolder.longestFile)
    } catch {
      if error.code == ENOENT { return nil }
      // A link, a folder or a huge file stands where the credential should be.
      if [ELOOP, EINVAL, EFBIG, ENXIO].contains(error.code) { throw damaged(name) }
      throw error.problem
    }
  }

  private func publish(_ bytes: [UInt8], as name: String) throws(StoreProblem) {
    do throws(SystemError) {
      // Hashes of a program that died.
      for name in try folder.names() where Folder.isTemporary(name) { try folder.remove(name) }
      try folder.publish(bytes, as: name, mode: 0o600, durably: true)
    } catch { throw error.problem }
  }

  private func damaged(_ name: String) -> StoreProblem {
    .broken(
      Finding(
        .file("\(CredentialFolder.name)/\(name)", line: 0, column: 0), rule: "credential",
        Phrase(
          zh: "\(CredentialFolder.name)/\(name) 無法辨認，未核對任何通行碼；請管理者移走這個檔案並重新設定，或由備份取回。",
          en: "\(CredentialFolder.name)/\(name) cannot be read, nothing was checked; the administrator moves it away "
            + "and sets it again, or brings it back from a backup.")))
  }
}
