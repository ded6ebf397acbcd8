import Foundation

/// A file that says at its head how a screen is reached, and shows it below `----`.
package struct Golden {
  private let file: URL
  private let top: String
  private let shown: String?

  /// The names of all in a folder.
  package static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  package init(_ name: String, in folder: URL) throws {
    file = folder.appendingPathComponent(name)
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n----\n")
    top = parts[0]
    shown = parts.count > 1 ? parts[1] : nil
  }

  /// The lines `name: value` of the head.
  package var head: [String: String] {
    var head: [String: String] = [:]
    for line in top.split(separator: "\n") {
      let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2 { head[pair[0]] = pair[1] }
    }
    return head
  }

  /// Whether the file shows this screen. While recording, it is written into the file as well.
  package func shows(_ screen: String) throws -> Bool {
    if Recording.isOn { try "\(top)\n----\n\(screen)\n".write(to: file, atomically: true, encoding: .utf8) }
    return shown == screen + "\n"
  }
}

/// With `ISMSBOOK_RECORD=1` in the environment, tests write down what they found. Read the difference before you keep it.
package enum Recording {
  package static var isOn: Bool { ProcessInfo.processInfo.environment["ISMSBOOK_RECORD"] != nil }
}
