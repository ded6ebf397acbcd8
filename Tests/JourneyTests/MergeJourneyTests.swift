import Foundation
import TestKit
import Testing

@Suite("Two people change one record", .enabled(if: Machine.has("tmux"), "needs tmux"))
struct MergeJourneyTests {
  @Test("The second sees both changes and merges them; neither loses text")
  func merge() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("原來的主旨")
    let first = try TmuxTerminal(program)
    try first.shows("政策層")
    try first.shows("王小明")
    // The same user of the operating system is somebody else from now on.
    #expect(try program.run("amend", "wang", "--reason", "換帳號", "--set", "login=somebody_else").status == 0)
    let second = try TmuxTerminal(program)
    try second.shows("您是哪一位")
    try second.press("C-u")
    try second.type("陳美麗")
    try second.press("Tab", "C-u")
    try second.type("chen")
    try second.press("Enter")
    try second.shows("政策層")

    for (terminal, reason) in [(first, "補充"), (second, "更正")] {
      try terminal.open(record: number)
      try terminal.amend(reason, version: 1)
    }
    try first.go(to: "IP/網址")
    try first.type("192.0.2.10")
    try first.go(to: "已採取措施")
    try first.type("；王通知廠商")
    try second.go(to: "事件主旨")
    try second.press("C-u")
    try second.type("陳改的主旨")
    try second.go(to: "已採取措施")
    try second.type("；陳停用帳號")
    try first.press("F2")
    try first.shows("已存 \(number) 第 2 版")

    try second.press("F2")
    try second.shows("合併 \(number)")
    try second.shows("先存了")
    let both = try second.screen()
    for part in ["王小明", "王通知廠商", "陳停用帳號"] { #expect(both.contains(part), "\(part) on:\n\(both)") }
    // Not before both sides of the field are decided on.
    try second.press("Enter")
    try second.shows("沒有選")
    try second.press("b")
    try second.shows("[兩邊都留]")
    try second.press("Enter")
    try second.shows("已存 \(number) 第 3 版")
    try first.quit()
    try second.quit()

    let file = try program.shell("cat \(program.store)/records/incident-notice/*/*/\(number).v3.rec").output
    for part in ["王通知廠商", "陳停用帳號", "ip_url: 192.0.2.10", "title: 陳改的主旨", "Saved_by: chen 陳美麗"] {
      #expect(file.contains(part), "\(part) in:\n\(file)")
    }
    #expect(try program.run("history", number).output.split(separator: "\n").count == 3)
    #expect(try program.run("verify").status == 0)
  }
}
