import Glibc

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
