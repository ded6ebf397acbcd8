import Foundation
import TestKit
import Testing

@Suite("Filling in forms in a real terminal", .enabled(if: Machine.has("tmux"), "needs tmux"))
struct FillingJourneyTests {
  /// What a notice of an incident needs beside its description, in the order of the form.
  private static let beginning: KeyValuePairs = [
    "通報單位": "資訊處", "聯絡電話": "02-2345-6789", "發生機關": "測試學院", "發現方式": "使用", "知悉時間": "n", "事件主旨": "郵件主機遭入侵",
  ]
  private static let rest: KeyValuePairs = [
    "事件分類": "惡意", "仍持續中": "n", "涉及個資": "否", "核心/關鍵": "非核心", "機密性衝擊": "0", "完整性衝擊": "0", "可用性衝擊": "0",
    "已採取措施": "已隔離主機", "外部支援需求": "不需",
  ]

  @Test("From the first start to a saved record with keys alone, and the file says what was typed")
  func fromTheFirstStart() throws {
    let program = try Program()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("還沒有紀錄庫")
    try terminal.press("1")
    try terminal.type("測試學院")
    try terminal.press("Tab", "C-u")
    try terminal.type("王小明")
    try terminal.press("Tab", "C-u")
    try terminal.type("wang")
    try terminal.press("F2")
    try terminal.shows("紀錄庫建好了")
    try terminal.open(form: "incident-notice")
    try terminal.press("F5")
    try terminal.shows("[填寫]")
    try terminal.fill(Self.beginning)
    try terminal.fill(["狀況描述": "第一行"])
    try terminal.press("Enter")
    try terminal.type("郵件主機對外大量寄信")
    try terminal.fill(Self.rest)
    try terminal.press("F2")
    try terminal.shows("已存 INC-")
    let file = try program.shell("cat \(program.store)/records/incident-notice/*/*/INC-*.v1.rec").output
    let expected = [
      "title: 郵件主機遭入侵", "description: 第一行\n+ 郵件主機對外大量寄信", "reporter: 王小明", "source: user", "category: malware",
      "pii: none", "ongoing: no", "measures: 已隔離主機", "level: 0", "Saved_by: wang 王小明", "Action: create",
      "#seal sha256 ",
    ]
    for line in expected { #expect(file.contains(line), "\(line) in:\n\(file)") }
    #expect(try program.shell("ls \(program.store)/drafts/wang").output.isEmpty, "a saved record leaves no draft")
    try terminal.quit()
    #expect(try program.run("verify").status == 0)
  }

  @Test("What was typed survives kill -9 two seconds later, is found at the next start, and is saved")
  func draft() throws {
    let program = try Program()
    try program.initialize()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.open(form: "incident-notice")
    try terminal.press("F5")
    try terminal.shows("[填寫]")
    try terminal.fill(Self.beginning)
    try terminal.fill(["狀況描述": "夜班發現告警"])
    try terminal.shows("夜班發現告警")
    let typed = Date()
    let drafts = program.store + "/drafts/wang"
    try terminal.waits(for: "the draft") { try program.shell("grep -q 夜班發現告警 \(drafts)/*").status == 0 }
    #expect(Date().timeIntervalSince(typed) < 2, "the promise is two seconds after the last key")
    try terminal.send(SIGKILL)
    try terminal.ends()
    #expect(try program.run("list", "incident-notice").output.isEmpty, "a draft is no record")

    let again = try TmuxTerminal(program)
    try again.shows("草稿 1 份")
    try again.press("M-t")
    try again.shows("郵件主機遭入侵")
    try again.press("Enter")
    try again.shows("[填寫]")
    try again.shows("夜班發現告警")
    #expect(try again.focus()?.contains("狀況描述") == true, "the cursor stands where it was")
    try again.fill(Self.rest)
    try again.press("F2")
    try again.shows("已存 INC-")
    try again.quit()
    let file = try program.shell("cat \(program.store)/records/incident-notice/*/*/INC-*.v1.rec").output
    #expect(file.contains("description: 夜班發現告警") && file.contains("measures: 已隔離主機"), "\(file)")
    #expect(try program.shell("ls \(drafts)").output.isEmpty)
    #expect(try program.run("verify").status == 0)
  }

  @Test("Evidence is chosen by completing its path, and stands in the store under its hash")
  func evidence() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("佐證")
    let folder = program.home + "/佐 證"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "螢幕截圖".write(toFile: folder + "/截圖-郵件主機.txt", atomically: true, encoding: .utf8)
    try "別的檔案".write(toFile: folder + "/紀錄.txt", atomically: true, encoding: .utf8)
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.open(record: number)
    try terminal.amend("附上截圖", version: 1)
    try terminal.go(to: "佐證")
    try terminal.press("F4")
    try terminal.shows("[附加檔案]")
    try terminal.type("\(program.home)/佐")
    try terminal.press("Tab")
    try terminal.shows("紀錄.txt")
    try terminal.type("截")
    try terminal.press("Tab")
    try terminal.shows("截圖-郵件主機.txt")
    try terminal.press("Enter")
    try terminal.shows("[修正第 1 版]")
    try terminal.press("F2")
    try terminal.shows("已存 \(number) 第 2 版")
    try terminal.quit()
    let hash = try program.shell("printf 螢幕截圖 | sha256sum").output.prefix(64)
    #expect(hash.count == 64)
    #expect(try program.shell("cat \(program.store)/evidence/\(hash.prefix(2))/\(hash)").output == "螢幕截圖")
    let file = try program.shell("cat \(program.store)/records/incident-notice/*/*/\(number).v2.rec").output
    #expect(file.contains("evidence: sha256:\(hash) 12 截圖-郵件主機.txt"), "\(file)")
    #expect(try program.run("verify").status == 0)
  }

  @Test("A paste of 1 MB goes into a text as it is, one that is too long changes nothing, and the draft holds it")
  func longPaste() throws {
    let program = try Program()
    try program.initialize()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.open(form: "incident-notice")
    try terminal.press("F5")
    try terminal.shows("[填寫]")
    let megabyte = String(repeating: "告警紀錄：登入失敗 192.0.2.10\n", count: 26_000) + "貼上的最後一行"
    try #require((1_000_000..<1_048_576).contains(megabyte.utf8.count))
    try terminal.go(to: "聯絡電話")
    try terminal.paste(megabyte)
    try terminal.shows("超過上限")
    #expect(try terminal.focus()?.contains("告警") == false, "a line takes no megabyte")
    try terminal.go(to: "狀況描述")
    try terminal.paste(megabyte)
    try terminal.shows("貼上的最後一行")
    try terminal.paste(megabyte)
    try terminal.shows("超過一欄的上限")
    let draft = "\(program.store)/drafts/wang/*"
    try terminal.waits(for: "the draft") { try program.shell("grep -q 貼上的最後一行 \(draft)").status == 0 }
    #expect(try program.shell("grep -c '告警紀錄：登入失敗 192.0.2.10' \(draft)").output == "26000\n")
    try terminal.press("C-z")
    try terminal.waits(for: "an empty field") { try !terminal.screen().contains("告警紀錄") }
    try terminal.press("C-y")
    try terminal.shows("貼上的最後一行")
    try terminal.quit()
  }
}
