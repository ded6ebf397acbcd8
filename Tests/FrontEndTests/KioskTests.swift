import Domain
import Desk
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

@Suite("The shared terminal", .serialized) @MainActor
struct KioskTests {
  private func pin(_ id: String) throws -> String { try #require(KioskStore.pins[id]) }

  /// Opens a shift of `hsu.yt` by key.
  private func opened() throws -> String { "6hsu.yt<Enter>\(try pin("hsu.yt"))<Enter>" }

  private func keys(_ script: String) throws -> Int { try KeyScript.events(script).count }

  // MARK: - Signing in and out

  @Test("signs a known vendor in with at most four fields and fifteen keys")
  func signIn() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.visit(from: "2026-11-20T10:00+08:00", to: "2026-11-20T11:00+08:00")
    // Who agrees is asked for at each visit; the escort is offered as before.
    let typed = "1何<Enter>王<Enter><Enter>V-03<Enter>y<Enter>"
    #expect(try keys(typed) <= 15)
    let silent = try fixture.run(try opened() + "1何<Enter><Enter>")
    #expect(silent.screen.contains("「核准人」必填") && !silent.screen.contains("王小明"), "\(silent.screen)")
    let terminal = try fixture.run("\(try pin("hsu.yt"))<Enter><Esc><Esc>" + typed)
    let entry = try #require(try fixture.newest("entry-log"))
    #expect(entry.content["person_name"] == ["何師傅"], "\(terminal.screen)")
    #expect(entry.content["authorized_by"] == ["wang.xm 王小明"])
    #expect(entry.content["badge_no"] == ["V-03"])
    #expect(entry.content["escort"] == ["tsai.gh 蔡冠宏"])
    #expect(entry.content["enter_at"] == ["2026-11-22T14:20+08:00"])
    #expect(entry.content["remarks"].isEmpty)
    #expect(entry.savedBy == Cast.hsu)
    #expect(terminal.screen.contains("何師傅 14:20 進入，已登記"))
  }

