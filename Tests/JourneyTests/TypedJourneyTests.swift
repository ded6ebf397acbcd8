import Foundation
import Testing

/// What is typed is what is meant, by command.
@Suite("Typed by command")
struct TypedJourneyTests {
  private static let asset = [
    "category=HW", "owner_unit=org", "owner=wang", "custodian=wang", "location=A", "label_done=yes", "brand_model=X",
    "serial_no=S", "ip_host=無", "default_pw_changed=yes", "conf=1", "integ=1", "avail=1",
  ]

  private static let visit = ["person_org=某", "purpose_kind=visit", "purpose=四字以上", "leave_at=n", "enter_at=-1 10:00"]

  private func new(_ program: Program, _ form: String, _ sets: [String], more: [String] = []) throws -> Program.Result {
    try program.run(["new", form] + sets.flatMap { ["--set", $0] } + more)
  }

  @Test("A doubtful date or number is refused with its readings, and nothing is saved")
  func doubtful() throws {
    let program = try Program()
    try program.initialize()
    let head = try program.run("head").output
    for (set, readings) in [
      ("acquired_on=26/11/28", ["1937-11-28", "2026-11-28"]), ("acquired_on=11/5/26", ["1922-05-26", "2011-05-26"]),
      ("acquired_on=261128", ["1937-11-28", "2026-11-28"]), ("acquired_on=0/1/1", ["2000-01-01"]),
    ] {
      let result = try new(program, "asset", ["asset_name=甲", set] + Self.asset)
      #expect(result.status == 65, "\(set): \(result.output)")
      for reading in readings { #expect(result.errors.contains(reading), "\(result.errors)") }
    }
    for number in ["1,5", "23，5", "1.234,5", "1,,234", "1,2,3,4", "5,"] {
      let sets = ["asset_name=乙", "acquired_on=2026-01-05", "pii=general", "pii_count=\(number)"]
      #expect(try new(program, "asset", sets + Self.asset).status == 65, "\(number)")
    }
    #expect(try program.run("head").output == head)
  }

  @Test("What was understood of a date is told before the receipt")
  func told() throws {
    let program = try Program()
    try program.initialize()
    let result = try new(program, "asset", ["asset_name= 主機 ", "acquired_on=１００／１／１"] + Self.asset)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.errors.contains("acquired_on") && result.errors.contains("2011-01-01")
        && result.errors.contains("asset_name"))
    let json = try new(program, "asset", ["asset_name=主機二", "acquired_on=100/1/1"] + Self.asset, more: ["--json"])
    #expect(json.output.contains("\"notes\"") && json.output.contains("2011-01-01"), "\(json.output)")
  }

  @Test("What the record does not ask for is refused, not dropped; what is given twice is kept once and told")
  func notAsked() throws {
    let program = try Program()
    try program.initialize()
    let head = try program.run("head").output
    let visit = Self.visit + ["area=data_room", "person_kind=authorized", "person_name=王小明", "id_check=badge"]
    let refused = try new(program, "entry-log", visit + ["badge_no=V-9"])
    #expect(refused.status == 65 && refused.errors.contains("badge_no"), "\(refused.output)\(refused.errors)")
    let file = program.store + "-given"
    let json = #"{"fields":{"badge_no":"V-9"}}"#
    try Data(json.utf8).write(to: URL(fileURLWithPath: file))
    let given = try new(program, "entry-log", visit, more: ["--from", file])
    #expect(given.status == 65 && given.errors.contains("badge_no"), "\(given.output)\(given.errors)")
    #expect(try program.run("head").output == head)
    let saved = try new(program, "entry-log", visit + ["purpose_kind=visit"], more: ["--json"])
    #expect(saved.status == 0, "\(saved.output)\(saved.errors)")
    #expect(saved.output.contains("purpose_kind"), "told")
    let number = "ENT-" + (saved.output.components(separatedBy: "ENT-").dropFirst().first ?? "").prefix(8)
    #expect(try program.run("show", number, "--rec").output.components(separatedBy: "purpose_kind: ").count == 2)
    for reason in ["a\u{1B}[31mb", "a\u{2028}b"] {
      let result = try program.run("amend", number, "--reason", reason, "--set", "purpose=另外四個字")
      #expect(result.status == 65 && !result.errors.contains("\u{1B}"), "\(result.errors)")
      #expect(try program.run("void", number, "--reason", reason).status == 65)
    }
  }

