import Foundation
import TestKit
import Testing

/// What must not work: a clear message in both languages that says who may or what to do, an entry of the journal, and
/// nothing changed. Signing an old version and an expired deputy are among the officers' trials, a person's record
/// edited by hand among those of the account.
@Suite("Bad input in a shared store")
struct BadInputTests {
  @Test("A wrong passphrase, a lock-out, and a clock that is moved back meanwhile")
  func secrets() throws {
    let stage = try TrialStore()
    try stage.refused(
      "lin", "list person", says: ("帳號或通行碼不對；請在", "or ask an administrator for a new one"), input: "wrong\n",
      entry: "log_in_failed", at: ["2099-11-22T10:00:00+08:00", "2099-11-22T10:10:00+08:00"])
    try stage.refused(
      "lin", "list person", says: ("之後再試，或請系統管理者解除", "or ask an administrator to release it"),
      input: TrialStore.secret, cause: "wait", at: ["2099-11-22T10:10:00+08:00", "2099-11-22T10:10:01+08:00"])
    try stage.refused(
      "lin", "list person", says: ("時鐘倒退了", "was set back, so the wait begins again"), input: TrialStore.secret,
      cause: "wait", entry: "clock_moved_back", at: ["2099-11-22T09:00:00+08:00", "2099-11-22T08:00:00+08:00"])
    try stage.secondAdministrator()
    try stage.granted("SET", "--set sign_in_failures=3", by: "chen")
    _ = try stage.program.run(
      ["list", "person", "--as", "lin", "--secret-file", "-"], input: "wrong\n",
      with: ["ISMSBOOK_NOW": "2099-11-22T11:00:00+08:00"])
    let file = try stage.shell("cat credentials/lin.rec")
    #expect(file.contains("\nLocked: yes\n"))
    for (action, hour) in [("refused", "12"), ("clock_moved_back", "07")] {
      try stage.refused(
        "lin", "list person", says: ("已經鎖定；請找系統管理者解除", "ask an administrator to release it"),
        input: TrialStore.secret, cause: "locked", entry: action,
        at: ["2099-11-22T\(hour):00:00+08:00", "2099-11-22T\(hour):30:00+08:00"])
    }
    #expect(try stage.shell("cat credentials/lin.rec") == file)
    #expect(try stage.verify().status == 0)
  }

  @Test(
    "A wrong PIN at the shared terminal, and one of somebody who may not",
    .enabled(if: Machine.has("tmux"), "needs tmux"), arguments: ["zh-TW", "en"])
  func kiosk(_ language: String) throws {
    let stage = try TrialStore()
    let terminal = try TmuxTerminal(stage.program, arguments: "kiosk --lang \(language)")
    let text = { (zh: String, en: String) in language == "en" ? en : zh }
    try terminal.shows(text("未開班", "No shift"))
    let before = try stage.records()
    try terminal.type("6")
    try terminal.shows(text("由誰開班", "Who opens the shift"))
    try terminal.type("ho")
    try terminal.press("Enter")
    try terminal.type("000000")
    try terminal.press("Enter")
    try terminal.shows(text("請系統管理者重給", "ask an"))
    #expect(try stage.shared.entries("log_in_failed").last?.contains("Saved_by: ho 何主任\n") == true)
    sleep(2)
    // The right one, of a role that opens no shift.
    try stage.granted("ho", "--set roles=auditor", by: "ho")
    try terminal.type(TrialStore.other)
    try terminal.press("Enter")
    try terminal.shows(text("可以的角色", "these may"))
    let entry = try #require(try stage.shared.entries("refused").last)
    #expect(entry.contains("Saved_by: ho 何主任\n") && entry.contains("About: shift\n"))
    let granted = ["ho.v3.rec", "ho.v4.rec"]  // The change, and the agreement to it.
    let new = try Set(stage.records().split(separator: "\n")).subtracting(before.split(separator: "\n"))
    #expect(Set(new.map { String($0.split(separator: "/").last ?? "") }) == Set(granted))
    try terminal.send(SIGKILL)
    try terminal.ends()
  }

  @Test("A chain without anybody in a role, and two who sign at once")
  func chain() throws {
    let stage = try TrialStore()
    let number = try stage.shared.incident("沒有人可簽", by: "lin")
    try stage.done("wang", "amend su --reason 調任 --set roles=data_room_keeper")
    try stage.refused(
      "lin", "submit \(number) --secret-file -",
      says: ("沒有在職人員具有角色「資安小組」；請系統管理者", "an administrator can give it to somebody"), code: 65,
      cause: "nobody")
    try stage.granted("su", "--set roles=security_team", by: "su")
    try stage.granted("dai", "--set roles=manager --set roles=security_team", by: "dai")
    try stage.signed("lin", "submit \(number)")
    // Whoever comes second has looked at a version that is no longer the newest.
    try stage.done("su", "agree \(number) --base 2 --secret-file -", input: TrialStore.secret)
    try stage.refused(
      "dai", "agree \(number) --base 2 --secret-file -",
      says: ("蘇小梅 (su)已存第 3 版；請看過新版再決定", "蘇小梅 (su) saved version 3 meanwhile; look at"), code: 75,
      input: TrialStore.secret, cause: "stale")
    #expect(try stage.verify().status == 0)
  }
}
