import Definitions
import Domain
import Foundation
import TestKit

/// A small, faultless folder of definitions in a temporary place; a test changes what it is about.
final class SmallScreens {
  private let temporary: TemporaryFolder
  var root: String { temporary.path }
  var folder: String { "\(root)/Screens" }
  var overrides: String { "\(root)/screens-of-store" }

  init() throws {
    temporary = try TemporaryFolder()
    for (path, text) in Self.files { try write(text, to: path) }
  }

  func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: "\(folder)/\(path)")
  }

  func write(override text: String, to path: String) throws {
    try write(Data(text.utf8), to: "\(overrides)/\(path)")
  }

  func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }

  func text(_ path: String) throws -> String { try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) }

  /// Replaces a part of a file that must be in it.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try text(path)
    guard text.contains(old) else { throw FixtureProblem(text: "'\(old)' is not in \(path)") }
    try write(text.replacingOccurrences(of: old, with: new), to: path)
  }

  var catalogue: ScreensCatalogue { ScreensCatalogue(folder: folder, overrides: nil) }
  var catalogueWithOverrides: ScreensCatalogue { ScreensCatalogue(folder: folder, overrides: overrides) }

  /// What the check says, notes left out.
  func complaints(withOverrides: Bool = false) -> [String] {
    ScreensCheck.findings(folder: folder, overrides: withOverrides ? overrides : nil)
      .filter { $0.severity != .note }.map { ScreensCheck.describe($0, language: .en) }
  }
}

struct FixtureProblem: Error {
  let text: String
}
