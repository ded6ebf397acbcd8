import Definitions
import Domain
import Desk
import Foundation
import Terminal
import Testing

@testable import FrontEnd

@Suite("The screens of a shared store while nobody is at the keyboard", .serialized) @MainActor
struct SessionLockTests {
  private let clock = KioskFixture.Clock()
  private let folder: String
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    folder = NSTemporaryDirectory() + "lock-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    shared = try SharedStore(in: folder, catalogue, clock: { [clock] in clock.now })
    try shared.fillRequests()
  }

  private func run(
    _ steps: [KioskFixture.Step], as person: PersonName? = SharedStore.li, at desk: Desk? = nil
  ) throws -> WaitingTerminal {
    let terminal = try WaitingTerminal(steps, clock: clock)
    let desk = try desk ?? shared.desk { [clock] in clock.now }
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: desk, person: person ?? SharedStore.li, isKnown: person != nil,
      language: .zhTW, clock: { [clock] in clock.now }, ticks: { [clock] in clock.ticks },
      createStore: { _ in .failure(.noRecord("")) })
    configuration.isAuthenticated = person != nil
    terminal.ending = Application(terminal: terminal, configuration: configuration).run()
    return terminal
  }

  private let secret = SharedStore.secret(of: SharedStore.li)

  @Test("erase the screen, keep what was typed, and go on where it was once the passphrase is typed")
  func unlock() throws {
    let typed = "access-request<Enter><F5><Tab><Tab>趙小英"
    let locked = try run([.keys(typed), .wait(seconds: 901)])
    #expect(locked.screen.contains("畫面已鎖定") && locked.screen.contains("李四 (li.s)"))
    #expect(!locked.screen.contains("趙小英") && !locked.screen.contains("帳號與權限"), "\(locked.screen)")
    #expect(try shared.drafts(of: "li.s").count == 1)
    let again = try run([.keys(typed), .wait(seconds: 901), .keys("\(secret)<Enter>")])
    #expect(again.screen.contains("趙小英"), "\(again.screen)")
    #expect(again.frames.allSatisfy { !$0.screenText.contains(secret.dropLast(3)) })
  }

  @Test("wait from the last key on")
  func lastKey() throws {
    let screen = try run([.wait(seconds: 800), .keys("<Down>"), .wait(seconds: 800)]).screen
    #expect(screen.contains("政策層"))
  }

  @Test("let no key lead anywhere while locked, count wrong attempts as failures, and let Ctrl+Q leave")
  func wrong() throws {
    for key in ["<Esc>", "<Ctrl+C>", "<F3>", "<F10>", "<Ctrl+F>", "<Alt+W>", "<F12>", "<Enter>"] {
      let screen = try run([.keys("ACC-115-0001<Enter>"), .wait(seconds: 901), .keys(key)]).screen
      #expect(screen.contains("畫面已鎖定") && !screen.contains("ACC-115"), "\(key)\n\(screen)")
    }
    let before = try #require(try shared.credential(of: SharedStore.li)).failures
    let wrong = try run([.wait(seconds: 901), .keys("guess<Enter><Ctrl+Q>")])
    #expect(wrong.ending == .quit)
    #expect(wrong.screen.contains("帳號或通行碼不對") && !wrong.screen.contains("政策層"))
    #expect(try shared.credential(of: SharedStore.li)?.failures == before + 1)
  }

  @Test("unlock with no one-time passphrase, and for nobody who has left meanwhile")
  func refused() throws {
    let once = SharedStore.secret(of: SharedStore.sun)
    let sun = try run([.wait(seconds: 901), .keys("\(once)<Enter>")], as: SharedStore.sun)
    #expect(sun.screen.contains("一次性通行碼") && !sun.screen.contains("政策層"))
    let shared = shared
    let left = try run([
      .wait(seconds: 901), .meanwhile { try shared.amend("li.s", "active", "no", by: SharedStore.wang) },
      .keys("\(secret)<Enter>"),
    ])
    #expect(left.screen.contains("不是在職人員") && !left.screen.contains("政策層"), "\(left.screen)")
  }

  @Test("lock never where the setting is 0, before somebody has logged in, and in a personal store")
  func never() throws {
    #expect(try run([.wait(seconds: 5_000)], as: nil).screen.contains("登入"))
    let personal = try Desk.make(
      StoreRequest(path: folder + "/personal", organisation: "測試學院", person: SharedStore.wang), catalogue: catalogue,
      language: .zhTW, indexFolder: folder + "/personal-index", beginning: [], clock: { [clock] in clock.now })
    #expect(try run([.wait(seconds: 5_000)], at: personal).screen.contains("政策層"))
    try FileManager.default.createDirectory(atPath: folder + "/open", withIntermediateDirectories: true)
    let open = try SharedStore(
      in: folder + "/open", catalogue,
      further: [("settings", SharedStore.content(["session_lock_seconds": "0"]))], clock: { [clock] in clock.now })
    #expect(try run([.wait(seconds: 5_000)], at: open.desk).screen.contains("政策層"))
  }
}
