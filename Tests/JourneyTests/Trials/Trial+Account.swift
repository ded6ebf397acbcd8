import Foundation
import TestKit
import Testing

extension Trial {
  private static let who = "shell on the service account"

  static let account: [Trial] = reading + records + journal + others

  private static let reading: [Trial] = [
    Trial(who, "read every file, also confidential ones") { stage in
      _ = try stage.shared.incident("不給看的事", by: "wang", "--set classification=confidential")
      let head = try stage.head()
      #expect(try stage.shell("grep -rl 不給看的事 records").isEmpty == false)
      #expect(try stage.head() == head)
    },
    Trial(who, "run `session --person` by hand") { stage in
      let number = try stage.submitted("別人的名義")
      try stage.done("dai", "amend \(number) --reason x --set title=冒名 --sign-again")
      #expect(try stage.done("wang", "history \(number)").output.contains("dai 戴代理"))
      try stage.signed("lin", "submit \(number)")
      #expect(try stage.shared.ssh("su", "agree \(number) --secret-file -", input: "guess\n").status == 77)
      #expect(try stage.status(of: number) == "in_review")
    },
    Trial(who, "read `credentials/`") { stage in
      let text = try stage.shell("cat credentials/*.rec")
      #expect(!text.contains(SharedStore.secret) && !text.contains(TrialStore.other))
      let rounds = text.split(separator: "\n").filter { $0.hasPrefix("Scrypt: ") }.compactMap {
        Int($0.split(separator: " ")[1])
      }
      #expect(rounds.count >= 5 && rounds.allSatisfy { $0 >= 1 << 14 }, "\(rounds)")
      #expect(try stage.shell("stat -c %a credentials credentials/lin.rec") == "700\n600\n")
    },
  ]

  private static let records: [Trial] = [
    Trial(who, "edit a version file") { stage in
      let number = try stage.shared.incident("原來的標題", by: "lin")
      try stage.onCopy {
        try stage.shell("f=$(ls records/incident-notice/*/*/\(number).v1.rec); chmod u+w $f; sed -i s/原來的/改過的/ $f")
        let verified = try stage.verify()
        #expect(verified.status == 65 && verified.errors.contains("\(number).v1.rec differs from the journal"))
        #expect(try stage.done("lin", "show \(number)").output.contains("原來的標題"))
      }
    },
    Trial(who, "edit a person's record to get a role") { stage in
      try stage.onCopy {
        try stage.shell(
          "f=$(ls records/person/*/*/lin.v*.rec | sort -V | tail -1); grep -q '^roles: staff' $f && chmod u+w $f "
            + "&& sed -i 's/^roles: staff/roles: administrator/' $f")
        for (language, text) in [("zh-TW", "被人直接改過；以日誌為準"), ("en", "edited by hand; the journal counts")] {
          let result = try stage.shared.ssh("lin", "new person --set id=x --lang \(language)")
          // The first line of all is told by the session, in the language of the account.
          #expect(result.status == 77 && result.errors.contains("王小明"), "\(result.errors)")
          let told = try stage.program.run("head", "--lang", language)
          #expect(told.errors.contains(text), "\(told.errors)")
        }
        let entries = try stage.shared.entries("altered")
        #expect(entries.count == 1 && entries[0].contains("Of_record: lin\n"), "\(entries)")
        #expect(try stage.verify().status == 65)
        #expect(try stage.program.run("verify", "--repair").status == 0)
        #expect(try stage.verify().status == 0)
      }
    },
    Trial(who, "delete drafts") { stage in
      try stage.onCopy {
        try stage.shell("mkdir -p drafts/lin && echo x >drafts/lin/x.rec")
        let before = try stage.records()
        try stage.shell("rm -r drafts/lin")
        #expect(try stage.verify().output.contains("0 finding(s)") && stage.records() == before)
      }
    },
    Trial(who, "change or remove evidence") { stage in
      let number = try stage.shared.incident("佐證", by: "lin")
      try stage.done("lin", "attach \(number) a.txt", input: "證據\n")
      for command in ["f=$(grep -lx 證據 evidence/*/*) && chmod u+w $f && echo x >>$f", "rm -f evidence/*/*"] {
        try stage.onCopy {
          try stage.shell(command)
          let verified = try stage.verify()
          #expect(verified.status == 65 && verified.errors.contains(number), "\(verified.errors)")
        }
      }
    },
  ]

