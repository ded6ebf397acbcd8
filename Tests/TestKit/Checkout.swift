import Foundation

/// The folders of the project that the tests were built from.
package enum Checkout {
  package static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The shipped definitions.
  package static let screens = folder("Screens").path

  package static let sources = folder("Sources")

  package static func folder(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// What belongs to tests: `tests("FrontEndTests/Golden")`.
  package static func tests(_ path: String = "") -> URL {
    path.isEmpty ? folder("Tests") : folder("Tests/\(path)")
  }

  /// Paths of the Swift files of a folder, from the root.
  package static func swiftFiles(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      .filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
  }

  package static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// A program as the build puts it beside the test bundle.
  package static func program(_ name: String) -> String {
    let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
      .appendingPathComponent(name).path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : folder(".build/debug/\(name)").path
  }
}
