import Foundation

/// Where this program is installed.
enum ProgramPath {
  /// The absolute path it was called by, which stays right when a link to it is moved to a newer one; else that of
  /// the running file.
  static var absolute: String {
    let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "ismsbook"
    let called = CommandLine.arguments.first ?? ""
    let folders = Environment.variables["PATH"]?.split(separator: ":") ?? []
    let candidates =
      called.contains("/") ? [Environment.absolute(called)] : folders.map { "\($0)/\(called)" }
    return candidates.first { $0.hasPrefix("/") && isSame($0, running) } ?? running
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }
}