  private static let journal: [Trial] = [
    Trial(who, "append a well-made entry in another's name") { stage in
      try stage.onCopy {
        let head = try stage.head()
        var journal = try ForgedJournal(stage.program)
        try journal.append("log_in", by: "chen 陳資安長")
        let verified = try stage.verify(keeping: head)
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(try stage.shared.entries("log_in").last?.contains("Saved_by: chen") == true)
      }
    },
    Trial(who, "edit the journal") { stage in
      _ = try stage.shared.incident("日誌原文", by: "lin")
      try stage.onCopy {
        try stage.shell("sed -i s/日誌原文/日誌改文/ journal/*/*/*.rec")
        #expect(try stage.program.run("head", "--lang", "en").errors.contains("do not fit their seal"))
        #expect(try stage.shared.entries("altered").last?.contains("About: journal/main/") == true)
        let verified = try stage.verify()
        #expect(verified.status == 65 && verified.errors.contains("does not fit the hash in its header"))
      }
    },
    Trial(who, "cut the journal's end") { stage in
      _ = try stage.shared.incident("最後一筆", by: "lin")
      try stage.onCopy {
        let head = try stage.head()
        var journal = try ForgedJournal(stage.program)
        try journal.cut()
        stage.program.set("XDG_CACHE_HOME", stage.program.store + "-other")
        let verified = try stage.verify()
        #expect(verified.status == 65 && verified.errors.contains("that the journal does not hold"))
        #expect(try stage.verify(keeping: head).errors.contains("was cut, rewritten or put back"))
      }
    },
    Trial(who, "put an older copy of the store back") { stage in
      try stage.onCopy {
        try stage.shell("cp -a . ../older")
        _ = try stage.shared.incident("會不見", by: "lin")
        let head = try stage.head()
        stage.program.use(store: stage.program.home + "/older")
        stage.program.set("XDG_CACHE_HOME", stage.program.store + "-cache")
        #expect(try stage.verify().status == 0)
        let verified = try stage.verify(keeping: head)
        #expect(verified.status == 65 && verified.errors.contains("was cut, rewritten or put back"))
      }
    },
    Trial(who, "hash the whole chain again after a change") { stage in
      _ = try stage.shared.incident("重算之前", by: "lin")
      try stage.onCopy {
        let head = try stage.head()
        var journal = try ForgedJournal(stage.program)
        try journal.rewrite("重算之前", "重算之後")
        try stage.shell("chmod -R u+w records && rm -r records/*")
        stage.program.set("XDG_CACHE_HOME", stage.program.store + "-other")
        let verified = try stage.verify()
        #expect(verified.status == 0, "\(verified.errors)")
        let kept = try stage.verify(keeping: head)
        #expect(kept.status == 65 && kept.errors.contains("was cut, rewritten or put back"), "\(kept.errors)")
      }
    },
  ]

