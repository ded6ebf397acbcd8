import Domain
import FileStore
import Terminal
import Testing

@testable import FrontEnd

@MainActor
@Suite struct ReadingDifferenceTests {
  private let fixture: ReadingFixture

  init() throws {
    fixture = try ReadingFixture()
    try fixture.saveIncidents()
  }

  private func history(_ number: String) -> [any Screen] { [HistoryScreen(record: number)] }

  @Test("The history names who, when, what and why")
  func history80() throws {
    try fixture.expect(history("INC-115-0001"), "<Down><Space>", shows: """
      @@
      """)
    try fixture.expect(history("INC-115-0003"), size: "60x16", in: .en, shows: """
      @@
      """)
  }

  @Test("Enter views an old version, for reading only")
  func oldVersion() throws {
    let screen = try fixture.run(history("INC-115-0001"), "<Down><Enter>").screen
    #expect(screen.contains("歷程 INC-115-0001 > INC-115-0001 第 1 版") && screen.contains("[檢視舊版]"))
    #expect(screen.contains("（目前是第 2 版）") && screen.contains("郵件主機遭入侵\n"))
    #expect(!screen.contains("F9"))
  }

  @Test("Comparing with the version before, unified")
  func unified() throws {
    try fixture.expect(history("INC-115-0001"), "<Alt+C>", shows: """
      @@
      """)
    try fixture.expect(history("INC-115-0001"), "<Alt+C><End>", in: .en, shows: """
      @@
      """)
    #expect(try fixture.run(history("INC-115-0001"), "<Alt+C><Alt+C>").screen.contains("並排要 100 欄以上"))
  }

  @Test("Side by side on a wide screen, which can be switched")
  func sideBySide() throws {
    try fixture.expect(history("INC-115-0001"), "<Alt+C>", size: "132x40", shows: """
      @@
      """)
    let unified = try fixture.run(history("INC-115-0001"), "<Alt+C><Alt+C>", size: "132x40").screen
    #expect(unified.contains("   - 郵件主機遭入侵\n   + 郵件主機遭入侵並外寄垃圾信\n"))
  }

  @Test("The first version has nothing to be compared with; two marks choose the versions")
  func marks() throws {
    #expect(try fixture.run(history("INC-115-0001"), "<End><Alt+C>").screen.contains("第 1 版之前沒有更早的版本"))
    let marked = try fixture.run(history("INC-115-0001"), "<Space><Down><Space><Home><Alt+C>").screen
    #expect(marked.contains("比較 INC-115-0001 第 1 版與第 2 版"))
  }

  @Test("A status is a difference too")
  func status() throws {
    let screen = try fixture.run(history("INC-115-0003"), "<Alt+C>").screen
    #expect(screen.contains(" ~ 狀態\n   - 已存\n   + 作廢\n"))
  }

  @Test("Blocks name field, row and column, and show values as people read them")
  func blocks() throws {
    var new = ReadingForms.mail
    new["category"] = ["phishing"]
    new["personal_data"] = []
    new["evidence"] = ["sha256:\(String(repeating: "a", count: 64)) 12 截圖.png"]
    new[rows: "actions"][0]["owner"] = ["lee.dh 李大華"]
    new[rows: "actions"].append(Row(["what": "結案"]))
    new["other"] = ["x"]
    let blocks = DifferenceBlock.between(ReadingForms.mail, new, form: ReadingForms.incident, .zhTW)
    #expect(
      blocks.map { "\($0.mark.rawValue) \($0.heading): \($0.old) \($0.new)" } == [
        #"~ 類別: ["系統入侵"] ["社交工程"]"#, #"- 涉及個資: ["否"] []"#,
        #"~ 處置紀錄 第 1 列 / 負責人: ["王小明"] ["李大華"]"#, #"+ 處置紀錄 第 3 列: [] ["事項: 結案"]"#,
        #"+ 佐證: [] ["截圖.png (12 B, aaaaaaaa)"]"#, #"+ other: [] ["x"]"#,
      ])
  }

  @Test("Lines of a text that are the same stay unmarked and stand side by side")
  func lines() {
    let lines = LineDifference.between(["a", "b", "c", "d"], ["a", "B", "c", "d", "e"])
    #expect(lines == [.same("a"), .removed("b"), .added("B"), .same("c"), .same("d"), .added("e")])
    let pairs = LineDifference.pairs(lines)
    #expect(pairs.map(\.old) == ["a", "b", "c", "d", nil])
    #expect(pairs.map(\.new) == ["a", "B", "c", "d", "e"])
    #expect(pairs.map(\.isSame) == [true, false, true, true, false])
    #expect(LineDifference.between([], ["x"]) == [.added("x")])
    #expect(LineDifference.between(["x"], []) == [.removed("x")])
  }
}
