import Foundation
import Testing

/// What a forger can do to a journal who knows how it is written: hash everything again.
struct ForgedJournal {
  let program: Program
  private let path: String
  private var entries: [Entry]

  private struct Entry {
    var header: String
    var content: String
    var seal: String

    var text: String { "\(header)\(content)#seal sha256 \(seal)\n\n" }
  }

  private static let mark = "#seal sha256 "

  /// The newest segment of the store's journal.
  init(_ program: Program) throws {
    self.program = program
    path = try program.shell("ls '\(program.store)'/journal/*/*/*.rec | tail -1").output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    entries = []
    var header = ""
    var content: String?
    for line in lines {
      if line.hasPrefix(Self.mark) {
        entries.append(Entry(header: header, content: content ?? "", seal: String(line.dropFirst(Self.mark.count))))
        header = ""
        content = nil
      } else if let text = content {
        content = text + line + "\n"
      } else if !header.isEmpty || !line.isEmpty {
        header += line + "\n"
        if line.hasPrefix("Content: ") { content = "" }
      }
    }
  }

  /// Replaces a text in all contents, and makes hashes, seals and links fit again.
  mutating func rewrite(_ text: String, _ other: String) throws {
    var changed: [String: String] = [:]
    for place in entries.indices {
      let before = entries[place]
      entries[place].content = before.content.replacingOccurrences(of: text, with: other)
      for (old, new) in changed {
        entries[place].header = entries[place].header.replacingOccurrences(of: old, with: new)
      }
      guard entries[place].content != before.content || entries[place].header != before.header else { continue }
      try seal(place)
      changed[before.seal] = entries[place].seal
    }
    try write()
  }

  /// Appends an entry as the program would write it.
  mutating func append(_ action: String, by person: String) throws {
    let last = try #require(entries.last)
    let sequence = try #require(
      last.header.split(separator: "\n").first { $0.hasPrefix("Sequence: ") }.flatMap { Int($0.dropFirst(10)) })
    let time = try #require(last.header.split(separator: "\n").first { $0.hasPrefix("Saved_at: ") })
    entries.append(
      Entry(
        header: """
          # 日誌紀事 \(action)
          %rec: entry

          Action: \(action)
          \(time)
          Saved_by: \(person)
          Site: main
          Sequence: \(sequence + 1)
          Chain: \(last.seal)
          Person: \(person)
          Content: -

          """, content: "\n", seal: ""))
    try seal(entries.count - 1)
    try write()
  }

  /// Takes the last entry away.
  mutating func cut() throws {
    entries.removeLast()
    try write()
  }

  private mutating func seal(_ place: Int) throws {
    let lines = entries[place].header.components(separatedBy: "\n").map { $0.hasPrefix("Content: ") ? "Content: " : $0 }
    let hash = try sum(entries[place].content)
    entries[place].header = lines.joined(separator: "\n").replacingOccurrences(
      of: "Content: ", with: "Content: \(hash)")
    entries[place].seal = try sum(entries[place].header)
  }

  private func sum(_ text: String) throws -> String {
    let file = program.home + "/forged"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return String(try program.shell("sha256sum ~/forged").output.prefix(64))
  }

  private func write() throws {
    try entries.map(\.text).joined().write(toFile: path, atomically: true, encoding: .utf8)
  }
}