  @Test("What was understood of a value is told before anything is saved", arguments: [[], ["--json"]])
  func toldBefore(_ more: [String]) throws {
    let program = try Program()
    try program.initialize()
    let head = try program.run("head").output
    let sets = ["asset_name=主機", "acquired_on=民國115年11月28日"] + Self.asset
    let words = (["new", "asset"] + sets.flatMap { ["--set", $0] } + more).map { "'\($0)'" }.joined(separator: " ")
    // Nobody reads what the program tells, until the pipe to it is full: then it can go no further.
    let started = try program.shell(
      """
      cd && mkfifo told && (exec 9<>told; head -c 65536 /dev/zero >&9; '\(Program.path)' \(words) >saved 2>&9 </dev/null &
      echo $! >pid; wait $!; echo $? >ended) >/dev/null 2>&1 &
      for turn in $(seq 100); do
        sleep 0.1; grep -qs '^1 0x2 ' /proc/$(cat ~/pid 2>/dev/null || echo 0)/syscall && break
      done
      sleep 0.5; ls ~
      """)
    #expect(!started.output.contains("ended"), "\(started.output) \(started.errors)")
    #expect(try program.run("head").output == head)
    let told = try program.shell("cd && exec 8<>told && head -c 65536 <&8 >/dev/null && head -n 1 <&8")
    #expect(told.output.contains("acquired_on") && told.output.contains("2026-11-28"), "\(told.output)")
    let ended = try program.shell(
      "cd && for turn in $(seq 200); do test -s ended && break; sleep 0.1; done; cat ended saved")
    #expect(ended.output.hasPrefix("0\n") && ended.output.contains("AST-"), "\(ended.output)")
    #expect(try program.run("head").output != head)
    #expect(ended.output.contains("2026-11-28") == !more.isEmpty, "with --json the receipt has it too")
  }

