import Desk
import Domain
import TestKit
import Testing

@testable import FrontEnd

@Suite("A new record starts alike on every way in", .serialized) @MainActor
struct StartedOnEveryWayTests {
  private func workspace() throws -> Workspace {
    let desk = try MinimumRecordTests.filler.get().desk
    return Workspace(
      catalogue: MinimumRecordTests.catalogue, desk: desk, person: Cast.wang, language: .zhTW,
      clock: { MinimumRecordTests.now })
  }

  /// What stands in the form that an effect opens.
  private func opened(_ effects: [Effect]) -> Content? {
    for effect in effects {
      switch effect {
      case .push(let screen as FormScreen), .replace(let screen as FormScreen): return screen.page.filling.typed
      default: continue
      }
    }
    return nil
  }

  @Test(
    "Going on from an earlier record takes the same over by keys and by command", arguments: MinimumRecordTests.forms)
  func continuing(_ id: String) throws {
    let form = try #require(MinimumRecordTests.catalogue.form(id))
    let number = try MinimumRecordTests.filler.get().record(of: id)
    let workspace = try workspace()
    let desk = try #require(workspace.desk)
    guard form.continues != nil else {
      guard case .failure(let refusal) = try desk.start(form, continuing: nil) else {
        Issue.record("\(id) goes on from nothing")
        return
      }
      #expect(refusal.kind == .usage)
      return
    }
    let earlier = try #require(desk.predecessors(of: form, most: 50).first { $0.number == number })
    let byKeys = opened(ContinueScreen.start(form, from: earlier, known: Content(), source: nil, workspace))
    let byCommand = desk.entry(form).withDefaults(try desk.start(form, continuing: number).get())
    #expect(form.arranged(try #require(byKeys)) == form.arranged(byCommand))
    #expect(byCommand[Form.relatedRecords].contains(number))
  }

  @Test(
    "A link of a record or of a row of it fills in the same by keys and by command", arguments: MinimumRecordTests.forms
  )
  func links(_ id: String) throws {
    let form = try #require(MinimumRecordTests.catalogue.form(id))
    let number = try MinimumRecordTests.filler.get().record(of: id)
    let workspace = try workspace()
    let desk = try #require(workspace.desk)
    let version = try desk.look(at: number).get().version
    let starts = RecordStart.all(from: version, form: form, workspace).filter { $0.content != nil }
    let named = desk.starts(from: version, form: form).filter { $0.content != nil }
    #expect(starts.count == named.count)
    var rows: [String: Int] = [:]
    for start in named {
      // A table of a hundred rows leads on from each alike.
      rows[start.link.id, default: 0] += 1
      guard rows[start.link.id, default: 0] <= 3 else { continue }
      let started = try desk.start(start.form, from: number, link: start.link.id, row: start.row)
      if let existing = start.existing {
        // There is one for each: keys open it, and the command says which.
        let shown = starts.first { $0.existing == existing && $0.content == start.content }
        #expect(shown?.form.id == start.form.id, "\(id) \(start.link.id)")
        guard case .failure(let refusal) = started, refusal.findings.first?.message.en.contains(existing.number) == true
        else {
          Issue.record("\(id) \(start.link.id): a second one is started")
          continue
        }
        continue
      }
      let known = try started.get()
      let shown = try #require(
        starts.first { $0.form.id == start.form.id && $0.content == known }, "\(id) \(start.link.id)")
      let byKeys = FormScreen(new: shown.form, prefilled: try #require(shown.content), workspace: workspace)
      let byCommand = desk.entry(start.form).withDefaults(known)
      #expect(start.form.arranged(byKeys.page.filling.typed) == start.form.arranged(byCommand), "\(start.link.id)")
    }
  }

  @Test("A record that goes on from another is the same file, saved by keys or by command")
  func saved() throws {
    let ways = try TwoWays()
    let filler = try MinimumRecordTests.filler.get()
    let earlier = try filler.record(of: "context-analysis")
    let version = try #require(try filler.desk.history(of: earlier).get().first)
    try ways.fill("context-analysis", version.content, remarks: "前一年")
    try ways.does(
      keys: "<F10>context-analysis<Enter><F5><Enter><F2><Enter>續行。<F2><F2>",
      command: "new", "context-analysis", "--continue", "--set", "summary=續行。")
    let keys = try ways.text(of: "CTX-115-0002", .keys)
    #expect(keys.contains("續行。") && keys.contains("related_records: CTX-115-0001"), "\(keys)")
    #expect(TwoWays.difference(keys, try ways.text(of: "CTX-115-0002", .command)) == [])
  }
}
