import Foundation
import Testing

extension Trial {
  private static let who = "staff"

  static let staff: [Trial] = [
    Trial(who, "do what their roles do not allow") { stage in
      let number = try stage.shared.incident("不能作廢", by: "lin")
      try stage.refused(
        "lin", "void \(number) --reason 重複", says: ("系統管理者、資安執行秘書。目前有：王小明 (wang)。", "Now: 王小明 (wang)."),
        cause: "right")
      try stage.refused("lin", "new person --set id=x", says: ("可以的角色", "these may"), cause: "right")
    },
    Trial(who, "look for confidential records") { stage in
      let hidden = try stage.shared.incident("機密事件", by: "wang", "--set classification=confidential")
      let open = try stage.shared.incident("公開事件", by: "wang", "--set related_records=\(hidden)")
      // Every way that gives somebody who may read it the number or the title.
      let ways = [
        "list incident-notice", "list incident-notice --where 'contains(title, `機密`)'".replacing("`", with: "\""),
        "list incident-notice --sort title --json", "search 機密事件", "search \(hidden)", "show \(open)",
        "show \(open) --json", "inbox", "journal",
      ]
      for way in ways {
        let result = try stage.shared.ssh("lin", way)
        #expect(!(result.output + result.errors).contains("機密事件"), "\(way): \(result.output)")
        // What somebody asks for by its number is in their own refusals.
        if way != "journal" {
          #expect(
            !(result.output + result.errors).contains(hidden) || way.hasPrefix("search"), "\(way): \(result.output)")
        }
        guard !["inbox", "journal"].contains(way) else { continue }
        let seen = try stage.done("wang", way).output
        #expect(seen.contains("機密事件") || seen.contains(hidden), "\(way)")
      }
      for command in [
        "show \(hidden)", "history \(hidden)", "diff \(hidden)", "print \(hidden)",
        "amend \(hidden) --reason x --set title=x",
        "submit \(hidden)", "new incident-notice --continue \(hidden)", "new incident-report --from-record \(hidden)",
      ] {
        let result = try stage.shared.ssh("lin", command)
        #expect(result.status != 0 && !(result.output + result.errors).contains("機密事件"), "\(command): \(result.errors)")
      }
      try stage.refused("lin", "show \(hidden)", says: ("只有這些角色可以閱讀", "only these roles may read"), cause: "clearance")
      let own = try stage.shared.incident("自己的事件", by: "lin")
      let typed = try stage.shared.ssh("lin", "amend \(own) --reason x --set related_records=\(hidden)")
      #expect(typed.status == 65 && typed.errors.contains("沒有編號"), "\(typed.errors)")
      #expect(try stage.shared.entries("read_confidential").allSatisfy { $0.contains("\nSaved_by: wang") })
      let reads = try stage.shared.entries("read_confidential").count
      try stage.done("wang", "show \(hidden)")
      #expect(try stage.shared.entries("read_confidential").count == reads + 1)
      #expect(try stage.shared.entries("read_confidential").last?.contains("About: \(hidden)\n") == true)
    },
    Trial(who, "learn from a rule, a sum or a reference what a confidential record says") { stage in
      let ask = "請洽詢："
      let first = try stage.supplier("機密公司", "12345678", by: "wang", "--set classification=confidential")
      #expect(first.errors.isEmpty)
      for (name, number) in [("機密公司", "12345670"), ("別的公司", "12345678")] {
        let taken = try stage.supplier(name, number, by: "lin")
        #expect(taken.status == 65 && taken.errors.contains(ask) && !taken.errors.contains("登錄"), "\(taken.errors)")
        let told = try stage.supplier(name, number, by: "wang")
        #expect(told.status == 65 && told.errors.contains("已經登錄"), "\(told.errors)")
      }
      let made = try stage.json(stage.supplier("公開公司", "12345679", by: "lin", "--json"))
      let open = try #require(made["record"] as? String)
      var words = [
        "supplier=\(open)", "eval_kind=yearly", "period=115", "method=questionnaire", "evaluators[1].person=wang",
        "evaluators[1].unit=org", "evaluators[1].conflict=yes", "conclusion=suspended", "gaps[1].gap=缺失",
        "gaps[1].severity=low", "gaps[1].action=改善", "gaps[1].due=+30", "classification=confidential",
      ]
      words += (1...10).map { "evidence_items[\($0)].provided=none" } + (1...9).map { "scores[\($0)].score=0" }
      let evaluation = "new supplier-evaluation --json " + words.map { "--set \($0)" }.joined(separator: " ")
      let evaluated = try #require(stage.json(stage.done("wang", evaluation))["record"] as? String)
      // What is worked out leaves out drafts.
      try stage.granted("ho", "--set roles=manager --set roles=purchasing", by: "ho")
      try stage.signed("wang", "submit \(evaluated)")
      // The evaluation says D, so the risk must be high: what the rule says would give the grade away.
      let amended = try stage.shared.ssh("lin", "amend \(open) --reason x --set service=每季一次的資料處理服務")
      #expect(
        amended.status == 65 && amended.errors.contains(ask) && !amended.errors.contains("D 級"), "\(amended.errors)")
      try stage.done("wang", "amend \(open) --reason x --set risk=high")
      // The day of the evaluation is worked out from it.
      #expect(try stage.done("wang", "show \(open)").output.contains("最近評估日: 2"))
      for command in ["show \(open)", "show \(open) --version 2"] {
        #expect(try stage.done("lin", command).output.contains("（不顯示）"), "\(command)")
      }
      #expect(try stage.done("lin", "list supplier --where 'filled(evaluated_on)'").output.contains(open) == false)
      #expect(try stage.done("wang", "list supplier --where 'filled(evaluated_on)'").output.contains(open))
    },
    Trial(who, "read an older version that was confidential, or what is confidential by now") { stage in
      let opened = try stage.shared.incident("以前機密", by: "wang", "--set classification=confidential")
      try stage.done("wang", "amend \(opened) --reason 解密 --set title=現在公開 --set classification=internal")
      #expect(try stage.shared.ssh("lin", "show \(opened)").status == 77, "one hand does not open it")
      try stage.signed("wang", "submit \(opened)")
      try stage.done("su", "amend \(opened) --reason 同意降級 --set remarks=已通知 --sign-again")
      #expect(try stage.done("lin", "show \(opened)").output.contains("現在公開"))
      for command in ["show \(opened) --version 1", "diff \(opened) --version 2"] {
        let result = try stage.shared.ssh("lin", command)
        #expect(!(result.output + result.errors).contains("以前機密"), "\(command): \(result.output)")
      }
      #expect(try stage.shared.ssh("lin", "show \(opened) --version 1").status == 77)
      let closed = try stage.shared.incident("以前公開", by: "lin")
      try stage.done("wang", "amend \(closed) --reason 列密 --set classification=confidential")
      for command in ["show \(closed)", "show \(closed) --version 1", "history \(closed)", "diff \(closed)"] {
        let result = try stage.shared.ssh("lin", command)
        #expect(
          result.status == 77 && !(result.output + result.errors).contains("以前公開"), "\(command): \(result.errors)")
      }
    },
    Trial(who, "sign their own request") { stage in
      try stage.granted("dai", "--set roles=manager --set roles=security_team", by: "dai")
      let number = try stage.shared.incident("自己簽", by: "su")
      try stage.signed("su", "submit \(number)")
      try stage.refused(
        "su", "agree \(number) --secret-file -", says: ("填寫、修改或申請了這筆紀錄", "filled in, changed or asked for"),
        input: TrialStore.secret)
      let own = try stage.shared.incident("管理者自己簽", by: "wang")
      try stage.signed("wang", "submit \(own)")
      try stage.refused(
        "wang", "agree \(own) --secret-file -", says: ("簽核。", "can sign it"), input: TrialStore.secret)
    },
    Trial(who, "submit, send back or take back without their passphrase") { stage in
      let number = try stage.shared.incident("不輸入通行碼", by: "lin")
      func wrong(_ person: String, _ command: String) throws {
        let result = try stage.shared.ssh(person, "\(command) --secret-file -", input: "guess\n")
        #expect(result.status == 77 && result.errors.contains("通行碼不對"), "\(command): \(result.errors)")
        // The wait of a first failure.
        sleep(1)
      }
      #expect(try stage.shared.ssh("lin", "submit \(number)").status == 77)
      try wrong("lin", "submit \(number)")
      try stage.signed("lin", "submit \(number)")
      try wrong("lin", "withdraw \(number)")
      try wrong("su", "return \(number) --reason x")
      try wrong("su", "agree \(number)")
      #expect(try stage.status(of: number) == "in_review")
    },
    Trial(who, "guess faster by ending a command before it answers") { stage in
      // The attempt is noted before the passphrase is looked at; the loop ends the command between both.
      try stage.shell(
        """
        printf 'guess\\n' >~/guess
        for turn in 1 2 3 4 5 6 7 8 9; do
          '\(Program.path)' --store . list person --as lin --secret-file - <~/guess >/dev/null 2>&1 & guess=$!
          while kill -0 $guess 2>/dev/null; do
            if grep -q ^Unfinished: credentials/lin.rec; then kill -9 $guess; fi
          done; wait $guess
          grep -q ^Unfinished: credentials/lin.rec && break; sleep 2
        done; grep ^Unfinished: credentials/lin.rec
        """)
      let failures = try stage.shared.entries("log_in_failed").count
      let next = try stage.program.run("list", "person", "--as", "lin", "--secret-file", "-", input: TrialStore.secret)
      if next.status != 0 { #expect(next.errors.contains("之後再試"), "\(next.errors)") }
      #expect(try stage.shared.entries("log_in_failed").count == failures)
      sleep(3)
      #expect(
        try stage.program.run("list", "person", "--as", "lin", "--secret-file", "-", input: TrialStore.secret).status
          == 0)
    },
    Trial(who, "save a record of a million rows, or a field of a megabyte") { stage in
      let before = try stage.records()
      let row = #"{"device":"a"},"#
      let many =
        #"{"fields":{"title":"x"},"tables":{"device_info":["# + String(repeating: row, count: 1_000_000).dropLast()
        + "]}}"
      let long = #"{"fields":{"title":"\#(String(repeating: "長", count: 400_000))"}}"#
      for input in [many, long] {
        let result = try stage.shared.ssh("lin", "new incident-notice --from -", input: input)
        #expect(result.status == 65 && result.errors.utf8.count < 10_000, "\(result.errors.prefix(500))")
        #expect(try stage.records() == before)
      }
    },
    Trial(who, "filter with a pattern or a text made to take for ever, or go away while a command runs") { stage in
      let text = String(repeating: "a", count: 15_000)
      try stage.done("lin", "list unit --where \"matches('\(text)!', '^(a+)+$')\"")
      for pattern in [#"(a)\1"#, "(?=a)a", "a++"] {
        let result = try stage.shared.ssh(
          "lin", "list unit --where \"matches(name, '\(pattern.replacing("\\", with: "\\\\"))')\"")
        #expect(result.status == 64 && result.errors.contains("--where"), "\(result.errors)")
      }
      let flat = Array(repeating: "true", count: 4_000).joined(separator: " and ")
      #expect(try stage.shared.ssh("lin", "list unit --where \"\(flat)\"").status == 64)
      // Nobody waits for the end of this.
      let inner = "count('procedure-text', "
      let endless = String(repeating: inner, count: 7) + "true" + String(repeating: ") > 0", count: 7)
      stage.program.set("SSH_ORIGINAL_COMMAND", "list procedure-text --where \"\(endless)\"")
      try stage.program.shell(
        "{ \(Program.path) session --person lin --store \(stage.program.store); echo $? > \(stage.program.home)/end; } | true"
      )
      #expect(try stage.program.shell("cat \(stage.program.home)/end").output == "129\n")
    },
    Trial(who, "write what turns or hides text on a terminal into a record") { stage in
      let number = try stage.shared.incident("標\u{202E}題\u{200B}x", by: "lin")
      for command in ["show \(number)", "list incident-notice", "search 標", "show \(number) --json"] {
        let output = try stage.done("lin", command).output
        #expect(!output.contains("\u{202E}") && !output.contains("\u{200B}"), "\(command)")
        #expect(output.contains("<U+202E>") || output.contains("\\u202e"), "\(command)")
      }
    },
    Trial(who, "use the passphrase of another over SSH") { stage in
      let number = try stage.submitted("別人的通行碼")
      try stage.refused("lin", "list person --as ho", says: ("另一個人", "no other person"), cause: "path")
      // Ho's passphrase is right, but the key is Su's.
      let failed = try stage.shared.entries("log_in_failed").count
      let result = try stage.shared.ssh("su", "agree \(number) --secret-file -", input: TrialStore.other)
      #expect(result.status == 77 && result.errors.contains("通行碼不對"))
      #expect(try stage.shared.entries("log_in_failed").count == failed + 1)
      #expect(try stage.status(of: number) == "in_review")
      // The wait of a first failure.
      sleep(1)
    },
    Trial(who, "name a path of the server, or another person or store") { stage in
      for command in [
        "list person --store /tmp", "new incident-notice --from /etc/passwd", "list person --secret-file /etc/shadow",
        "new incident-notice --attach evidence=/etc/passwd", "verify --repair",
      ] {
        try stage.refused("lin", command, says: ("不能指定這台主機的路徑", "no path of this machine"), cause: "path")
      }
      try stage.refused("lin", "session --person wang", says: ("不能在連線中執行", "is not run over a connection"))
    },
    Trial(who, "ask for a shell, scp, sftp or a tunnel") { stage in
      let server = try SSHServer(stage.program)
      try server.bind("lin", as: "wang")
      for command in ["sh -c id", "$(id)", "list; id", "internal-sftp", "scp -t /tmp"] {
        let result = try server.run("lin", command)
        #expect([64, 77].contains(result.status) && result.output.isEmpty, "\(command)")
      }
      #expect(try stage.shared.entries("refused").last?.contains("Command: scp -t /tmp\n") == true)
      for command in [
        "\(server.client("lin", "scp")) \(server.destination):/etc/passwd ~/passwd",
        "echo 'get /etc/passwd' | \(server.client("lin", "sftp", "-b -")) \(server.destination)",
        "\(server.client("lin", "ssh", "-W localhost:22")) \(server.destination) </dev/null",
      ] {
        #expect(try stage.program.shell("timeout 60 \(command)").status != 0, "\(command)")
      }
      #expect(!FileManager.default.fileExists(atPath: stage.program.home + "/passwd"))
    },
    Trial(who, "write signatures into a record") { stage in
      let number = try stage.shared.incident("偽造", by: "lin")
      let forged = """
        {"tables": {"sign_off": [{"step": "ciso", "person": "chen", "decision": "agree"}]}, "fields": {"title": "偽造二"}}
        """
      try stage.done("lin", "amend \(number) --reason x --from -", input: forged)
      let shown = try stage.done("lin", "show \(number) --json").output
      #expect(shown.contains("偽造二") && !shown.contains("sign_off"))
    },
    Trial(who, "change a record that was signed") { stage in
      let number = try stage.signed("簽過再改")
      #expect(try stage.status(of: number) == "closed")
      let before = try stage.done("wang", "history \(number)").output.split(separator: "\n").count
      let change = "amend \(number) --reason 更正 --set title=改過"
      #expect(try stage.shared.ssh("lin", change).status == 65, "not unasked")
      let amended = try stage.done("lin", change + " --sign-again")
      #expect(amended.errors.contains("重新簽核"))
      #expect(try stage.status(of: number) == "saved")
      #expect(try stage.done("wang", "history \(number)").output.split(separator: "\n").count == before + 1)
      #expect(try stage.done("wang", "show \(number) --version \(before)").output.contains("簽過再改"))
    },
  ]
}
