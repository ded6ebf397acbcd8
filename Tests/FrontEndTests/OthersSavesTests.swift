import Definitions
import Desk
import Domain
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@Suite("What others save while somebody looks", .serialized) @MainActor
struct OthersSavesTests {
  private let clock = TestClock()
  private let shared: SharedStore

  init() throws {
    shared = try SharedStore(ScreensCatalogue.shipped(), clock: clock.reading)
    try shared.fillRequests()
  }

  private func run(
    _ steps: [ScriptedTerminal.Step], as person: PersonName, in language: Language = .zhTW
  ) throws -> Run {
    var configuration = Application.Configuration(
      at: try shared.desk(clock.reading), by: person, in: language, clock: clock.reading)
    configuration.isAuthenticated = true
    return try Run(configuration, steps, clock: clock)
  }

  @Test(
    "is told on home, inbox and lists, and read there without a key",
    arguments: ["", "<Alt+W>", "<F10>access-request<Enter>"])
  func told(way: String) throws {
    let terminal = try run(
      [
        .keys(way), .wait(seconds: 3), .meanwhile { try shared.sign("ACC-115-0003", .submit, Cast.li) },
        .wait(seconds: 3),
      ],
      as: Cast.hu)
    #expect(terminal.screen.contains("李四 (li.s) 存了 ACC-115-0003。"), "\(terminal.screen)")
    if way == "<Alt+W>" { #expect(terminal.screen.contains("ACC-115-0003 "), "\(terminal.screen)") }
  }

  @Test("leaves the chosen row chosen, and counts what else was saved")
  func row() throws {
    let terminal = try run(
      [
        .keys("<F10>access-request<Enter><Down><Down>"), .wait(seconds: 3),
        .meanwhile { for name in ["a1", "b2"] { _ = try shared.request(name) } }, .wait(seconds: 3),
      ], as: Cast.hu, in: .en)
    #expect(terminal.screen.contains("has saved ACC-115-0006; 1 more record(s) changed."), "\(terminal.screen)")
    #expect(terminal.screen.contains("> ACC-115-0003"), "\(terminal.screen)")
  }

  @Test("is no news where one saved it oneself, where one may not read it, or while something is typed")
  func quiet() throws {
    let own = try run(
      [.wait(seconds: 3), .meanwhile { _ = try shared.request("a1") }, .wait(seconds: 3)], as: Cast.li)
    #expect(!own.screen.contains("存了"))
    let closed = try run(
      [
        .wait(seconds: 3), .meanwhile { _ = try shared.request("b2", classification: "confidential") },
        .wait(seconds: 3),
      ],
      as: Cast.zhou)
    #expect(!closed.screen.contains("存了"), "\(closed.screen)")
    let typing = try run(
      [
        .keys("<F10>access-request<Enter><F5>"), .wait(seconds: 3), .meanwhile { _ = try shared.request("c3") },
        .wait(seconds: 3),
      ], as: Cast.li)
    #expect(!typing.screen.contains("存了 ACC"))
  }

  @Test("takes away the passphrase of one who leaves, by screen, and never one's own")
  func removal() throws {
    #expect(try shared.credential(of: Cast.zhou) != nil)
    let people = Cast.office.map(\.id).sorted()
    let steps = try #require(people.firstIndex(of: Cast.zhou.id))
    let terminal = try run(
      [.keys("<Alt+8>" + String(repeating: "<Down>", count: steps) + "<Enter>3")], as: Cast.wang)
    #expect(try shared.credential(of: Cast.zhou) == nil, "\(terminal.screen)")
    #expect(terminal.screen.contains("不能再登入"), "\(terminal.screen)")
    let own = try shared.desk.attended(by: Cast.wang).removeCredential(of: Cast.wang.id)
    #expect(own?.kind == .notPermitted)
    let other = try shared.desk.attended(by: Cast.li).removeCredential(of: Cast.hu.id)
    #expect(other?.kind == .notPermitted)
    #expect(try shared.credential(of: Cast.hu) != nil)
  }
}
