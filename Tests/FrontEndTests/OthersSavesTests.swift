import Definitions
import Desk
import Domain
import Foundation
import Terminal
import Testing

@testable import FrontEnd

@Suite("What others save while somebody looks", .serialized) @MainActor
struct OthersSavesTests {
  private let clock = KioskFixture.Clock()
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    catalogue = ScreensCatalogue(folder: root.appendingPathComponent("Screens").path, overrides: nil)
    let folder = NSTemporaryDirectory() + "others-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    shared = try SharedStore(in: folder, catalogue, clock: { [clock] in clock.now })
    try shared.fillRequests()
  }

  private func run(
    _ steps: [KioskFixture.Step], as person: PersonName, in language: Language = .zhTW
  ) throws -> WaitingTerminal {
    let terminal = try WaitingTerminal(steps, clock: clock)
    var configuration = Application.Configuration(
      catalogue: catalogue, desk: try shared.desk { [clock] in clock.now }, person: person, language: language,
      clock: { [clock] in clock.now }, ticks: { [clock] in clock.ticks }, createStore: { _ in .failure(.noRecord("")) })
    configuration.isAuthenticated = true
    terminal.ending = Application(terminal: terminal, configuration: configuration).run()
    return terminal
  }

  @Test(
    "is told on home, inbox and lists, and read there without a key",
    arguments: ["", "<Alt+W>", "<F10>access-request<Enter>"])
  func told(way: String) throws {
    let terminal = try run(
      [
        .keys(way), .wait(seconds: 3), .meanwhile { try shared.sign("ACC-115-0003", .submit, SharedStore.li) },
        .wait(seconds: 3),
      ],
      as: SharedStore.hu)
    #expect(terminal.screen.contains("李四存了 ACC-115-0003。"), "\(terminal.screen)")
    if way == "<Alt+W>" { #expect(terminal.screen.contains("ACC-115-0003 "), "\(terminal.screen)") }
  }

  @Test("leaves the chosen row chosen, and counts what else was saved")
  func row() throws {
    let terminal = try run(
      [
        .keys("<F10>access-request<Enter><Down><Down>"), .wait(seconds: 3),
        .meanwhile { for name in ["a1", "b2"] { _ = try shared.request(name) } }, .wait(seconds: 3),
      ], as: SharedStore.hu, in: .en)
    #expect(terminal.screen.contains("has saved ACC-115-0006; 1 more record(s) changed."), "\(terminal.screen)")
    #expect(terminal.screen.contains("> ACC-115-0003"), "\(terminal.screen)")
  }

  @Test("is no news where one saved it oneself, where one may not read it, or while something is typed")
  func quiet() throws {
    let own = try run(
      [.wait(seconds: 3), .meanwhile { _ = try shared.request("a1") }, .wait(seconds: 3)], as: SharedStore.li)
    #expect(!own.screen.contains("存了"))
    let closed = try run(
      [
        .wait(seconds: 3), .meanwhile { _ = try shared.request("b2", classification: "confidential") },
        .wait(seconds: 3),
      ],
      as: SharedStore.zhou)
    #expect(!closed.screen.contains("存了"), "\(closed.screen)")
    let typing = try run(
      [
        .keys("<F10>access-request<Enter><F5>"), .wait(seconds: 3), .meanwhile { _ = try shared.request("c3") },
        .wait(seconds: 3),
      ], as: SharedStore.li)
    #expect(!typing.screen.contains("存了 ACC"))
  }

  @Test("takes away the passphrase of one who leaves, by screen, and never one's own")
  func removal() throws {
    #expect(try shared.credential(of: SharedStore.zhou) != nil)
    let people = SharedStore.everybody.map(\.id).sorted()
    let steps = try #require(people.firstIndex(of: SharedStore.zhou.id))
    let terminal = try run(
      [.keys("<Alt+8>" + String(repeating: "<Down>", count: steps) + "<Enter>3")], as: SharedStore.wang)
    #expect(try shared.credential(of: SharedStore.zhou) == nil, "\(terminal.screen)")
    #expect(terminal.screen.contains("不能再登入"), "\(terminal.screen)")
    let own = try shared.desk.attended(by: SharedStore.wang).removeCredential(of: SharedStore.wang.id)
    #expect(own?.kind == .notPermitted)
    let other = try shared.desk.attended(by: SharedStore.li).removeCredential(of: SharedStore.hu.id)
    #expect(other?.kind == .notPermitted)
    #expect(try shared.credential(of: SharedStore.hu) != nil)
  }
}
