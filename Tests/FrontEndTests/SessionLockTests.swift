import Definitions
import Domain
import Desk
import TestKit
import Testing

@testable import FrontEnd

@Suite("The screens of a shared store while nobody is at the keyboard", .serialized) @MainActor
struct SessionLockTests {
  private let clock = TestClock()
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore

  init() throws {
    catalogue = ScreensCatalogue.shipped()
    shared = try SharedStore(catalogue, clock: clock.reading)
    try shared.fillRequests()
  }

  private func run(
    _ steps: [ScriptedTerminal.Step], as person: PersonName? = Cast.li, at desk: Desk? = nil
  ) throws -> Run {
    var configuration = Application.Configuration(
      at: try desk ?? shared.desk(clock.reading), by: person ?? Cast.li, isKnown: person != nil, clock: clock.reading)
    configuration.isAuthenticated = person != nil
    return try Run(configuration, steps, clock: clock)
  }

  private let secret = Cast.secret(of: Cast.li)

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
    let before = try #require(try shared.credential(of: Cast.li)).failures
    let wrong = try run([.wait(seconds: 901), .keys("guess<Enter><Ctrl+Q>")])
    #expect(wrong.ending == .quit)
    #expect(wrong.screen.contains("帳號或通行碼不對") && !wrong.screen.contains("政策層"))
    #expect(try shared.credential(of: Cast.li)?.failures == before + 1)
  }

  @Test("unlock with no one-time passphrase, and for nobody who has left meanwhile")
  func refused() throws {
    let once = Cast.secret(of: Cast.sun)
    let sun = try run([.wait(seconds: 901), .keys("\(once)<Enter>")], as: Cast.sun)
    #expect(sun.screen.contains("一次性通行碼") && !sun.screen.contains("政策層"))
    let shared = shared
    let left = try run([
      .wait(seconds: 901), .meanwhile { try shared.amend("li.s", "active", "no", by: Cast.wang) },
      .keys("\(secret)<Enter>"),
    ])
    #expect(left.screen.contains("不是在職人員") && !left.screen.contains("政策層"), "\(left.screen)")
  }

  @Test("lock never where the setting is 0, before somebody has logged in, and in a personal store")
  func never() throws {
    #expect(try run([.wait(seconds: 5_000)], as: nil).screen.contains("登入"))
    let personal = try Desk.make(in: shared.folder, catalogue, as: "personal", clock: clock.reading)
    #expect(try run([.wait(seconds: 5_000)], at: personal).screen.contains("政策層"))
    let open = try SharedStore(catalogue, settings: .of(["session_lock_seconds": "0"]), clock: clock.reading)
    #expect(try run([.wait(seconds: 5_000)], at: open.desk).screen.contains("政策層"))
  }
}
