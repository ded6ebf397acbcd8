import Domain
import FileStore
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingListTests {
  private let fixture: ReadingFixture

  init() throws {
    fixture = try ReadingFixture()
    try fixture.saveIncidents()
  }

  private var list: [any Screen] { [ListScreen(form: ReadingForms.incident)] }

  @Test("Number, status and columns; void records stay, with the word")
  func list80() throws {
    try fixture.expect(list, "<Down>", shows: """
      @@
      """)
  }

  @Test("In English")
  func listEnglish() throws {
    try fixture.expect(list, "<Down><Down>", in: .en, shows: """
      @@
      """)
  }

  @Test("On a wide screen all columns and the saved time are there")
  func list132() throws {
    try fixture.expect(list, size: "132x40", shows: """
      @@
      """)
  }

  @Test("On the smallest screen")
  func list60() throws {
    try fixture.expect(list, "<End>", size: "60x16", shows: """
      @@
      """)
  }

  @Test("Without colours, the selected row is also marked by >")
  func mono() throws {
    let terminal = try fixture.run(list, "<Down>")
    let lines = terminal.canvas.markedLines(colors: false)
    #expect(lines[4].hasPrefix("{reverse|> INC-115-0002"))
    #expect(terminal.canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("Typing filters: Chinese, several words, the text of choices")
  func filter() throws {
    try fixture.expect(list, "郵", shows: """
      @@
      """)
    for (keys, number) in [
      ("垃圾信 intrus", "INC-115-0001"), ("dean", "INC-115-0002"), ("社交工程", "INC-115-0002"), ("李大華 教育部", "INC-115-0002"),
      ("0003", "INC-115-0003"),
    ] {
      let screen = try fixture.run(list, keys).screen
      #expect(screen.contains("共 1 筆") && screen.contains("> \(number)"), "\(keys)\n\(screen)")
    }
  }

  @Test("What does not fit says what to do, and Esc clears it")
  func filterNothing() throws {
    try fixture.expect(list, "dean 郵件", shows: """
      @@
      """)
    let cleared = try fixture.run(list, "dean 郵件<Esc>")
    #expect(cleared.screen.contains("第 1 筆，共 3 筆"))
    #expect(cleared.canvas.cursor == Position(column: 0, row: 3))
    #expect(try fixture.run(list, "x<Esc><Esc>").screen.contains("資安簿  示範學院"))
  }

  @Test("The cursor is in the filter while typing, and on the row after moving")
  func cursor() throws {
    #expect(try fixture.run(list, "釣魚").canvas.cursor == Position(column: 11, row: 1))
    #expect(try fixture.run(list, "INC<Down>").canvas.cursor == Position(column: 0, row: 4))
  }

  @Test("Sorting goes round: number, saved time, each column, then downwards")
  func sort() throws {
    let marks = try (0...14).map { count in
      let screen = try fixture.run(list, String(repeating: "<Alt+S>", count: count), size: "132x24").screen
      let header = screen.split(separator: "\n", omittingEmptySubsequences: false)[2]
      return header.split(separator: " ").first { $0.hasSuffix("^") || $0.hasSuffix("v") }.map(String.init) ?? ""
    }
    let names = ["編號", "存檔時間", "事件主旨", "類別", "事件等級", "知悉時間", "通報人"]
    #expect(marks == names.map { $0 + "^" } + names.map { $0 + "v" } + ["編號^"])
  }

  @Test("Numbers are sorted as numbers; the column sorted by is there on a narrow screen too")
  func sortNumber() throws {
    try fixture.expect(list, "<Alt+S><Alt+S><Alt+S><Alt+S>", size: "60x16", shows: """
      @@
      """)
    #expect(try fixture.run(list, "<Alt+S><Alt+S><Alt+S><Alt+S><Alt+S><Alt+S>").screen.contains("通報人^"))
  }

  @Test("Groups: all, saved, void")
  func group() throws {
    #expect(try fixture.run(list, "<Alt+G>").screen.contains("共 2 筆  只看已存"))
    #expect(try fixture.run(list, "<Alt+G><Alt+G>").screen.contains("共 1 筆  只看作廢"))
    #expect(try fixture.run(list, "<Alt+G><Alt+G><Alt+G>").screen.contains("共 3 筆\n"))
    let opened = ListScreen(form: ReadingForms.incident, filter: "門禁", status: .void)
    #expect(try fixture.run([opened]).screen.contains("共 1 筆  只看作廢"))
  }

  @Test("An empty list says how to begin")
  func empty() throws {
    try fixture.expect([ListScreen(form: ReadingForms.note)], shows: """
      @@
      """)
  }

  @Test("Enter opens the record, F5 a new form")
  func ways() throws {
    #expect(try fixture.run(list, "<Down><Enter>").screen.contains("資安事件通報單 > INC-115-0002"))
    #expect(try fixture.run(list, "<F5>").screen.contains("資安事件通報單 > 資安事件通報單"))
  }

  @Test("Ten thousand records: paged from the index, sorted and filtered")
  func many() throws {
    let fixture = try ReadingFixture()
    let note = ReadingForms.note
    let new = (1...10_000).map { number in
      NewVersion(
        form: note.reference, title: note.title.zh, record: .named("NOTE-\(number)"), savedBy: fixture.wang,
        content: Content(fields: [Content.Field(id: "text", values: ["第 \(number) 則備忘"])]))
    }
    _ = try fixture.store.appendMany(new)
    let list: [any Screen] = [ListScreen(form: note)]
    try fixture.expect(list, "<PgDn><PgDn>", shows: """
      @@
      """)
    try fixture.expect(list, "<End>", shows: """
      @@
      """)
    let middle = String(repeating: "<PgDn>", count: 300)
    #expect(try fixture.run(list, middle).screen.contains("第 5,401 筆，共 10,000 筆"))
    #expect(try fixture.run(list, middle).screen.contains("> NOTE-5401"))
    #expect(try fixture.run(list, middle + "<resize:132x60>").screen.contains("  NOTE-5380"))
    #expect(try fixture.run(list, "9876 則").screen.contains("> NOTE-9876"))
    #expect(try fixture.run(list, "<End>" + "<PgUp><PgUp><Home>").screen.contains("第 1 筆，共 10,000 筆"))
  }

  @Test("Any size at any moment keeps the selected record")
  func resize() throws {
    let sizes = ["1x1", "20x5", "60x16", "132x40", "40x12", "80x24"]
    let keys = "<Down>" + sizes.map { "<resize:\($0)>" }.joined()
    let terminal = try fixture.run(list, keys)
    #expect(terminal.screen == (try fixture.run(list, "<Down>").screen))
  }
}
