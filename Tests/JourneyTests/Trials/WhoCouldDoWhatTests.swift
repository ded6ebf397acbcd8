import Foundation
import TestKit
import Testing

@Suite(
  "Who could still do what",
  .enabled(if: Machine.has("sshd", "ssh", "ssh-keygen", "tmux"), "needs sshd and ssh and ssh-keygen and tmux"))
struct WhoCouldDoWhatTests {
  /// The cells of each line of the table beside the trials.
  private func table() throws -> [[String]] {
    let page = try String(contentsOfFile: Checkout.tests("JourneyTests/Trials/README.md").path, encoding: .utf8)
    let table = try #require(page.components(separatedBy: "\n| who | could | ").last)
    return table.components(separatedBy: "\n").dropFirst(2).prefix { $0.hasPrefix("| ") }.map { line in
      line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
    }
  }

  /// The first two cells of each.
  private func lines() throws -> [String] { try table().map { "\($0[0]): \($0.count > 1 ? $0[1] : "")" } }

  /// The lines of the administrator's chapter, below a heading for each kind of person.
  private func chapter(_ language: String) throws -> [(who: String, line: String)] {
    let section = try #require(Manual.text("administrator", language).components(separatedBy: "\n## 12. ").last)
    var who = ""
    return section.components(separatedBy: "\n").compactMap { line in
      if line.hasPrefix("### ") { who = String(line.dropFirst(4)) }
      return line.hasPrefix("- ") ? (who, String(line.dropFirst(2))) : nil
    }
  }

  @Test("The administrator's chapter of the manual has the same lines, in Chinese as many for each kind of person")
  func inTheManual() throws {
    let table = try table()
    let english = try chapter("en")
    #expect(english.map { "\($0.who): \($0.line)" } == table.map { "\($0[0]): \($0[1]): \($0[2])" })
    func counts(_ names: [String]) -> [Int] {
      var (counts, last) = ([Int](), "")
      for name in names {
        if name == last { counts[counts.count - 1] += 1 } else { counts.append(1) }
        last = name
      }
      return counts
    }
    #expect(counts(try chapter("zh-TW").map(\.who)) == counts(english.map(\.who)))
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
    let stage = try TrialStore()
    for trial in Trial.all where trial.who == who {
      do { try trial.run?(stage) } catch { Issue.record("\(trial.line): \(error)") }
    }
  }
}
