import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Screens beside the keys that lead to them.
@MainActor struct FillingGoldenTests {
  typealias Scene = (name: String, size: String, language: Language, form: String, keys: String, isMono: Bool)

  nonisolated static let scenes: [Scene] = [
    ("errors", "80x24", .zhTW, "visit", "王<Tab>廠商<Tab>換<Tab>1122", false),
    ("errors in English", "80x24", .en, "visit", "Wang<Tab>vend<Tab>abc<Tab>1122", false),
    ("errors in monochrome", "80x24", .zhTW, "visit", "王<Tab>廠商<Tab>換<Tab>1122", true),
    ("summary", "80x24", .zhTW, "visit", "王<Tab>廠商<Tab>換<F2>", false),
    ("summary in English", "80x24", .en, "visit", "Wang<Tab>vend<Tab>abc<F2>", false),
    ("warning", "80x24", .en, "visit", "Wang<Tab><Tab>New disk<Tab>+1<F2>", false),
    ("list", "80x24", .zhTW, "all-types", "<Ctrl+PgDn><Tab>稽<Enter> ", false),
    ("calendar", "80x24", .en, "all-types", "<Tab><Tab><Tab>+3<F4><Down>", false),
    ("wide", "132x40", .en, "all-types", "abc<Tab>one<Enter>two<Tab>23.5<Tab>t", false),
    ("table", "80x24", .zhTW, "soa-93", "<Enter><Alt+G><Down><Down>", false),
    ("row", "80x24", .en, "soa-93", "<Enter>90<Enter><Tab>excl<Tab>", false),
    ("question", "80x24", .zhTW, "visit", "王<Ctrl+X>", true),
  ]

  /// The screen as text; long runs of blanks and lines are written as their length on screens wider than 80.
  static func text(_ driver: FillingDriver, _ isMono: Bool) -> String {
    let text = isMono ? driver.canvas.markedText(colors: false) : driver.screen
    guard driver.size.columns > 80 else { return text }
    var result = ""
    var run: (character: Character, count: Int) = (" ", 0)
    func flush() {
      let isLong = run.count > 12 && (run.character == "-" || run.character == " ")
      result += isLong ? "\(run.character)<\(run.count)>" : String(repeating: run.character, count: run.count)
    }
    for character in text {
      if character == run.character {
        run.count += 1
      } else {
        flush()
        run = (character, 1)
      }
    }
    flush()
    return result
  }

  @Test(arguments: scenes)
  func screenIsAsWritten(scene: Scene) throws {
    let driver = try FillingDriver(try #require(Size(scene.size)), scene.language)
    driver.openForm(scene.form)
    try driver.feed(scene.keys)
    #expect(Self.text(driver, scene.isMono) == FillingGoldens.screens[scene.name])
  }
}
