import Foundation
import Testing

extension Trial {
  private static let who = "visitor at the shared terminal"

  private static func kiosk(_ stage: TrialStore) throws -> TmuxTerminal {
    try TmuxTerminal(stage.program, arguments: "kiosk")
  }

  private static func confirm(_ terminal: TmuxTerminal, _ person: String, _ secret: String = SharedStore.secret) throws
  {
    try terminal.type(person)
    try terminal.press("Enter")
    try terminal.type(secret)
    try terminal.press("Enter")
  }

  /// A trial's terminal, which only an administrator ends.
  private static func end(_ terminal: TmuxTerminal) throws {
    try terminal.press("C-q")
    try terminal.shows("只有系統管理者可以結束")
    try confirm(terminal, "wang")
    try terminal.ends()
  }

  static let visitor: [Trial] = [
    Trial(who, "press any key, also Ctrl+C, Ctrl+Z, function keys") { stage in
      let terminal = try kiosk(stage)
      try terminal.shows("未開班")
      try terminal.press("C-c", "C-z", "C-\\\\", "F2", "F3", "F5", "F9", "F10", "M-w", "M-7", "M-8", "C-f", "C-l")
      try terminal.shows("未開班")
      let refusals = try stage.shared.entries("refused").count
      try terminal.press("C-q")
      try terminal.shows("只有系統管理者可以結束")
      try confirm(terminal, "su")
      try terminal.shows("請管理者輸入 PIN")
      let entries = try stage.shared.entries("refused")
      #expect(entries.count == refusals + 1 && entries.last?.contains("Saved_by: su 蘇小梅\n") == true)
      try terminal.press("Escape")
      // A key right after it would be one key with it.
      try terminal.waits(for: "the board") { try !terminal.screen().contains("請以 PIN 確認") }
      try end(terminal)
    },
    Trial(who, "paste a megabyte") { stage in
      let terminal = try kiosk(stage)
      try terminal.shows("未開班")
      let before = try stage.records()
      try terminal.type("1")
      try terminal.shows("由誰登記")
      try confirm(terminal, "su")
      try terminal.shows("姓名、公司或證號")
      try terminal.paste(String(repeating: "張三", count: 175_000))
      try terminal.press("Escape")
      try terminal.shows("未開班")
      #expect(try stage.records() == before)
      try end(terminal)
    },
    Trial(who, "guess a PIN") { stage in
      let terminal = try kiosk(stage)
      try terminal.shows("未開班")
      let failed = try stage.shared.entries("log_in_failed").count
      try terminal.type("6")
      try terminal.shows("由誰開班")
      try confirm(terminal, "su", "000000")
      try terminal.shows("帳號或通行碼不對")
      #expect(try stage.shared.entries("log_in_failed").count == failed + 1)
      try terminal.send(SIGKILL)
      try terminal.ends()
      // Whoever starts it again has not made it forget.
      #expect(try stage.shell("cat credentials/su.rec").contains("Failures: 1\n"))
      sleep(2)
    },
    Trial(who, "look up people or records without a PIN") { stage in
      try stage.done(
        "su",
        "new entry-log --set person_name=林訪客 --set person_org=例示公司 --set purpose_kind=patrol --set purpose=例行機房巡檢 "
          + "--set enter_at=n --set leave_at=n")
      let terminal = try kiosk(stage)
      try terminal.shows("未開班")
      for key in ["1", "3", "4", "8"] {
        try terminal.type(key)
        try terminal.shows("以 PIN 確認")
        try terminal.type("林")
        try terminal.press("F4", "Down")
        #expect(try !terminal.screen().contains("林訪客"))
        try terminal.press("Escape")
        try terminal.waits(for: "the board") { try !terminal.screen().contains("以 PIN 確認") }
      }
      try end(terminal)
    },
    Trial(who, "sign somebody in during an open shift") { stage in
      try stage.granted("lin", "--set roles=staff --set roles=data_room_duty", by: "lin")
      let terminal = try kiosk(stage)
      try terminal.shows("未開班")
      try terminal.type("6")
      try terminal.shows("由誰開班")
      try confirm(terminal, "su")
      try terminal.shows("蘇小梅 開班了")
      try terminal.type("1")
      try terminal.shows("姓名、公司或證號")
      try terminal.type("林大華")
      try terminal.press("Enter")
      try terminal.shows("事由說明")
      try terminal.type("巡檢")
      try terminal.press("Enter")
      try terminal.type("趁沒人看")
      try terminal.press("Enter")
      try terminal.shows("已登記")
      try terminal.shows("在內 1 人")
      let entry = try #require(try stage.shared.entries("create").last)
      #expect(entry.contains("Form: entry-log/") && entry.contains("Saved_by: su 蘇小梅\n"))
      // For the next trial the shift stays open.
      try terminal.send(SIGKILL)
      try terminal.ends()
    },
    Trial(who, "search the store from a form during an open shift") { stage in
      let hidden = try stage.shared.incident("機密事件", by: "wang", "--set classification=confidential")
      let open = try stage.shared.incident("公開事件", by: "wang")
      let terminal = try kiosk(stage)
      try terminal.shows("畫面已鎖定")
      try terminal.type(SharedStore.secret)
      try terminal.press("Enter")
      try terminal.shows("在內 1 人")
      try terminal.type("3")
      try terminal.shows("[填寫]")
      for _ in 0..<12 { try terminal.press("C-NPage") }
      try terminal.waits(for: "the related records") {
        let isThere = try terminal.screen().split(separator: "\n").contains {
          $0.hasPrefix(">") && $0.contains("關聯紀錄")
        }
        if !isThere { try terminal.press("Up") }
        return isThere
      }
      try terminal.press("F4")
      try terminal.shows("ENT-")
      for word in [hidden, open, "機密事件", "公開事件"] { #expect(try !terminal.screen().contains(word)) }
      try terminal.type("INC")
      try terminal.waits(for: "a list without entries") { try !terminal.screen().contains("ENT-") }
      for word in [hidden, open, "機密事件", "公開事件"] { #expect(try !terminal.screen().contains(word)) }
      // The shift stays open.
      try terminal.send(SIGKILL)
      try terminal.ends()
    },
    Trial(who, "pull the plug") { stage in
      let terminal = try kiosk(stage)
      try terminal.shows("畫面已鎖定")
      #expect(try !terminal.screen().contains("林大華"))
      try terminal.type(SharedStore.secret)
      try terminal.press("Enter")
      try terminal.shows("在內 1 人")
      #expect(try stage.program.run("verify").status == 0)
      try end(terminal)
    },
  ]
}