  @Test("A file that holds what the form would not keep is refused, and what is near is named")
  func files() throws {
    let program = try Program()
    try program.initialize()
    let made = try new(program, "asset", ["asset_name=甲", "acquired_on=2026-01-05"] + Self.asset, more: ["--json"])
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    let number = "AST-" + (made.output.components(separatedBy: "AST-").dropFirst().first ?? "").prefix(8)
    let head = try program.run("head").output
    let samples: [(String, String)] = [
      (#"{"location":"B"}"#, "fields"), (#"{"fields":{"locaton":"B"}}"#, "location"),
      (#"{"form":"incident-notice/1","fields":{"location":"B"}}"#, "incident-notice"),
      (#"{"fields":{},"tables":{"inventry":[{"year":"115"}]}}"#, "inventory"),
      (#"{"fields":{},"tables":{"inventory":[{"yer":"115"}]}}"#, "year"), (#"{"filds":{"location":"B"}}"#, "fields"),
      (#"{"fields":{"location":"A"}}"#, "1"), (#"[{"fields":{"location":"B"}}]"#, "1"),
      ("{\"fields\":{}}\n{\"fields\":{}}\n", "2"), ("locaton: B\n", "location"), ("location: B\n\nlocation: C\n", "一筆"),
      ("資產名稱,類別\r\n主機,HW\r\n", "CSV"), ("PK\u{3}\u{4}", "Excel"), ("", "空"),
      (#"{"record":"AST-115-9999","fields":{"location":"B"}}"#, "AST-115-9999"),
      (#"{"fields":{"location":["B","C"]}}"#, "2"),
    ]
    let path = program.store + "-given"
    for (text, word) in samples {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let result = try program.run("amend", number, "--reason", "搬遷", "--from", path)
      #expect(result.status == 65 && result.errors.contains(word), "\(text): \(result.status) \(result.errors)")
    }
    #expect(try program.run("head").output == head)
    for bytes in [Array("\u{FEFF}{\"fields\":{\"location\":\"C\"}}".utf8), Array("\u{FEFF}location: D\r\n".utf8)] {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let result = try program.run("amend", number, "--reason", "搬遷", "--from", path)
      #expect(result.status == 0, "\(result.errors)")
    }
    // What the program writes it takes in again; a computed value is told, not kept.
    for flag in ["--json", "--rec"] {
      let shown = try program.run("show", number, flag).output
      try Data(shown.utf8).write(to: URL(fileURLWithPath: path))
      #expect(try program.run("amend", number, "--reason", "無", "--from", path).status == 65, "nothing changes")
      let result = try program.run("amend", number, "--reason", "搬遷", "--from", path, "--set", "location=\(flag)")
      #expect(result.status == 0, "\(result.errors)")
      let copy = try program.run("new", "asset", "--from", path)
      #expect(copy.status == 0, "\(copy.errors)")
    }
  }

  @Test("A list is sorted as the manual writes it, and a day in a condition is a day")
  func lists() throws {
    let program = try Program()
    try program.initialize()
    for place in ["甲", "乙"] {
      #expect(try new(program, "entry-log", ["person_name=\(place)"] + Self.visit).status == 0)
    }
    #expect(try program.run("list", "entry-log", "--sort", "-number").output.hasPrefix("ENT-115-0002"))
    #expect(try program.run("list", "entry-log", "--sort", "number").output.hasPrefix("ENT-115-0001"))
    #expect(try program.run("list", "entry-log", "--sort", "-nothing").status == 64)
    for (condition, count) in [
      ("enter_at >= 2000-01-01", 2), ("enter_at >= '2000-01-01'", 2), ("enter_at < 100/01/01", 0),
      ("enter_at > '民國100年1月1日' and person_name = '甲'", 1), ("enter_at > '2000-01-01 08:00'", 2),
    ] {
      let result = try program.run("list", "entry-log", "--where", condition)
      #expect(
        result.status == 0 && result.output.split(separator: "\n").count == count, "\(condition): \(result.errors)")
    }
    let wrong = try program.run("list", "entry-log", "--where", "enter_at >= '26/11/01'")
    #expect(wrong.status == 64 && wrong.errors.contains("2026-11-01"))
  }

  @Test("A second person of a name is warned of, told apart everywhere, and named by id in a refusal")
  func names() throws {
    let program = try Program()
    try program.initialize()
    func person(_ id: String, _ name: String) throws -> Program.Result {
      try new(
        program, "person", ["id=\(id)", "name=\(name)", "unit=org", "active=yes", "roles=staff"])
    }
    #expect(try person("li", "李四").errors.isEmpty)
    let second = try person("wang1", "王小\u{200C}明")
    #expect(second.status == 65 && second.errors.contains("U+200C"))
    let warned = try person("wang1", "王小明")
    #expect(warned.status == 0 && warned.errors.contains("同名"), "\(warned.errors)")
    let refused = try new(
      program, "asset",
      ["asset_name=甲", "acquired_on=2026-01-05", "owner=王小明"] + Self.asset.filter { !$0.hasPrefix("owner=") })
    #expect(refused.status == 65 && refused.errors.contains("wang 王小明") && refused.errors.contains("wang1 王小明"))
    #expect(!refused.errors.contains("F4"))
    let made = try new(program, "asset", ["asset_name=甲", "acquired_on=2026-01-05"] + Self.asset)
    #expect(made.status == 0, "\(made.errors)")
    let record = try #require(made.output.split(separator: " ").first { $0.hasPrefix("AST-") || $0.hasPrefix("HW-") })
    #expect(try program.run("show", String(record)).output.contains("王小明 (wang)"))
    for id in ["kiosk", "unknown", "nobody", "kiosk.k1"] {
      #expect(try person(id, "某人").status == 65, "\(id)")
      #expect(try new(program, "unit", ["id=\(id)", "name=某單位", "active=yes"]).status == 65, "\(id)")
    }
    #expect(try person("zhao", "趙\u{202E}六").status == 65)
    #expect(try new(program, "unit", ["id=X", "name=某\u{2066}單位", "active=yes"]).status == 65)
  }
}
