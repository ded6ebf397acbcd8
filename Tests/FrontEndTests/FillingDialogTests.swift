import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// The small screens that forms and others ask with.
@MainActor struct FillingDialogTests {
  /// Takes down what a screen gives back.
  final class Answers {
    var outcomes: [Outcome] = []
    var values: [[String]] {
      outcomes.compactMap { if case .values(let values) = $0 { values } else { nil } }
    }
  }

  struct Asker: Screen {
    let answers: Answers
    func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "表單", en: "Form") }
    func draw(into canvas: inout Canvas, _ workspace: Workspace) {}
    mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
      answers.outcomes.append(outcome)
      return []
    }
  }

  private func ask(_ screen: any Screen, _ keys: String) throws -> (driver: FillingDriver, answers: Answers) {
    let driver = try FillingDriver()
    let answers = Answers()
    driver.open { _ in Asker(answers: answers) }
    driver.open { _ in screen }
    try driver.feed(keys)
    return (driver, answers)
  }

  private let items = [
    PickItem(id: "repair", label: Phrase(zh: "故障處理", en: "Repair")),
    PickItem(id: "audit", label: Phrase(zh: "內部稽核", en: "Internal audit")),
    PickItem(id: "A.5.1", code: "A.5.1", label: Phrase(zh: "資訊安全政策", en: "Policies for information security")),
  ]

  @Test(arguments: [
    ("稽核<Enter>", ["audit"]), ("AUD<Enter>", ["audit"]), ("a.5<Enter>", ["A.5.1"]),
    ("security pol<Enter>", ["A.5.1"]), ("<Down><Enter>", ["audit"]),
  ])
  func oneIsPickedByCodeOrEitherName(keys: String, picked: [String]) throws {
    let (driver, answers) = try ask(PickScreen(title: Phrase(zh: "事由", en: "Reason"), items: items), keys)
    #expect(answers.values == [picked])
    #expect(driver.stack.last is Asker)
  }

  @Test func severalAreTicked() throws {
    let screen = PickScreen(title: Phrase(zh: "事由", en: "Reason"), items: items, chosen: ["audit"], isMultiple: true)
    let (driver, _) = try ask(screen, "<Home> <Down>")
    #expect(driver.screen.contains("[x] ") && driver.screen.contains("勾選 2"))
    try driver.feed(" <Enter>")
    #expect((try ask(screen, "<Home>  <Enter>").answers.values) == [["repair"]])
    #expect((try ask(screen, "<Esc>").answers.values).isEmpty)
  }

  @Test func anOfferOfValuesUsedLately() throws {
    let screen = PickScreen(title: Phrase(zh: "事由", en: "Reason"), items: items, recent: ["A.5.1"])
    #expect(try ask(screen, "").driver.canvas.textLines()[3].contains("資訊安全政策  （最近用過）"))
    #expect(try ask(screen, "<Enter>").answers.values == [["A.5.1"]])
    #expect(try ask(screen, "xyz<Enter>").driver.screen.contains("沒有符合的項目"))
  }

  @Test func aReasonIsAskedForUntilItIsGiven() throws {
    let screen = PromptScreen(title: Phrase(zh: "修正的原因", en: "Reason"), text: "", isRequired: true)
    let (driver, answers) = try ask(screen, "<Enter> <F2>")
    #expect(driver.screen.contains("!! 必填"))
    #expect(answers.outcomes.isEmpty)
    try driver.feed("更正日期<Enter>")
    #expect(answers.values == [["更正日期"]])
  }

  @Test func aQuestionHasAHarmlessFirstAnswer() throws {
    let screen = MenuScreen(
      title: Phrase(zh: "怎麼做？", en: "What now?"),
      items: [Phrase(zh: "留著", en: "Keep"), Phrase(zh: "丟棄", en: "Discard")])
    for (keys, choice) in [("<Enter>", 0), ("<Down><Enter>", 1), ("2", 1), ("<Esc>", -1)] {
      let (_, answers) = try ask(screen, keys)
      switch answers.outcomes.first {
      case .choice(let place)?: #expect(place == choice)
      case .cancelled?: #expect(choice == -1)
      default: Issue.record("no answer to \(keys)")
      }
    }
  }

  @Test func theCalendarGoesByDayWeekMonthAndYear() throws {
    let today = try #require(Day("2026-11-22"))
    let start = try #require(Day("2028-01-31"))
    let screen = CalendarScreen(day: start, today: today)
    for (keys, day) in [
      ("", "2028-01-31"), ("<PgDn>", "2028-02-29"), ("<Ctrl+PgDn>", "2029-01-31"), ("<Left><Up>", "2028-01-23"),
      ("<Home>", "2028-01-01"), ("<PgDn><End>", "2028-02-29"), ("t", "2026-11-22"), ("<Right>", "2028-02-01"),
    ] {
      #expect(try ask(screen, keys + "<Enter>").answers.values == [[day]])
    }
  }

  @Test func pathsAreCompletedAndFilesAttached() throws {
    let folder = try TemporaryFolder()
    for file in ["證據/照片.png", "紀錄1.txt", "紀錄2.txt"] { try folder.write("x", to: file) }
    let screen = PathScreen(title: Phrase(zh: "佐證", en: "Evidence"), typed: folder.path + "/")
    #expect(try ask(screen, "").driver.screen.contains("證據/"))
    #expect(try ask(screen, "紀<Tab>").driver.screen.contains("/紀錄"))
    #expect(try ask(screen, "證<Tab>照<Tab><Enter>").answers.values.first?.first?.hasSuffix("照片.png") == true)
    #expect(try ask(screen, "<Down><Enter><Down><Enter>").answers.values.count == 1)
    #expect(try ask(screen, "沒有").driver.screen.contains("沒有這個名稱的檔案"))
  }

  @Test func atATerminalWithoutPathsNoFileIsAskedFor() throws {
    let driver = try FillingDriver(allowsPaths: false)
    driver.openForm("all-types")
    try driver.feed("<Ctrl+End><Up>/")
    #expect(driver.focus == "file")
    #expect(driver.screen.contains("不開放檔案路徑"))
  }
}
