import Foundation
import Testing

@Suite("Who could still do what", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd")))
struct WhoCouldDoWhatTests {
  /// The first two cells of each line of the README's table.
  private func lines() throws -> [String] {
    let readme = try String(contentsOfFile: Program.root + "/README.md", encoding: .utf8)
    let table = try #require(readme.components(separatedBy: "\n| who | could | ").last)
    return table.components(separatedBy: "\n").dropFirst(2).prefix { $0.hasPrefix("| ") }.map { line in
      let cells = line.components(separatedBy: " | ")
      return "\(cells[0].dropFirst(2)): \(cells.count > 1 ? cells[1] : "")"
    }
  }

  @Test("Every line of the table has a trial, and every trial a line")
  func complete() throws {
    let lines = try lines()
    let trials = Trial.all.map(\.line)
    #expect(lines.count > 40)
    #expect(Set(lines).subtracting(trials).isEmpty)
    #expect(Set(trials).subtracting(lines).isEmpty)
    #expect(Set(lines).count == lines.count && Set(trials).count == trials.count)
    #expect(Set(Trial.all.map(\.who)) == Set(Trial.kinds))
  }

  @Test("What each kind of person could do is as the table says", arguments: Trial.kinds)
  func tried(_ who: String) throws {
    let stage = try Stage()
    for trial in Trial.all where trial.who == who {
      do { try trial.run?(stage) } catch { Issue.record("\(trial.line): \(error)") }
    }
  }
}
