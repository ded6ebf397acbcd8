import Glibc

/// An open folder. Everything below the store is reached through one, step by step and never through a
/// symbolic link, so that nothing is read or written outside the store.
final class Folder: Sendable {
  let descriptor: Int32
  let path: String

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // A descriptor is gone after close(2), whatever it answers.
    _ = close(descriptor)
  }

  /// Opens a folder by its path; links on the way are followed.
  init(at path: String) throws(SystemError) {
    let opened = uninterrupted { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw SystemError(path) }
    descriptor = opened
    self.path = path
  }

  func path(of name: String) -> String { "\(path)/\(name)" }

  /// The folder of that name; made with mode 0700 when `creating` and it is not there.
  func folder(_ name: String, creating: Bool = false) throws(SystemError) -> Folder {
    guard Folder.isPlain(name) else { throw SystemError(path(of: name), EINVAL) }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var opened = uninterrupted { openat(descriptor, name, flags) }
    if opened < 0, errno == ENOENT, creating {
      guard mkdirat(descriptor, name, 0o700) == 0 || errno == EEXIST else { throw SystemError(path(of: name)) }
      opened = uninterrupted { openat(descriptor, name, flags) }
    }
    guard opened >= 0 else { throw SystemError(path(of: name)) }
    return Folder(descriptor: opened, path: path(of: name))
  }

  func folder(_ names: [String], creating: Bool = false) throws(SystemError) -> Folder {
    var folder = self
    for name in names { folder = try folder.folder(name, creating: creating) }
    return folder
  }

  /// Opens a regular file of this folder. A link, a FIFO or a device is an error, never waited for.
  func open(_ name: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o600) throws(SystemError) -> File {
    guard Folder.isPlain(name) else { throw SystemError(path(of: name), EINVAL) }
    let all = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let opened = uninterrupted { openat(descriptor, name, all, mode) }
    guard opened >= 0 else { throw SystemError(path(of: name)) }
    let file = File(descriptor: opened, path: path(of: name))
    guard try file.facts().isRegular else { throw SystemError(file.path, EINVAL) }
    return file
  }

  func facts(_ name: String) -> File.Facts? {
    var found = stat()
    guard Folder.isPlain(name), fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return File.Facts(found)
  }

  func rename(_ name: String, to newName: String) throws(SystemError) {
    guard Folder.isPlain(name), Folder.isPlain(newName) else { throw SystemError(path(of: newName), EINVAL) }
    guard renameat(descriptor, name, descriptor, newName) == 0 else { throw SystemError(path(of: newName)) }
  }

  func remove(_ name: String) throws(SystemError) {
    guard Folder.isPlain(name) else { throw SystemError(path(of: name), EINVAL) }
    guard unlinkat(descriptor, name, 0) == 0 else { throw SystemError(path(of: name)) }
  }

  /// Removes a file, a link, or a folder with everything in it. Links are removed, never followed.
  func removeEverything(_ name: String) throws(SystemError) {
    guard let inner = try? folder(name) else { return try remove(name) }
    for child in try inner.names() { try inner.removeEverything(child) }
    guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else { throw SystemError(path(of: name)) }
  }

  func synchronize() throws(SystemError) {
    guard uninterrupted({ fsync(descriptor) }) == 0 else { throw SystemError(path) }
  }

  /// Names of what is in the folder, sorted. Names that are not UTF-8 come with replacement characters.
  func names() throws(SystemError) -> [String] {
    let copy = uninterrupted { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard copy >= 0 else { throw SystemError(path) }
    guard let stream = fdopendir(copy) else {
      let error = SystemError(path)
      _ = close(copy)
      throw error
    }
    defer { _ = closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(path) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// One step of a path: not empty, no slash, no NUL, neither `.` nor `..`.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255
      && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }
}

extension Folder {
  /// Writes a file under a temporary name and renames it, so that it is there whole or not at all.
  /// A file of that name is replaced.
  func publish(_ bytes: [UInt8], as name: String, mode: mode_t, durably: Bool) throws(SystemError) {
    let temporary = ".\(RandomName.make()).tmp"
    do throws(SystemError) {
      let file = try open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      try file.write(bytes)
      guard fchmod(file.descriptor, mode) == 0 else { throw SystemError(file.path) }
      if durably { try file.synchronize() }
      try rename(temporary, to: name)
    } catch {
      // The first error counts; a temporary file that stays is nobody's record.
      try? remove(temporary)
      throw error
    }
    if durably { try synchronize() }
  }

  /// Left over from a program that died while publishing.
  static func isTemporary(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".tmp") }
}
