import Domain
import Glibc

/// An `authorized_keys` file on the disk, of the account that runs the program for everybody.
public struct AuthorizedKeysFile: Sendable {
  public let path: String

  private static let longestFile = 16 << 20

  public init(path: String) { self.path = path }

  /// What stands there; an empty text where there is no file.
  public func read() throws(StoreProblem) -> AuthorizedKeys {
    do throws(SystemError) {
      return AuthorizedKeys(try AuthorizedKeysFile.bytes(try Folder(at: parent), name)?.bytes ?? [])
    } catch {
      if error.code == ENOENT { return AuthorizedKeys([]) }
      throw problem(error)
    }
  }

  /// Changes the text: whole or not at all, one program at a time, mode 0600, owned as before. `recorded` is called
  /// once the new text is on the disk and before it counts; where it throws, nothing is changed. Where the text stays
  /// the same, nothing is written or recorded.
  public func change<Value>(
    _ body: (inout AuthorizedKeys) throws(StoreProblem) -> Value, recorded: (Value) throws(StoreProblem) -> Void
  ) throws(StoreProblem) -> Value {
    let folder: Folder
    let old: (bytes: [UInt8], uid: uid_t, gid: gid_t)?
    do throws(SystemError) {
      folder = try openFolder()
      guard uninterrupted({ flock(folder.descriptor, LOCK_EX) }) == 0 else { throw SystemError(folder.path) }
      old = try AuthorizedKeysFile.bytes(folder, name)
    } catch { throw problem(error) }
    defer { _ = flock(folder.descriptor, LOCK_UN) }
    var keys = AuthorizedKeys(old?.bytes ?? [])
    let value = try body(&keys)
    guard keys.bytes != old?.bytes ?? [] else { return value }
    let temporary = ".\(RandomName.make()).tmp"
    do throws(StoreProblem) {
      do throws(SystemError) {
        let file = try folder.open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        try file.write(keys.bytes)
        guard let owner = old.map({ ($0.uid, $0.gid) }) ?? AuthorizedKeysFile.owner(folder.descriptor) else {
          throw SystemError(folder.path)
        }
        try AuthorizedKeysFile.give(file.descriptor, to: owner, file.path)
        try file.synchronize()
      } catch { throw problem(error) }
      try recorded(value)
      do throws(SystemError) {
        try folder.rename(temporary, to: name)
        try folder.synchronize()
      } catch { throw problem(error) }
    } catch {
      // The first error counts; the temporary file lets nobody in.
      try? folder.remove(temporary)
      throw error
    }
    return value
  }

  private var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  private var parent: String {
    let above = path.split(separator: "/").dropLast().joined(separator: "/")
    return path.hasPrefix("/") ? "/" + above : above.isEmpty ? "." : above
  }

  /// Opens the folder; makes it where it is not there. Only a folder `.ssh` is made private: others may be shared.
  private func openFolder() throws(SystemError) -> Folder {
    let isNew = mkdir(parent, 0o700) == 0
    let folder = try Folder(at: parent)
    if isNew, let owner = try AuthorizedKeysFile.owner(Folder(at: parent + "/..").descriptor) {
      try AuthorizedKeysFile.give(folder.descriptor, to: owner, parent)
    }
    if isNew || parent.hasSuffix("/.ssh") {
      guard fchmod(folder.descriptor, 0o700) == 0 else { throw SystemError(parent) }
    }
    return folder
  }

  private static func bytes(
    _ folder: Folder, _ name: String
  ) throws(SystemError) -> (bytes: [UInt8], uid: uid_t, gid: gid_t)? {
    let file: File
    do throws(SystemError) { file = try folder.open(name) } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    guard let owner = owner(file.descriptor) else { throw SystemError(file.path) }
    return (try file.readAll(limit: longestFile), owner.0, owner.1)
  }

  private static func owner(_ descriptor: Int32) -> (uid_t, gid_t)? {
    var found = stat()
    return fstat(descriptor, &found) == 0 ? (found.st_uid, found.st_gid) : nil
  }

  /// sshd reads the file as the account: one that root wrote must not stay root's.
  private static func give(_ descriptor: Int32, to owner: (uid_t, gid_t), _ path: String) throws(SystemError) {
    guard let now = self.owner(descriptor), now != owner else { return }
    guard fchown(descriptor, owner.0, owner.1) == 0 else { throw SystemError(path) }
  }

  private func problem(_ error: SystemError) -> StoreProblem {
    error.code == ELOOP || error.code == EINVAL ? .invalid(KeyFinding.link(path)) : error.problem
  }
}
