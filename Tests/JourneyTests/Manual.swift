import Foundation
import TestKit

/// The manual that is shipped.
enum Manual {
  static let languages = ["zh-TW", "en"]
  static let chapters = ["officer", "signer", "data-room", "administrator", "auditor", "shell"]

  static func text(_ chapter: String, _ language: String) throws -> String {
    try String(contentsOfFile: "\(Checkout.screens)/Manual/\(language)/\(chapter).md", encoding: .utf8)
  }

  /// What a chapter has somebody type at a prompt: its lines of code, and what stands between backticks. Without pipes
  /// and redirections, and without the list of all commands.
  static func calls(_ chapter: String, _ language: String) throws -> [String] {
    let lines = try text(chapter, language).replacingOccurrences(of: "\\\n        ", with: "")
      .components(separatedBy: "\n")
    let code = lines.filter { $0.hasPrefix("    ") && !$0.contains("[") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let spans = lines.filter { !$0.hasPrefix("    ") }.flatMap { line in
      line.components(separatedBy: "`").enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
    }
    return (code + spans).filter { $0.hasPrefix("ismsbook ") || $0.hasPrefix("ssh ") }.map { call in
      call.components(separatedBy: " < ")[0].components(separatedBy: " > ")[0].components(separatedBy: " | ")[0]
    }
  }
}
