import Foundation
import TestKit
import Testing

@Suite("The sub-commands")
struct CommandJourneyTests {
  @Test("A record is made, shown, amended, compared, searched, voided, and proved")
  func wholeLife() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("郵件主機遭入侵")
    #expect(number.hasPrefix("INC-"))
    #expect(try program.run("show", number).output.contains("郵件主機遭入侵"))
    #expect(try program.run("amend", number, "--reason", "補充標題", "--set", "title=郵件主機遭入侵（更正）").status == 0)
    #expect(try program.run("diff", number).output.contains("  + 郵件主機遭入侵（更正）"))
    #expect(try program.run("history", number).output.split(separator: "\n").count == 2)
    #expect(try program.run("search", "入侵").output.contains(number))
    #expect(try program.run("search", "出入機房").output.hasPrefix("ISMS-4-05-01\tform\tentry-log\t"))
    #expect(try program.run("list", "incident-notice", "--where", "category = 'malware'").output.contains(number))
    #expect(try !program.run("list", "incident-notice", "--where", "category = 'physical'").output.contains(number))
    #expect(try program.run("void", number, "--reason", "重複").status == 0)
    #expect(try program.run("amend", number, "--reason", "x", "--set", "title=y").status == 65)
    #expect(try program.run("list", "incident-notice").output.contains(number))
    #expect(try program.run("verify").status == 0)
    let head = try program.run("head", "--json").output
    let entries = try program.shell("grep -h '^Sequence: ' \(program.store)/journal/*/*/*.rec | wc -l").output
    #expect(head.contains("\"sequence\": \(entries.trimmingCharacters(in: .whitespacesAndNewlines)),"))
    let file = try program.shell("cat \(program.store)/records/incident-notice/*/*/\(number).v2.rec").output
    #expect(file.contains("title: 郵件主機遭入侵（更正）") && file.contains("Reason: 補充標題"))
  }

  @Test("A new store has every procedure's text as a record, and the organisation's name in its settings")
  func texts() throws {
    let program = try Program()
    try program.initialize()
    let list = try program.run("list", "procedure-text").output
    #expect(list.split(separator: "\n").count == 29)
    #expect(try program.run("show", "SET", "--json").output.contains("測試學院"))
    let shown = try program.run("show", "SOP-05")
    let shipped = try String(
      contentsOfFile: Checkout.screens + "/Procedures/05-data-room/sop.zh-TW.md", encoding: .utf8)
    #expect(shown.status == 0 && shown.output.contains(shipped))
    #expect(try program.run("search", "臨時證").output.contains("SOP-05\t"))
    let amended = "# 機房管理\n\n一律預約。"
    let fields = ["edition=1.1", "text_zh=\(amended)"]
    let result = try program.run("amend", "SOP-05", "--reason", "改為預約制", "--set", fields[0], "--set", fields[1])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try program.run("show", "SOP-05").output.contains("一律預約。"))
    #expect(try program.run("show", "SOP-05", "--version", "1").output.contains(shipped))
    #expect(try program.run("history", "SOP-05").output.contains("改為預約制"))
    let difference = try program.run("diff", "SOP-05").output
    #expect(difference.contains("  - # 機房與實體安全管理作業說明書") && difference.contains("  + # 機房管理"))
    #expect(try program.run("verify").status == 0)
  }

  @Test("A record goes on from the one before, and its rows are marked")
  func goesOn() throws {
    let program = try Program()
    try program.initialize()
    let sets = ["year=115", "climate_relevant=no", "climate_reason=評估後與資訊安全管理系統無關。", "summary=已檢討。"]
    func side(_ row: Int, _ topic: String, _ issue: String) -> [String] {
      ["side=\(row == 2 ? "external" : "internal")", "topic=\(topic)", "issue=\(issue)", "effect=neutral", "action=無"]
        .flatMap { ["--set", "issues[\(row)].\($0)"] }
    }
    let party = [
      "party=主管機關", "side=external", "needs=依法通報", "requirement_kind=law", "climate=no", "in_isms=included", "how=程序",
    ]
    .flatMap { ["--set", "parties[1].\($0)"] }
    let first = try program.run(
      ["new", "context-analysis", "--json"] + sets.flatMap { ["--set", $0] } + side(1, "people", "人員流動")
        + side(2, "technical", "老舊系統") + party)
    #expect(first.status == 0, "\(first.errors)")
    let second = try program.run(
      ["new", "context-analysis", "--continue", "--json", "--set", "year=116", "--set", "summary=續行。"]
        + side(1, "people", "人員增加") + side(3, "process", "新增委外"))
    #expect(second.status == 0, "\(second.errors)")
    let shown = try program.run("show", "CTX-115-0002", "--json").output
    #expect(shown.contains(#""starts_from": "CTX-115-0001""#))
    for mark in [
      #"{"row": 1, "mark": "changed""#, #"{"row": 2, "mark": "unchanged"}"#, #"{"row": 3, "mark": "added"}"#,
    ] {
      #expect(shown.contains(mark), "\(mark) is not in \(shown)")
    }
    #expect(try program.run("new", "patrol", "--continue").status == 64)
  }

  @Test("A form is started from another record by a link, and refers back")
  func fromRecord() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("郵件主機遭入侵")
    let raised = try program.run(
      ["new", "incident-notice", "--from-record", number, "--link", "new_level", "--json"]
        + [
          "impact_c=0", "known_at=n", "support_needed=not_needed", "ongoing=no", "decision=event", "decided_at=n",
          "remarks=更正等級",
        ]
        .flatMap { ["--set", $0] })
    #expect(raised.status == 0, "\(raised.output) \(raised.errors)")
    let shown = try program.run("show", "INC-115-0002").output
    #expect(shown.contains("更正原紀錄: \(number)") && shown.contains("郵件主機遭入侵"))
    // A link of the record has no row, and a form that no link leads to is no way on.
    #expect(try program.run("new", "incident-notice", "--from-record", number, "--row", "1").status == 64)
    #expect(try program.run("new", "patrol", "--from-record", number).status == 64)
    #expect(try program.run("new", "incident-notice", "--link", "new_level").status == 64)
  }

  @Test("The definitions are found where the program is called by its name alone")
  func throughPath() throws {
    let program = try Program()
    try program.initialize()
    let folder = (Program.path as NSString).deletingLastPathComponent
    let result = try program.shell("cd / && PATH='\(folder)':\"$PATH\" ismsbook list")
    #expect(result.status == 0 && result.output.contains("incident-notice"), "\(result.errors)")
  }

  @Test("What is missing is said in the user's language, and nothing is saved")
  func findings() throws {
    let program = try Program()
    try program.initialize()
    let before = try program.run("head").output
    let chinese = try program.run("new", "incident-notice", "--set", "title=x")
    #expect(chinese.status == 65)
    #expect(chinese.errors.contains("必填"))
    let english = try program.run("--lang", "en", "new", "incident-notice", "--set", "title=x")
    #expect(english.errors.contains("is required"))
    let json = try program.run("new", "incident-notice", "--set", "title=x", "--json").output
    #expect(json.contains("\"saved\": false"))
    #expect(try program.run("head").output == before)
  }

  /// Calls that must fail, each with the exit code that the manual documents.
  private static let wrong: [(arguments: [String], status: Int32)] = [
    (["show", "INC-115-0001"], 66),
    (["new", "incidnt-notice"], 66),
    (["nonsense"], 64),
    (["list", "patrol", "--where", "1 +"], 64),
    (["list", "patrol", "--where", "areaa = 'x'"], 64),
    (["list", "patrol", "--sort", "aera"], 64),
    (["new", "patrol", "--set", "aera=x"], 64),
    (["new", "patrol", "--from", "/does/not/exist"], 66),
    (["void", "x", "--reason", ""], 66),
    (["init", "x", "--organisation", "o", "--person", "Wang"], 64),
  ]

  @Test("Every wrong call says what is wrong and ends with the documented code", arguments: wrong)
  func wrongCalls(_ arguments: [String], _ status: Int32) throws {
    let program = try Program()
    try program.initialize()
    let line = arguments.map { "'\($0)'" }.joined(separator: " ")
    let result = try program.shell("'\(Program.path)' \(line) </dev/null")
    #expect(result.status == status, "\(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  @Test(
    "A store is not made where nothing can be written, and the exit code says so",
    .enabled(if: Machine.hasFile("/sys/kernel"), "needs /sys, where nobody can make a folder"))
  func nowhereToWrite() throws {
    try wrongCalls(["init", "/sys/ismsbook", "--organisation", "o", "--person", "wang"], 77)
  }

  @Test("Without a store every command says so and how to make one")
  func noStore() throws {
    let program = try Program()
    for command in ["list", "verify", "head"] {
      let result = try program.run(command)
      #expect(result.status == 66)
      #expect(result.errors.contains("ismsbook init"))
    }
  }

  @Test("A record file, its JSON and standard input fill in the same record")
  func roundTrip() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("往返")
    let rec = try program.run("show", number, "--rec").output
    let json = try program.run("show", number, "--json").output
    try rec.write(toFile: program.home + "/a.rec", atomically: true, encoding: .utf8)
    try json.write(toFile: program.home + "/a.json", atomically: true, encoding: .utf8)
    #expect(try program.run("new", "incident-notice", "--from", program.home + "/a.rec").status == 0)
    #expect(try program.run("new", "incident-notice", "--from", program.home + "/a.json").status == 0)
    #expect(try program.run("new", "incident-notice", input: json).status == 0)
    let all = try program.run("list", "incident-notice").output.split(separator: "\n")
    #expect(all.count == 4)
    for line in all { #expect(line.contains("往返")) }
  }

  @Test("Many processes at once never take the same number and lose nothing")
  func manyProcesses() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("同時")
    try program.run("show", number, "--rec").output.write(
      toFile: program.home + "/a.rec", atomically: true, encoding: .utf8)
    let call = "'\(Program.path)' new incident-notice --from '\(program.home)/a.rec' >/dev/null || echo failed"
    let result = try program.shell("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do (\(call); \(call)) & done; wait")
    #expect(!result.output.contains("failed"), "\(result.errors)")
    let lines = try program.run("list", "incident-notice").output.split(separator: "\n")
    #expect(lines.count == 25)
    #expect(Set(lines.compactMap { $0.split(separator: "\t").first }).count == 25)
    #expect(try program.run("verify").status == 0)
  }

  @Test("An amendment of a version that is no longer the last is a conflict, and nothing is written")
  func conflict() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("衝突")
    #expect(try program.run("amend", number, "--reason", "一", "--set", "title=一").status == 0)
    let late = try program.run("amend", number, "--base", "1", "--reason", "二", "--set", "title=二")
    #expect(late.status == 75)
    #expect(try program.run("history", number).output.split(separator: "\n").count == 2)
  }

  @Test("Evidence is copied in by its hash, and verify finds one that was changed")
  func evidence() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("佐證")
    try "螢幕截圖".write(toFile: program.home + "/截 圖.png", atomically: true, encoding: .utf8)
    let result = try program.run("amend", number, "--reason", "附件", "--attach", "evidence=\(program.home)/截 圖.png")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try program.run("show", number).output.contains("截 圖.png"))
    #expect(try program.run("verify").status == 0)
    let changed = try program.shell(
      "for file in \(program.store)/evidence/*/*; do chmod u+w $file && echo x >>$file; done")
    try #require(changed.status == 0, "\(changed.errors)")
    let broken = try program.run("verify")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("evidence/"))
  }

  @Test(
    "recsel and recfix read every version file",
    .enabled(if: Machine.has("recfix", "recsel"), "needs recfix and recsel"))
  func recutils() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("recutils 也讀得懂")
    let file = "\(program.store)/records/incident-notice/*/*/\(number).v1.rec"
    #expect(try program.shell("recfix --check \(file)").status == 0)
    #expect(try program.shell("recsel -t incident_notice -P title \(file)").output.contains("recutils 也讀得懂"))
    #expect(try program.shell("recsel -t version -P Record \(file)").output.contains(number))
  }

  @Test("A backup is a store of its own, and what is done in one says nothing of the other")
  func backup() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("備份前")
    let target = program.home + "/backup"
    let made = try program.run("backup", target)
    #expect(made.status == 0 && made.output.contains("備份到"), "\(made.errors)")
    let head = try program.run("--store", target, "head").output
    #expect(try program.run("head").output == head)
    let amended = try program.run("--store", target, "amend", number, "--reason", "試用", "--set", "title=備份裡改的")
    try #require(amended.status == 0, "\(amended.errors)")
    let shown = try program.run("show", number)
    #expect(shown.output.contains("備份前") && shown.errors.isEmpty, "\(shown.errors)")
    #expect(try program.run("verify").status == 0)
    // A backup that was worked in is no longer one of this store: nothing of it is replaced.
    let again = try program.run("backup", target)
    #expect(again.status == 65 && again.errors.contains("備份裡的保留著"), "\(again.output) \(again.errors)")
    #expect(try program.run("--store", target, "show", number).output.contains("備份裡改的"))
    #expect(try program.run("backup", program.home).status == 65)
  }
}