  private static let others: [Trial] = [
    Trial(who, "replace a credential and log in with it") { stage in
      try stage.onCopy {
        try stage.shell(
          "(grep -v -e ^Salt: -e ^Hash: credentials/chen.rec; grep -e ^Salt: -e ^Hash: credentials/lin.rec) >x.rec "
            + "&& mv x.rec credentials/chen.rec && chmod 600 credentials/chen.rec")
        let result = try stage.program.run(
          "list", "person", "--as", "chen", "--secret-file", "-", "--lang", "en", input: TrialStore.secret)
        #expect(result.errors.contains("credentials/chen.rec is not what this program set last"), "\(result.errors)")
        #expect(try stage.shared.entries("altered").last?.contains("About: credentials/chen.rec\n") == true)
        #expect(try stage.verify().status == 65)
      }
    },
    Trial(who, "clear a lock-out in the file") { stage in
      try stage.secondAdministrator()
      try stage.onCopy {
        try stage.granted("SET", "--set sign_in_failures=3", by: "chen")
        for minute in ["10", "20", "30"] {
          _ = try stage.program.run(
            "list", "person", "--as", "lin", "--secret-file", "-", input: "wrong\n",
            with: ["ISMSBOOK_NOW": "2099-11-22T10:\(minute):00+08:00"])
        }
        let locked = {
          try stage.program.run("list", "person", "--as", "lin", "--secret-file", "-", input: TrialStore.secret)
        }
        #expect(try locked().errors.contains("鎖定"))
        try stage.shell(
          "sed -i -e 's/^Failures: .*/Failures: 0/' -e 's/^Locked: .*/Locked: no/' -e /^Wait_until/d -e /^Last_failure/d "
            + "-e /^Locked_at/d credentials/lin.rec")
        #expect(try locked().status == 0)
        #expect(try stage.shared.entries("locked_out").count == 1 && stage.shared.entries("released").isEmpty)
      }
    },
    Trial(who, "take the administrators' passphrases away, and be two of them") { stage in
      try stage.secondAdministrator()
      try stage.onCopy {
        try stage.shell("rm credentials/wang.rec credentials/chen.rec")
        let set = try stage.program.run(
          "credential", "set", "--person", "wang", "--new-secret-file", "-", input: "one time wang\n")
        #expect(set.status == 0, "\(set.errors)")
        let changed = try stage.program.run(
          "credential", "change", "--as", "wang", "--secret-file", "-", "--new-secret-file", "-",
          input: "one time wang\n" + TrialStore.secret)
        #expect(changed.status == 0, "\(changed.errors)")
        try stage.replaced("chen", "stolen horse battery")
        try stage.done("wang", "amend lin --reason x --set roles=administrator")
        for (person, secret) in [("chen", "stolen horse battery\n"), ("lin", TrialStore.secret)] {
          let result = try stage.shared.ssh(person, "agree lin --secret-file -", input: secret)
          #expect(result.status == 65 && result.errors.contains("沒有人可以"), "\(result.errors)")
        }
        #expect(try stage.status(of: "lin") == "in_review")
      }
    },
    Trial(who, "put rights of their own into `screens/`") { stage in
      let number = try stage.shared.incident("自訂權限", by: "lin")
      try stage.secondAdministrator()
      try stage.onCopy {
        try stage.shell(
          "mkdir -p screens/Roles && sed 's/^clearance:/- {roles: [staff], all: true, may: [create, read, amend, sign, "
            + "void, export]}\\n&/' '\(Checkout.screens)/Roles/rights.yaml' >screens/Roles/rights.yaml")
        let refused = try stage.shared.ssh("lin", "void \(number) --reason 權限是自己寫的")
        #expect(refused.status == 77 && refused.errors.contains("screens accept"), "\(refused.errors)")
        let entry = try #require(try stage.shared.entries("definitions_changed").last)
        #expect(entry.contains(" Roles/rights.yaml\n"))
        #expect(try stage.verify().errors.contains("1 definition file(s) of its own"))
        // One administrator alone does not put them in force, two do.
        func accept(_ person: String) throws -> Program.Result {
          try stage.program.run("screens", "accept", "--as", person, "--secret-file", "-", input: TrialStore.secret)
        }
        #expect(try accept("lin").status == 77)
        for _ in 0..<2 { #expect(try accept("wang").output.contains("陳資安長")) }
        #expect(try stage.shared.ssh("lin", "void \(number) --reason x").status == 77)
        let second = try accept("chen")
        #expect(second.status == 0 && second.output.contains("現在生效"), "\(second.errors)")
        try stage.done("lin", "void \(number) --reason 兩位接受了")
        // Taken away or changed again, the accepted ones go on.
        let other = try stage.shared.incident("自訂權限二", by: "lin")
        try stage.shell("rm -r screens")
        let told = try stage.done("lin", "void \(other) --reason 仍有效")
        #expect(told.errors.contains("還沒有生效"), "\(told.errors)")
        #expect(try stage.shared.entries("definitions_changed").last?.contains("Fingerprint: none\n") == true)
        #expect(try stage.verify().status == 0)
      }
    },
    Trial(who, "put a form of their own, or a shipped one with fewer signatures or a lower class, into `screens/`") {
      stage in
      let number = try stage.shared.incident("自訂表單", by: "lin")
      try stage.secondAdministrator()
      try stage.onCopy {
        try stage.shell(
          "mkdir -p screens/Procedures/12-incident && cd screens/Procedures/12-incident "
            + "&& f='\(Checkout.screens)/Procedures/12-incident/incident-notice.yaml' "
            + "&& sed -e 's/^classification: .*/classification: public/' $f >incident-notice.yaml "
            + "&& sed 's/^forms: .incident-notice/&, notes/' ${f%/*}/procedure.yaml >procedure.yaml "
            + "&& printf 'form: notes\\nversion: 1\\ntitle: 備忘\\ndocument: ISMS-4-12-09\\nnumber: NOTE-{roc}-{serial}\\n"
            + "kind: report\\nchain: CH1\\nfrequency: {note: 需要時}\\nretention: {years: 3}\\nclassification: public\\n"
            + "controls: [A.5.24]\\nlist: [what]\\nsections:\\n- id: all\\n  title: 內容\\n  fields:\\n"
            + "  - {id: what, type: text, label: 事項}\\n' >notes.yaml && mkdir -p ../../Text/en "
            + "&& printf 'form: notes\\ntitle: Notes\\nfrequency: When needed\\nsections: {all: Content}\\nfields:\\n"
            + "  what: {label: What}\\n' >../../Text/en/notes.yaml")
        // A new form waits, and the shipped one goes on.
        let new = "new notes --set what=甲"
        let refused = try stage.shared.ssh("lin", new)
        #expect(refused.status == 77 && refused.errors.contains("notes.yaml"), "\(refused.errors)")
        #expect(refused.errors.contains("screens/Procedures/12-incident/incident-notice.yaml"), "\(refused.errors)")
        let before = try stage.done("lin", "show \(number)").output
        func accept(_ person: String) throws -> Program.Result {
          try stage.program.run("screens", "accept", "--as", person, "--secret-file", "-", input: TrialStore.secret)
        }
        #expect(try accept("lin").status == 77)
        let first = try accept("wang")
        #expect(
          first.status == 0 && first.output.contains("新的  screens/Procedures/12-incident/notes.yaml"),
          "\(first.output)\(first.errors)")
        #expect(try stage.shared.ssh("lin", new).status == 77)
        #expect(try stage.done("lin", "show \(number)").output == before)
        // What was changed after it was proposed is proposed again.
        try stage.shell("echo '# changed' >>screens/Procedures/12-incident/notes.yaml")
        #expect(try accept("chen").output.contains("已提出"))
        #expect(try accept("wang").output.contains("現在生效"))
        try stage.done("lin", new)
        #expect(try stage.verify().status == 0)
      }
    },
    Trial(who, "give another time in `ISMSBOOK_NOW`") { _ in
      let program = try Program()
      try program.initialize()
      let saved = try program.run(
        "new", "unit", "--set", "id=LIB", "--set", "name=圖書館", "--set", "active=yes", "--lang", "en",
        with: ["ISMSBOOK_NOW": "2020-01-01T00:00:00+08:00"])
      #expect(saved.status == 0 && saved.errors.contains("ISMSBOOK_NOW is ignored"), "\(saved.errors)")
      let entry = try program.run("show", "LIB", "--rec").output
      #expect(!entry.contains("Saved_at: 2020") && !entry.contains("\nClock:"), "\(entry)")
    },
    Trial(who, "write a key into `authorized_keys`") { stage in
      let server = try SSHServer(stage.program)
      try server.bind("chen", as: "wang")
      let known = try stage.program.run("ssh-key", "list", "--lang", "en")
      #expect(
        known.errors.contains("1 key(s) of persons, 0 put there by hand") && !known.errors.contains("does not say"))
      try stage.program.shell(
        """
        for name in one two; do ssh-keygen -q -t ed25519 -N '' -C $name -f ~/hand.$name; done
        cat ~/hand.one.pub >>~/.ssh/authorized_keys
        (head -1 ~/.ssh/authorized_keys | sed 's/ ssh-ed25519 .*//'; cut -d' ' -f1,2 ~/hand.two.pub; echo ismsbook:chen x) |
          tr '\\n' ' ' | sed 's/ $//' >>~/.ssh/authorized_keys; echo >>~/.ssh/authorized_keys
        """)
      let list = try stage.program.run("ssh-key", "list", "--lang", "en")
      #expect(list.errors.contains("2 key(s) of persons, 1 put there by hand"), "\(list.output)\(list.errors)")
      #expect(list.errors.contains("the line was written by hand"), "\(list.errors)")
    },
  ]
}
