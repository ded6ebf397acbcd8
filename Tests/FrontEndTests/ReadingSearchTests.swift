import Domain
import FileStore
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingSearchTests {
  private let fixture: ReadingFixture

  init() throws {
    fixture = try ReadingFixture()
    try fixture.saveIncidents()
  }

  @Test("Finds in all forms as one types, Chinese from one character on")
  func search() throws {
    try fixture.expect([SearchScreen()], "郵", shows: """
      @@
      """)
    for (keys, count) in [("入侵", 2), ("dean", 1), ("INC-115-0003", 1), ("王小明", 1), ("2026-11-23", 1), ("郵 報告", 1)] {
      let screen = try fixture.run([SearchScreen()], keys).screen
      #expect(screen.contains(" \(count) 筆"), "\(keys)\n\(screen)")
    }
  }

  @Test("The selected one is opened")
  func open() throws {
    let screen = try fixture.run([SearchScreen()], "INC<Down><Enter>").screen
    #expect(screen.contains("搜尋 > INC-115-000"))
    #expect(try fixture.run([SearchScreen()], "INC<Down>").canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("No results and no text say what to try")
  func nothing() throws {
    try fixture.expect([SearchScreen()], "沒有這個", in: .en, shows: """
      @@
      """)
    try fixture.expect([SearchScreen()], size: "60x16", shows: """
      @@
      """)
  }

  @Test("Ctrl+F opens it from everywhere")
  func key() throws {
    #expect(try fixture.run([RecordScreen(number: "INC-115-0001")], "<Ctrl+F>").screen.contains("INC-115-0001 > 搜尋"))
  }

  @Test("Drafts: form, record, time, first text; Enter resumes, discarding asks first")
  func drafts() throws {
    var amended = ReadingForms.mail
    amended["title"] = ["改到一半的主旨"]
    let drafts = [
      Draft(
        person: "wang.xm", form: ReadingForms.incident.reference, record: "INC-115-0001", baseVersion: 2,
        savedAt: fixture.clock.now, content: amended),
      Draft(
        person: "wang.xm", form: ReadingForms.report.reference, savedAt: fixture.clock.now.adding(seconds: -3600),
        content: Content(fields: [Content.Field(id: "subject", values: ["草擬的報告"])])),
      Draft(
        person: "lee.dh", form: ReadingForms.report.reference, savedAt: fixture.clock.now,
        content: Content(fields: [Content.Field(id: "subject", values: ["別人的"])])),
    ]
    for draft in drafts { try fixture.store.saveDraft(draft) }
    try fixture.expect([DraftsScreen()], "<Down>", shows: """
      @@
      """)
    #expect(try fixture.run([DraftsScreen()], "<Enter>").screen.contains("我的草稿 > 資安事件通報單"))
    try fixture.run([DraftsScreen()], "<Delete><Enter>")
    #expect(try fixture.store.drafts(of: "wang.xm").count == 2)
    let screen = try fixture.run([DraftsScreen()], "<Ctrl+X><Down><Enter>").screen
    #expect(screen.contains("草稿捨棄了。") && !screen.contains("改到一半"))
    #expect(try fixture.store.drafts(of: "wang.xm").map(\.form.id) == ["incident-report"])
    #expect(try fixture.store.drafts(of: "lee.dh").count == 1)
  }

  @Test("Without drafts the screen says what they are")
  func noDrafts() throws {
    #expect(try fixture.run([DraftsScreen()], "<Enter><Delete><Ctrl+X>", in: .en).screen.contains("No drafts."))
  }
}
