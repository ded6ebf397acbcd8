import Domain
import FileStore
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingRecordTests {
  private let fixture: ReadingFixture

  init() throws {
    fixture = try ReadingFixture()
    try fixture.saveIncidents()
  }

  private func record(_ number: String) -> [any Screen] { [RecordScreen(number: number)] }

  @Test("All sections and fields, the receipt, and the records that refer to it")
  func record80() throws {
    try fixture.expect(record("INC-115-0001"), shows: """
      @@
      """)
    try fixture.expect(record("INC-115-0001"), "<End>", shows: """
      @@
      """)
  }

  @Test("In English, on a wide screen")
  func recordEnglish() throws {
    try fixture.expect(record("INC-115-0001"), size: "132x40", in: .en, shows: """
      @@
      """)
  }

  @Test("On the smallest screen a table that is too wide stands row by row")
  func record60() throws {
    try fixture.expect(record("INC-115-0001"), "<PgDn><PgDn>", size: "60x16", shows: """
      @@
      """)
  }

  @Test("Fields that are asked for under a condition stand there only where it holds")
  func condition() throws {
    #expect(try !fixture.run(record("INC-115-0001"), size: "80x50").screen.contains("主管機關"))
    #expect(try fixture.run(record("INC-115-0002"), size: "80x50").screen.contains("主管機關"))
  }

  @Test("Tab goes from reference to reference, Enter opens, Esc comes back")
  func links() throws {
    try fixture.expect(record("INC-115-0002"), "<Tab>", shows: """
      @@
      """)
    #expect(try fixture.run(record("INC-115-0002"), "<Tab><Enter>").screen.contains("INC-115-0002 > INC-115-0001"))
    #expect(try fixture.run(record("INC-115-0002"), "<Tab><Alt+O><Esc>").screen.contains("示範學院 > INC-115-0002"))
    // The report refers to the incident: it is found from there.
    #expect(try fixture.run(record("INC-115-0001"), "<Tab><Tab><Enter>").screen.contains("INC-115-0001 > REP-115-0001"))
    #expect(try fixture.run(record("INC-115-0001"), "<Enter>").screen.contains("這一行沒有關聯紀錄"))
  }

  @Test("A row that refers to several records asks which")
  func rowLinks() throws {
    var content = ReadingForms.mailReport
    content[rows: "measures"] = [
      Row(["what": "甲", "cause": "INC-115-0002"]),
      Row(["what": "乙", "cause": "INC-115-0001", "done": "INC-115-0003"]),
    ]
    try fixture.save(ReadingForms.report, content)
    try fixture.expect(record("REP-115-0002"), "<Tab><Tab><Tab>", shows: """
      @@
      """)
    #expect(try fixture.run(record("REP-115-0002"), "<Tab><Tab><Enter>").screen.contains("> INC-115-0002"))
    let keys = "<Tab><Tab><Tab><Enter><Down><Enter>"
    #expect(try fixture.run(record("REP-115-0002"), keys).screen.contains("REP-115-0002 > INC-115-0003"))
  }

  @Test("A reference to what is not there says so")
  func brokenLink() throws {
    let screen = try fixture.run(record("INC-115-0002"), "<Tab><Tab><Enter>").screen
    #expect(screen.contains("沒有紀錄 INC-115-0099；請檢查編號。"))
  }

  @Test("Plain text has neither marks nor columns")
  func plain() throws {
    try fixture.expect(record("INC-115-0002"), "<Alt+P>", shows: """
      @@
      """)
    let screen = try fixture.run(record("INC-115-0001"), "<Alt+P><Alt+P>").screen
    #expect(screen == (try fixture.run(record("INC-115-0001")).screen))
  }

  @Test("Amending asks for a reason and opens the form")
  func amend() throws {
    let screen = try fixture.run(record("INC-115-0001"), "<F9>補充<Enter>").screen
    #expect(screen.contains("INC-115-0001 > 資安事件通報單"))
    #expect(try fixture.run(record("INC-115-0001"), "<F9>補充<Esc>").screen.contains("示範學院 > INC-115-0001"))
  }

  @Test("Voiding asks for a reason and once more; the record stays, with the same content")
  func void() throws {
    let before = try fixture.store.version("INC-115-0002")
    #expect(try fixture.store.history(of: "INC-115-0002").count == 1)
    // No is the first answer.
    try fixture.run(record("INC-115-0002"), "<Alt+V>測試用<Enter><Enter>")
    #expect(try fixture.store.version("INC-115-0002") == before)
    try fixture.expect(record("INC-115-0002"), "<Alt+V>測試用<Enter><Down><Enter>", shows: """
      @@
      """)
    let after = try #require(try fixture.store.version("INC-115-0002"))
    #expect(after.status == .void && after.action == .void && after.reason == "測試用" && after.number == 2)
    #expect(after.content == before?.content)
    #expect(try fixture.run([ListScreen(form: ReadingForms.incident)], "<Down>").screen.contains("> INC-115-0002  作廢"))
  }

  @Test("A void record cannot be amended, voided or continued")
  func voidStays() throws {
    for keys in ["<F9>", "<Alt+V>", "<Alt+N>"] {
      let screen = try fixture.run(record("INC-115-0003"), keys).screen
      #expect(screen.contains("[檢視 作廢]"))
      #expect(screen.contains("這筆紀錄已作廢，不能再修正或作廢；需要時請新增一筆。"))
    }
    #expect(try fixture.store.history(of: "INC-115-0003").count == 2)
  }

  @Test("Starting another form from a record fills in what its definition says")
  func start() throws {
    let version = try #require(try fixture.store.version("INC-115-0001"))
    let starts = RecordStart.all(from: version, form: ReadingForms.incident, fixture.workspace())
    #expect(starts.map(\.form.id) == ["incident-report"])
    #expect(starts.first?.content["incident"] == ["INC-115-0001"])
    #expect(starts.first?.content["subject"] == ["郵件主機遭入侵並外寄垃圾信"])
    #expect(try fixture.run(record("INC-115-0001"), "<Alt+N>").screen.contains("開立事件報告書"))
    #expect(try fixture.run(record("INC-115-0001"), "<Alt+N><Enter>").screen.contains("INC-115-0001 > 資安事件報告書"))
    let none = try fixture.run(record("REP-115-0001"), "<Alt+N>").screen
    #expect(none.contains("這筆紀錄目前沒有可以開立的表單。"))
  }

  @Test("A record is shown by the version of the form that it names, with what that no longer knows")
  func olderForm() throws {
    let content = Content(fields: [
      Content.Field(id: "text", values: ["甲"]), Content.Field(id: "phone", values: ["02-2345"]),
      Content.Field(id: "later", values: ["乙"]),
    ])
    try fixture.save(ReadingForms.oldNote, content)
    try fixture.save(ReadingForms.note, content)
    let old = try fixture.run(record("NOTE-0001")).screen
    #expect(old.contains("   舊內容    甲") && old.contains("   電話      02-2345"))
    let new = try fixture.run(record("NOTE-0002")).screen
    #expect(new.contains("   內容      甲") && new.contains("其他欄位") && new.contains("   電話      02-2345"))
    #expect(new.contains("   later     乙"))
  }

  @Test("A hostile record reaches no cell and no border")
  func hostile() throws {
    let saved = try fixture.save(ReadingForms.incident, ReadingForms.hostile)
    let later = try fixture.save(
      ReadingForms.incident, record: .existing(saved.record, base: 1), action: .amend,
      reason: "\u{1B}[31m\u{202E}", ReadingForms.mail)
    let screens: [[any Screen]] = [
      [ListScreen(form: ReadingForms.incident)], [RecordScreen(number: saved.record, version: 1)],
      [RecordScreen(number: saved.record)], [HistoryScreen(record: saved.record)],
      [DifferenceScreen(older: saved, newer: later, form: ReadingForms.incident)],
      [MergeScreen(form: ReadingForms.incident, base: nil, mine: ReadingForms.mail, current: saved)],
    ]
    for screen in screens {
      for size in ["60x16", "80x24", "132x40"] {
        let terminal = try fixture.run(screen, "<PgDn><End><Alt+P><End>", size: size)
        for canvas in terminal.frames {
          for row in 0..<canvas.size.rows {
            let cells = canvas.row(row)
            #expect(cells.reduce(0) { $0 + $1.width } == canvas.size.columns)
            #expect(cells.allSatisfy { String($0.character).neutralised == String($0.character) })
          }
        }
      }
    }
  }

  @Test("Any size at any moment", arguments: ["INC-115-0001", "INC-115-0002", "NONE"])
  func resize(number: String) throws {
    let keys = "<Down><resize:1x1><Down><resize:20x5><resize:60x16><End><resize:132x40><Home><resize:80x24><Down>"
    #expect(try fixture.run(record(number), keys).screen == (try fixture.run(record(number), "<Down>").screen))
  }
}