  @Test("takes what a badge reader types: the number and Enter")
  func badgeReader() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "09:00")
    let visit = try #require(try fixture.newest("entry-log"))
    var content = visit.content
    content["leave_at"] = ["2026-11-22T10:00+08:00"]
    try fixture.change(visit, by: Cast.hsu, reason: "離開", content)
    let terminal = try fixture.run(try opened() + "1E01002<Enter><Enter>")
    let entry = try #require(try fixture.newest("entry-log"))
    #expect(entry.record != visit.record, "\(terminal.screen)")
    #expect(entry.content["person_name"] == ["蔡冠宏"] && entry.content["purpose"] == ["例行機房巡檢"])
  }

  @Test("opens the whole form where too much is to be asked, or for somebody new", arguments: ["何師傅", "陳新人"])
  func wholeForm(_ name: String) throws {
    let fixture = try KioskStore()
    // Without what the last visit was for, a vendor has five things to say.
    let visit = try fixture.visit(from: "2026-11-20T10:00+08:00", to: "2026-11-20T11:00+08:00")
    var content = visit.content
    content["work_ref"] = []
    try fixture.change(visit, by: Cast.hsu, reason: "更正", content)
    let terminal = try fixture.run("1hsu.yt<Enter>\(try pin("hsu.yt"))<Enter>\(name)<Enter>")
    #expect(terminal.screen.contains("[填寫]") && terminal.screen.contains(name), "\(terminal.screen)")
    #expect(terminal.screen.contains("許雅婷"))
    let back = try fixture.run("1hsu.yt<Enter>\(try pin("hsu.yt"))<Enter>\(name)<Enter><Esc>")
    #expect(back.screen.contains("未開班") && !back.screen.contains("許雅婷"))
  }

  @Test("asks somebody of the register who was never here for four things, and for no badge")
  func colleague() throws {
    let fixture = try KioskStore()
    let screen = try fixture.run(try opened() + "1劉<Enter>").screen
    for label in ["事由別", "事由說明", "核准人", "陪同人員"] { #expect(screen.contains(label), "\(screen)") }
    #expect(!screen.contains("[填寫]") && !screen.contains("臨時證號"), "\(screen)")
  }

  @Test("signs out in three keys, the badge included", arguments: ["21<Enter>", "2何<Enter>"])
  func signOut(_ typed: String) throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    #expect(try keys(typed) <= 3)
    let terminal = try fixture.run(try opened() + typed)
    let entry = try #require(try fixture.newest("entry-log"))
    #expect(entry.number == 2 && entry.reason == "登記離開", "\(terminal.screen)")
    #expect(entry.content["leave_at"] == ["2026-11-22T14:20+08:00"] && entry.content["badge_returned"] == ["yes"])
    #expect(entry.content["stay_minutes"] == ["80"])
    #expect(terminal.screen.contains("在內 0 人"))
  }

  @Test("asks for a PIN at each entry where no shift is open, and saves in that name")
  func confirmed() throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    let wrong = try fixture.run("21<Enter>tsai.gh<Enter>999111<Enter>")
    #expect(wrong.screen.contains("帳號或通行碼不對"))
    #expect(try fixture.newest("entry-log")?.number == 1)
    fixture.clock.advance(minutes: 1)
    try fixture.run("21<Enter>tsai.gh<Enter>\(try pin("tsai.gh"))<Enter>")
    #expect(try fixture.newest("entry-log")?.savedBy == Cast.tsai)
  }

  @Test("lets nobody without the right make an entry, and says who may")
  func refused() throws {
    let fixture = try KioskStore()
    let terminal = try fixture.run("6liu.sf<Enter>\(try pin("liu.sf"))<Enter>")
    #expect(terminal.screen.contains("機房值勤"))
    #expect(try fixture.newest("shift") == nil)
  }

  @Test("has a one-time PIN changed before it counts")
  func oneTime() throws {
    let fixture = try KioskStore()
    try fixture.setPIN(of: Cast.hsu, "505152", oneTime: true)
    let terminal = try fixture.run("6hsu.yt<Enter>505152<Enter>735264<Enter>735264<Enter>")
    #expect(try fixture.newest("shift")?.savedBy == Cast.hsu, "\(terminal.screen)")
    #expect(try fixture.credential(of: Cast.hsu)?.mustChange == false)
  }

  @Test("marks a late entry with both times")
  func late() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "09:00")
    let terminal = try fixture.run(try opened() + "721300<Enter>蔡<Enter>")
    let entry = try #require(try fixture.newest("entry-log"))
    #expect(entry.content["leave_at"] == ["2026-11-22T13:00+08:00"], "\(terminal.screen)")
    #expect(entry.content["remarks"] == ["補登：離開時間 2026-11-22 13:00，登記於 2026-11-22 14:20。"])
  }

  @Test(
    "takes a time alone that is still to come for yesterday's after midnight, and asks for the day where both are near")
  func lateAfterMidnight() throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    let doubtful = try fixture.run(try opened() + "722330<Enter>")
    #expect(doubtful.screen.contains("「2330」沒有日期：可能是 2026-11-22 23:30"), "\(doubtful.screen)")
    #expect(try fixture.newest("entry-log")?.number == 1)
    fixture.clock.advance(minutes: 10 * 60)
    let terminal = try fixture.run("\(try pin("hsu.yt"))<Enter>722330<Enter>何<Enter>")
    #expect(
      try fixture.newest("entry-log")?.content["leave_at"] == ["2026-11-22T23:30+08:00"], "\(terminal.screen)")
  }

  @Test("corrects by another entry: the first one stays, and only the newer counts as inside")
  func correct() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "09:00")
    let terminal = try fixture.run(try opened() + "81<Enter><Ctrl+S>")
    let entries = try fixture.records(of: "entry-log")
    #expect(entries.count == 2, "\(terminal.screen)")
    #expect(entries.first?.content["corrects"] == [try #require(entries.last?.record)])
    #expect(entries.last?.number == 1)
    #expect(terminal.screen.contains("在內 1 人"))
  }

  @Test("writes a change after the shift as an entry of its own")
  func afterTheShift() throws {
    let fixture = try KioskStore()
    let first = try fixture.enter(Cast.tsai, at: "14:00")
    fixture.clock.advance(minutes: 13 * 60)
    var content = first.content
    content["purpose"] = ["改寫的事由說明"]
    func save(_ content: Content, by person: PersonName) throws -> Result<Receipt, Refusal> {
      var submission = Submission(amending: first.record, base: 1, to: content, reason: "寫錯")
      submission.way = .kiosk
      return try fixture.desk.attended(by: person).submit(submission)
    }
    let foreign = PersonName(id: "chen.dw", name: "陳大文")
    #expect(throws: Refusal.self) { try save(content, by: foreign).get() }
    let corrected = try save(content, by: Cast.hsu).get().version
    #expect(corrected.action == .create && corrected.content["corrects"] == [first.record])
    var left = first.content
    left["leave_at"] = ["2026-11-22T15:00+08:00"]
    let leaving = try save(left, by: Cast.hsu).get().version
    #expect(leaving.action == .amend && leaving.record == first.record)
  }

  @Test(
    "goes on with a patrol that was left half filled in where it is asked to, and asks before somebody is signed in twice"
  )
  func goesOn() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    let left = try fixture.run(try opened() + "3<Tab><Tab><Tab><Tab>23.5<Tab><Esc>")
    #expect(left.screen.contains("留成草稿") && !left.screen.contains("Alt+T"))
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let another = try fixture.run(unlock + "3")
    #expect(another.screen.contains("[填寫]") && !another.screen.contains("23.5"))
    let again = try fixture.run(unlock + "0<Enter>")
    #expect(again.screen.contains("23.5") && again.screen.contains("接續"), "\(again.screen)")
    let twice = try fixture.run(unlock + "1蔡<Enter><Enter>")
    #expect(twice.screen.contains("還在內"))
    #expect(try fixture.records(of: "entry-log").count == 1)
    try fixture.run(unlock + "1蔡<Enter><Enter><Enter>")
    #expect(try fixture.records(of: "entry-log").count == 2)
  }

  @Test("goes on after a kill with a sign-in that was half typed, once it is unlocked, on the same terminal alone")
  func halfTypedSignIn() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.visit(from: "2026-11-20T10:00+08:00", to: "2026-11-20T11:00+08:00")
    // The line drops after the badge.
    let typing = try fixture.run([.keys(try opened() + "1何<Enter>王<Enter><Enter>V-07"), .wait(seconds: 3)])
    #expect(typing.screen.contains("V-07"))
    #expect(try fixture.drafts(of: "kiosk.k1").count == 1)
    let locked = try fixture.run("")
    #expect(!locked.screen.contains("V-07") && !locked.screen.contains("何師傅"))
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let offered = try fixture.run(unlock)
    #expect(offered.screen.contains("按 0 接續") && !offered.screen.contains("V-07"))
    let elsewhere = try fixture.run(unlock + "0", on: "k2")
    #expect(!elsewhere.screen.contains("未完成") && elsewhere.screen.contains("在內 1 人"))
    for key in ["1", "3", "6"] {
      let other = try fixture.run(unlock + key)
      #expect(!other.screen.contains("V-07"), "\(key) \(other.screen)")
    }
    let back = try fixture.run(unlock + "0<Enter>")
    #expect(back.screen.contains("V-07") && back.screen.contains("何師傅") && back.screen.contains("接續"))
    let done = try fixture.run(unlock + "0<Enter>y<Enter>")
    #expect(try fixture.newest("entry-log")?.content["badge_no"] == ["V-07"], "\(done.screen)")
    #expect(try fixture.drafts(of: "kiosk.k1").isEmpty)
  }

  @Test("goes on after a kill with a hand-over that was half typed, and discards what is left on purpose")
  func halfTypedHandOver() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.openShift(of: Cast.hsu)
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    try fixture.run([.keys(unlock + "6換硬碟中<Enter>空調"), .wait(seconds: 3)])
    let new = try fixture.run(unlock + "6")
    #expect(!new.screen.contains("換硬碟中") && !new.screen.contains("空調"))
    let back = try fixture.run(unlock + "0<Enter>")
    #expect(back.screen.contains("換硬碟中") && back.screen.contains("空調"), "\(back.screen)")
    try fixture.run(unlock + "0<Enter><Esc>")
    #expect(try fixture.drafts(of: "kiosk.k1").isEmpty)
  }

  @Test(
    "offers what was kept before terminals had names on each of them, and keeps it with the one that goes on with it")
  func draftsOfBefore() throws {
    let fixture = try KioskStore()
    try fixture.openShift(of: Cast.hsu)
    try fixture.keep(
      Draft(
        person: "kiosk", form: FormReference(id: "entry-log", version: 1), savedAt: fixture.clock.now,
        content: Content(),
        extra: [Content.Field(id: "Screen", values: ["sign-in"]), Content.Field(id: "Line", values: ["陳新"])]))
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    for terminal in ["k1", "k2"] {
      #expect(try fixture.run(unlock, on: terminal).screen.contains("0 未完成 1"))
    }
    let back = try fixture.run([.keys(unlock + "0<Enter>人"), .wait(seconds: 3)], on: "k2")
    #expect(back.screen.contains("陳新人"), "\(back.screen)")
    #expect(try fixture.drafts(of: "kiosk").isEmpty)
    #expect(try fixture.drafts(of: "kiosk.k2").count == 1)
    #expect(try !fixture.run(unlock, on: "k1").screen.contains("未完成"))
  }

  @Test("discards what was left half typed only after asking")
  func discard() throws {
    let fixture = try KioskStore()
    try fixture.run([.keys(try opened() + "1陳新"), .wait(seconds: 3)])
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    try fixture.run(unlock + "0<Del><Enter>")
    #expect(try fixture.drafts(of: "kiosk.k1").count == 1)
    try fixture.run(unlock + "0<Del><Down><Enter>")
    #expect(try fixture.drafts(of: "kiosk.k1").isEmpty)
  }

  @Test("tells of a draft that cannot be read, and keeps it")
  func damagedDraft() throws {
    let fixture = try KioskStore()
    try fixture.openShift(of: Cast.hsu)
    let folder = fixture.desk.root + "/drafts/kiosk.k1"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data([0xFF, 0xFE, 0x0A]).write(to: URL(fileURLWithPath: folder + "/bad1.rec"))
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    #expect(try fixture.run(unlock).screen.contains("bad1.rec"))
    let listed = try fixture.run(unlock + "0<Del>")
    #expect(listed.screen.contains("!損壞"), "\(listed.screen)")
    #expect(FileManager.default.fileExists(atPath: folder + "/bad1.rec"))
  }

  @Test("submits an entry when somebody leaves, so that the keeper of the data room can sign it")
  func submits() throws {
    let fixture = try KioskStore()
    let keeper = Cast.su
    try fixture.register(Cast.su, "data_room_keeper")
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    try fixture.run(try opened() + "5何<Enter><Esc>")
    #expect(try fixture.newest("entry-log")?.status == .saved)
    let left = try fixture.run("\(try pin("hsu.yt"))<Enter>21<Enter>")
    let entry = try #require(try fixture.newest("entry-log"))
    #expect(entry.status == .inReview && entry.savedBy == Cast.hsu, "\(left.screen)")
    let state = try fixture.desk.signOff(of: entry)
    #expect(state?.current?.signers.wanted == [keeper])
    #expect(left.screen.contains("離開，已登記") && !left.screen.contains("送審"))
  }

  @Test("says who can mend it where what was entered cannot be submitted")
  func nobodyToSign() throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    let left = try fixture.run(try opened() + "21<Enter>")
    #expect(left.screen.contains("已登記") && left.screen.contains("還沒送審") && left.screen.contains("機房管理員"))
    #expect(try fixture.newest("entry-log")?.status == .saved)
  }

  @Test("marks what another entry corrects, on the board and where an entry is chosen")
  func marksCorrections() throws {
    let fixture = try KioskStore()
    let first = try fixture.enter(Cast.tsai, at: "09:00")
    let board = try fixture.run(try opened() + "81<Enter><Ctrl+S>")
    #expect(board.screen.contains("更正 \(first.record)"))
    let chosen = try fixture.run("\(try pin("hsu.yt"))<Enter>8")
    let number = try #require(try fixture.newest("entry-log")?.record)
    #expect(chosen.screen.contains("已由 \(number) 更正"), "\(chosen.screen)")
  }

  // MARK: - Shifts

  @Test("hands over only with a word on everybody inside and the next keeper's PIN")
  func handOver() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.openShift(of: Cast.hsu)
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let silent = try fixture.run(unlock + "6<Enter><Enter>")
    #expect(silent.screen.contains("蔡冠宏 還在內"))
    #expect(try fixture.records(of: "shift").count == 1)
    let own = try fixture.run(unlock + "6換硬碟中<Enter><Enter>hsu.yt<Enter>\(try pin("hsu.yt"))<Enter>")
    #expect(own.screen.contains("接班人員不可為值班人員本人"))
    fixture.clock.advance(minutes: 1)
    let done = try fixture.run(
      unlock + "6換硬碟中<Enter>空調正常<Enter>tsai.gh<Enter>\(try pin("tsai.gh"))<Enter>")
    let shifts = try fixture.records(of: "shift")
    let closed = try #require(shifts.last)
    #expect(shifts.count == 2 && shifts.first?.savedBy == Cast.tsai, "\(done.screen)")
    #expect(closed.content["next_keeper"] == ["tsai.gh 蔡冠宏"] && closed.content["remarks"] == ["空調正常"])
    #expect(closed.content[rows: "visits"].first?["word"] == ["換硬碟中"])
    #expect(done.screen.contains("值班 蔡冠宏"))
  }

  // MARK: - Locking

  @Test("erases the screen after the idle time and shows it again to the keeper")
  func idle() throws {
    let fixture = try KioskStore()
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    let board = try fixture.run([.keys(try opened()), .wait(seconds: 119)])
    #expect(board.screen.contains("何師傅"))
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let locked = try fixture.run([.keys(unlock), .wait(seconds: 121)])
    #expect(!locked.screen.contains("何師傅") && !locked.screen.contains("許雅婷"))
    #expect(locked.screen.contains("畫面已鎖定"))
    let again = try fixture.run([.keys(unlock), .wait(seconds: 121), .keys(unlock)])
    #expect(again.screen.contains("何師傅"))
    let other = try fixture.run([.keys("<Up>tsai.gh<Enter>\(try pin("tsai.gh"))<Enter>")])
    #expect(other.screen.contains("只有值班人員") && !other.screen.contains("何師傅"))
    let administrator = try fixture.run([.keys("<Up>wang.xm<Enter>\(try pin("wang.xm"))<Enter>")])
    #expect(administrator.screen.contains("何師傅"))
  }

  @Test("does not take keys for a PIN that were typed before it was locked")
  func typedAhead() throws {
    let fixture = try KioskStore()
    try fixture.openShift(of: Cast.hsu)
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let locked = try fixture.run([.keys(unlock), .burst("9xyz<Enter>12")])
    #expect(locked.screen.contains("畫面已鎖定") && !locked.screen.contains("*"), "\(locked.screen)")
    #expect(try fixture.credential(of: Cast.hsu)?.failures == 0)
    let open = try fixture.run([.keys(unlock), .burst("9xyz<Enter>12"), .keys(unlock)])
    #expect(open.screen.contains("值班 許雅婷"), "\(open.screen)")
  }

  @Test("keeps what was half typed when it locks")
  func draft() throws {
    let fixture = try KioskStore()
    let typing = try opened() + "3"
    let unlock = "\(try pin("hsu.yt"))<Enter>"
    let terminal = try fixture.run([.keys(typing), .wait(seconds: 1), .keys("<Tab>x"), .wait(seconds: 125)])
    #expect(terminal.screen.contains("畫面已鎖定"))
    #expect(try fixture.drafts(of: "kiosk.k1").count == 1)
    let back = try fixture.run([
      .keys(unlock + "3<Tab>x"), .wait(seconds: 125), .keys(unlock),
    ])
    #expect(back.screen.contains("[填寫]"))
  }

  @Test(
    "leads nowhere else",
    arguments: [
      "<F10>", "<Ctrl+P>", "<Ctrl+F>", "<F3>", "<Esc>", "<Ctrl+C>", "<Ctrl+Z>", "<Alt+O>", "<Alt+N>", "<Alt+T>",
      "<Alt+P>",
      "<F7>", "<Ctrl+G>", "<F12>", "<F5>",
    ])
  func nowhere(_ key: String) throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    let open = try opened()
    let board = try fixture.run(open + "<Down>").screen
    let terminal = try fixture.run("\(try pin("hsu.yt"))<Enter>" + "<Down>\(key)\(key)")
    // The way back says that there is none; no other key says anything.
    let isBack = ["<Esc>", "<Ctrl+C>", "<Ctrl+G>", "<F12>"].contains(key)
    let told = "這是共用終端的第一個畫面；Ctrl+Q 由系統管理者結束。"
    #expect(terminal.screen.contains(told) == isBack)
    #expect(terminal.screen.replacing(" " + told, with: "") == board)
    #expect(terminal.ending == .hangUp)
    let locked = try fixture.run(key + key)
    #expect(!locked.screen.contains("蔡冠宏") && locked.ending == .hangUp)
  }

  @Test("does not open other records from its forms")
  func otherRecords() throws {
    let fixture = try KioskStore()
    let terminal = try fixture.run(try opened() + "3<F10><Ctrl+F><Alt+O><F1><End><Enter>")
    #expect(!terminal.screen.contains("作業指導層") && !terminal.screen.contains("前往"))
  }

  @Test("ends only by the PIN of an administrator")
  func quit() throws {
    let fixture = try KioskStore()
    let staff = try fixture.run("<Ctrl+Q>hsu.yt<Enter>\(try pin("hsu.yt"))<Enter>")
    #expect(staff.ending == .hangUp && staff.screen.contains("只有系統管理者"))
    let administrator = try fixture.run("<Ctrl+Q>wang.xm<Enter>\(try pin("wang.xm"))<Enter>")
    #expect(administrator.ending == .quit)
  }

  @Test("shows what another program saved, and writes nothing while nothing changes")
  func refresh() throws {
    let fixture = try KioskStore()
    let terminal = try fixture.run([
      .keys(try opened()), .wait(seconds: 5), .meanwhile { try fixture.enter(Cast.tsai, at: "14:00") },
      .wait(seconds: 5),
    ])
    #expect(terminal.screen.contains("蔡冠宏"))
    let still = try fixture.run([.keys("\(try pin("hsu.yt"))<Enter><Down>"), .wait(seconds: 20)])
    #expect(still.frames.suffix(2).count == 2 && still.frames.count <= 12)
  }

  @Test("takes any keys in any order", arguments: 1...6)
  func anyKeys(_ seed: UInt64) throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.visit(from: "2026-11-22T13:00+08:00", to: nil)
    let words = [
      "1", "2", "3", "5", "6", "7", "8", "9", "何", "劉", "蔡", "y", "<Enter>", "<Enter>", "<Esc>", "<Up>", "<Down>",
      "<Tab>", "<F2>", "<F4>", "<F1>", "<F11>", "<Backspace>", "<Ctrl+Q>", "hsu.yt<Enter>314159<Enter>", "<PgDn>",
      "<paste:V-02>", "<resize:80x24>", "<tick>",
    ]
    var state = seed
    var script = seed % 2 == 0 ? try opened() : ""
    for _ in 0..<150 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      script += words[Int(state >> 33) % words.count]
    }
    let terminal = try fixture.run(script)
    #expect(terminal.ending == .hangUp && terminal.frames.count > 50)
  }

  @Test("survives any keys without showing data behind the lock")
  func fuzz() throws {
    let fixture = try KioskStore()
    try fixture.enter(Cast.tsai, at: "14:00")
    try fixture.openShift(of: Cast.hsu)
    let terminal = try fixture.run(
      "<Enter><Tab><Up><Down>9<Enter><F1><Esc><F2><F4><Ctrl+Q><Esc><paste:蔡><Backspace><F11><Enter>x<Enter><Esc><F9>")
    for frame in terminal.frames { #expect(!frame.screenText.contains("蔡冠宏")) }
  }
}
