import Foundation
import TestKit
import Testing

@Suite("A shared store by commands")
struct SharedStoreJourneyTests {
  @Test("It asks who somebody is, and takes no passphrase that others can read or that is wrong")
  func logIn() throws {
    let shared = try SharedStore()
    let program = shared.program
    let file = program.home + "/wang"
    let before = try shared.entries("log_in").count
    let nobody = try program.run("list", "person")
    #expect(nobody.status == 77 && nobody.errors.contains("--as"))
    #expect(try program.run("list", "person", "--as", "wang", "--secret-file", file).output.contains("林大華"))
    #expect(try program.run("list", "person", "--as", "wang").status == 77)
    try program.shell("chmod 644 ~/wang")
    let readable = try program.run("list", "person", "--as", "wang", "--secret-file", file)
    #expect(readable.status == 77 && readable.errors.contains("chmod 600"))
    for person in ["wang", "stranger"] {
      let wrong = try program.run("list", "--as", person, "--secret-file", "-", input: "something else\n")
      #expect(wrong.status == 77 && wrong.errors.contains("帳號或通行碼不對") && wrong.output.isEmpty)
    }
    #expect(try shared.entries("log_in").count == before + 1)
    #expect(try shared.entries("log_in_failed").count == 2)
    #expect(try program.run("verify").status == 0)
  }

  @Test(
    "A passphrase that is typed is not shown, and the terminal is as before, also after Ctrl+C",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func typing() throws {
    let shared = try SharedStore()
    let program = shared.program
    let script = program.home + "/script"
    try """
    '\(Program.path)' list person --as wang; echo "ended $?"
    '\(Program.path)' list person --as wang; echo "ended again $?"
    read line; echo "read $line"; read line
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let terminal = try TmuxTerminal(program, command: "sh \(script)")
    try terminal.shows("wang 的通行碼：")
    try terminal.type("wrongé")
    try terminal.press("BSpace", "C-u")
    try terminal.type(SharedStore.secret)
    try terminal.press("Enter")
    try terminal.shows("ended 0")
    #expect(try terminal.screen().contains("林大華") && !terminal.screen().contains("correct"))
    // The keys of the next program, not of the shell before it.
    try terminal.waits(for: "the second prompt") {
      try terminal.screen().components(separatedBy: "wang 的通行碼：").count == 3
    }
    try terminal.press("C-c")
    try terminal.shows("ended again 130")
    try terminal.type("echoed")
    try terminal.press("Enter")
    try terminal.shows("read echoed")
  }

  @Test("A store is not made with a passphrase that is easy to guess, and a personal one has no log-in")
  func making() throws {
    let program = try Program()
    let words = ["init", program.store, "--organisation", "測試學院", "--person", "wang 王小明"]
    try "12345678\n".write(toFile: program.home + "/weak", atomically: true, encoding: .utf8)
    try program.shell("chmod 600 ~/weak")
    let weak = try program.run(words + ["--shared", "--secret-file", program.home + "/weak"])
    #expect(weak.status == 65 && weak.errors.contains("容易猜到"))
    #expect(try program.run(words + ["--shared"]).status == 77)
    #expect(try program.run(words + ["--secret-file", program.home + "/weak"]).status == 64)
    #expect(!FileManager.default.fileExists(atPath: program.store))
    try program.initialize()
    #expect(try program.run("list", "--as", "wang", "--secret-file", program.home + "/weak").status == 64)
    #expect(try program.run("credential", "list").status == 64)
    let number = try program.newIncident("個人")
    let submit = try program.run("submit", number)
    #expect(submit.status == 65 && submit.errors.contains("個人紀錄庫沒有簽核"))
  }

  @Test("A one-time passphrase opens nothing until it is changed; only administrators give one or release")
  func credentials() throws {
    let shared = try SharedStore()
    let program = shared.program
    let wang = ["--as", "wang", "--secret-file", program.home + "/wang"]
    let made = try program.run(["credential", "set", "--person", "lin"] + wang)
    let pin = try #require(made.output.split { !$0.isNumber }.map { String($0) }.first { $0.count == 6 })
    func lin(_ words: String..., input: String) throws -> Program.Result {
      try program.run(
        words[0], words[1], "--as", "lin", "--secret-file", "-", words.dropFirst(2).first ?? "--json", input: input)
    }
    let early = try lin("list", "incident-notice", input: "\(pin)\n")
    #expect(early.status == 77 && early.errors.contains("credential change"))
    let same = try program.run(
      "credential", "change", "--as", "lin", "--secret-file", "-", "--new-secret-file", "-", input: "\(pin)\n\(pin)\n")
    #expect(same.status == 65 && same.errors.contains("一次性"))
    let changed = try program.run(
      "credential", "change", "--as", "lin", "--secret-file", "-", "--new-secret-file", "-",
      input: "\(pin)\n\(SharedStore.secret)\n")
    #expect(changed.status == 0, "\(changed.errors)")
    #expect(try lin("list", "incident-notice", input: SharedStore.secret + "\n").status == 0)
    for words in [["list"], ["release", "--person", "wang"], ["set", "--person", "su"]] {
      let result = try program.shell(
        "printf '\(SharedStore.secret)\\n' | '\(Program.path)' credential \(words.joined(separator: " ")) --as lin --secret-file -"
      )
      #expect(result.status == 77 && result.errors.contains("系統管理者"), "\(words) \(result.errors)")
    }
    // With a clock that stands still, the wait after a failure has no end but the release.
    program.set("ISMSBOOK_NOW", "2099-11-22T10:00:00+08:00")
    #expect(try lin("list", "incident-notice", input: "wrong\n").status == 77)
    #expect(try lin("list", "incident-notice", input: SharedStore.secret + "\n").errors.contains("還要等"))
    #expect(try program.run(["credential", "release", "--person", "lin"] + wang).status == 0)
    #expect(try lin("list", "incident-notice", input: SharedStore.secret + "\n").status == 0)
    #expect(try program.run(["credential", "release", "--person", "wang"] + wang).errors.contains("另一位管理者"))
    let list = try program.run(["credential", "list", "--lang", "en"] + wang).output
    #expect(list.contains("lin 林大華\tactive\ttheir own") && list.contains("su 蘇小梅\tactive\ttheir own"))
    for action in ["credential_set", "credential_changed", "released"] {
      #expect(try !shared.entries(action).isEmpty, "\(action)")
    }
    // Without any administrator's passphrase, who holds the files gives one, and only then.
    #expect(try program.run("credential", "set", "--person", "wang").status == 77)
    try program.shell("rm '\(program.store)/credentials/wang.rec'")
    #expect(try program.run("credential", "set", "--person", "lin").status == 77)
    #expect(try program.run("credential", "set", "--person", "wang").status == 0)
    #expect(try shared.entries("credential_set").last?.contains("Saved_by: nobody") == true)
    let everything = try program.shell("grep -rl -e '\(pin)' -e '\(SharedStore.secret)' '\(program.store)'").output
    #expect(everything.isEmpty)
  }

  @Test("Roles decide what somebody may do, and refusals say who may, and are recorded")
  func rights() throws {
    let shared = try SharedStore()
    let number = try shared.incident("可疑郵件", by: "lin")
    let void = try shared.ssh("lin", "void \(number) --reason 重複")
    #expect(void.status == 77 && void.errors.contains("不能作廢") && void.errors.contains("系統管理者"))
    for command in [
      "new incident-notice --set title=x", "amend \(number) --reason x --set title=y", "attach \(number) a.txt",
      "new person --set id=x",
    ] {
      let result = try shared.ssh("au", command, input: "")
      #expect(result.status == 77 && result.errors.contains("可以的角色"), "\(command): \(result.errors)")
    }
    #expect(try shared.ssh("au", "show \(number)").output.contains("可疑郵件"))
    #expect(try shared.ssh("lin", "new person --set id=x").status == 77)
    #expect(try shared.ssh("lin", "show \(number)").output.contains("v1"))
    #expect(try shared.entries("refused").count == 6)
    #expect(try shared.ssh("wang", "void \(number) --reason 重複").status == 0)
  }

  @Test("Who may not read confidential records finds no trace of them; who may is put into the journal")
  func confidential() throws {
    let shared = try SharedStore()
    let open = try shared.incident("一般事件", by: "wang")
    let hidden = try shared.incident("機密事件", by: "wang", "--set classification=confidential")
    let list = try shared.ssh("lin", "list incident-notice")
    #expect(list.output.contains(open) && !list.output.contains(hidden))
    #expect(try shared.ssh("lin", "search 事件").output.contains(open))
    #expect(try !shared.ssh("lin", "search 事件").output.contains(hidden))
    #expect(try shared.ssh("au", "search 機密事件").output.contains(hidden))
    let probe = "list incident-notice --where \"count('incident-notice', .title = '機密事件') > 0\""
    #expect(try shared.ssh("lin", probe).output.isEmpty)
    #expect(try shared.ssh("au", probe).output.contains(open))
    for command in [
      "show \(hidden)", "show \(hidden) --json", "history \(hidden)", "diff \(hidden)", "evidence \(hidden) x",
      "amend \(hidden) --reason x --set title=y", "submit \(hidden)", "new incident-report --from-record \(hidden)",
    ] {
      let result = try shared.ssh("lin", command)
      #expect(result.status == 77 && result.errors.contains("機密"), "\(command): \(result.errors)")
      guard command.hasSuffix("--json") else {
        #expect(result.output.isEmpty, "\(command)")
        continue
      }
      // Standard output says as data that it was refused, and nothing else.
      let said = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(Set(said.keys) == ["saved", "exit_code", "findings"] && said["exit_code"] as? Int == 77)
      #expect((said["findings"] as? [Any])?.count == 1 && !result.output.contains("機密事件"), "\(result.output)")
    }
    // What a search shows or a condition asks of it is reading too; nobody but Au learned anything.
    let searched = try shared.entries("read_confidential")
    #expect(
      searched.count == 2
        && searched.allSatisfy { $0.contains("Saved_by: au 歐稽核") && $0.contains("About: \(hidden)\n") },
      "\(searched)")
    #expect(try shared.ssh("au", "show \(hidden)").status == 0)
    let read = try shared.entries("read_confidential")
    #expect(read.count == searched.count + 1)
    let entry = try #require(read.last)
    #expect(entry.contains("Saved_by: au 歐稽核") && entry.contains("About: \(hidden)"))
    // What was once open does not stay open.
    #expect(try shared.ssh("wang", "amend \(open) --reason 升級 --set classification=confidential").status == 0)
    #expect(try shared.ssh("lin", "show \(open) --version 1").status == 77)
  }

  @Test(
    "What is exported and printed is put into the journal, which some roles read whole and others as far as their own")
  func leaving() throws {
    let shared = try SharedStore()
    let number = try shared.incident("外送一", by: "lin")
    let hidden = try shared.incident("外送二", by: "wang", "--set classification=confidential")
    let page = try shared.ssh("au", "print \(number)")
    #expect(page.status == 0 && page.output.contains("外送一") && page.output.contains("列印："), "\(page.errors)")
    let record = try shared.ssh("au", "export \(number)").output
    let seal = try #require(record.split(separator: "\n").first { $0.hasPrefix("#seal sha256 ") })
    #expect(try shared.ssh("au", "show \(number) --json").output.contains(seal.dropFirst(13)))
    let table = try shared.ssh("au", "export incident-notice --format csv").output
    #expect(table.contains(number) && table.contains(hidden))
    for command in ["print \(number)", "export \(number)", "export incident-notice"] {
      let staff = try shared.ssh("lin", command)
      #expect(staff.status == 77 && staff.output.isEmpty && staff.errors.contains("不能匯出"), "\(command)")
    }
    #expect(try shared.ssh("lin", "export \(hidden)").errors.contains("機密"))
    #expect(try shared.entries("print").count == 1 && shared.entries("export").count == 2)
    #expect(try shared.entries("read_confidential").count == 1)

    let journal = try shared.ssh("au", "journal --no-saves --lang en").output
    #expect(journal.contains("export\tau 歐稽核\tincident-notice; records: 2; format: csv"), "\(journal)")
    #expect(journal.contains("refused\tlin 林大華"))
    #expect(try shared.ssh("au", "journal --action print --json").output.contains("\"subject\": \"\(number)\""))
    let own = try shared.ssh("lin", "journal")
    #expect(own.errors.contains("只列出您自己的") && own.errors.contains("稽核員"))
    #expect(own.output.contains("林大華") && !own.output.contains("歐稽核"))
    #expect(try shared.ssh("lin", "journal --from yesterdy").status == 64)
  }

  @Test("A record goes through its chain: returned, corrected, signed by two and a deputy, corrected, signed again")
  func chain() throws {
    let shared = try SharedStore()
    let secret = SharedStore.secret + "\n"
    let number = try shared.incident("主機寄信", by: "lin")
    func agree(_ person: String, _ more: String = "", input: String? = nil) throws -> Program.Result {
      try shared.ssh(person, "agree \(number) --secret-file - \(more)", input: input ?? secret)
    }
    func status() throws -> String {
      let shown = try shared.ssh("wang", "show \(number) --json").output
      let record = try #require(JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any])
      return try #require(record["status"] as? String)
    }
    #expect(try agree("su").errors.contains("還沒有送審"))
    let submitted = try shared.sign("lin", "submit \(number)")
    #expect(submitted.status == 0 && submitted.output.contains("蘇小梅"), "\(submitted.errors)")
    #expect(try shared.ssh("su", "inbox").output.contains(number))
    #expect(try shared.sign("lin", "withdraw \(number)").status == 0)
    #expect(try shared.sign("lin", "submit \(number)").status == 0)

    // Nobody signs for another, not even an administrator, and nobody without the passphrase.
    #expect(try agree("wang").status == 77)
    #expect(try agree("ho").errors.contains("不是由您簽核"))
    #expect(try agree("su", input: "guess\n").status == 77)
    #expect(try shared.ssh("su", "agree \(number)").status == 77)
    #expect(try status() == "in_review")
    sleep(1)
    #expect(try shared.sign("su", "return \(number) --reason ''").status == 65)
    #expect(try shared.sign("su", "return \(number) --reason 請補影響範圍").status == 0)
    #expect(try status() == "returned")
    let inbox = try shared.ssh("lin", "inbox --json").output
    #expect(inbox.contains(number) && inbox.contains("returned") && inbox.contains("請補影響範圍"))

    #expect(try shared.ssh("lin", "amend \(number) --reason 補充 --set description=影響三台主機").status == 0)
    let old = try shared.sign("lin", "submit \(number) --base 1")
    #expect(old.status == 75 && old.errors.contains("您看的是第 1 版"))
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    let signed = try agree("su", "--json --comment 同意處置")
    #expect(signed.status == 0 && signed.output.contains("\"signed_version\": 7"), "\(signed.errors)")
    #expect(signed.output.contains("\"waits_for\": [\"ho 何主任\"]"))
    #expect(try agree("ho").status == 0)
    let deputy = try agree("dai")
    #expect(deputy.status == 0 && deputy.output.contains("戴代理 (dai)（代理陳資安長 (chen)）同意"), "\(deputy.errors)")
    // What was decided is carried out; the security team closes it.
    #expect(try status() == "executing")
    #expect(try agree("su").status == 0)
    #expect(try status() == "closed")
    #expect(try shared.sign("lin", "submit \(number)").errors.contains("要更正請修正"))

    // What makes signatures count no longer is not done unasked.
    let change = "amend \(number) --reason 更正 --set title=主機大量寄信"
    for (more, says) in [("", "--sign-again"), (" --lang en", "--sign-again"), (" --json", "saved\": false")] {
      let asked = try shared.ssh("lin", change + more)
      #expect(asked.status == 65 && (asked.errors + asked.output).contains(says), "\(asked.errors)")
    }
    #expect(try status() == "closed")
    let amended = try shared.ssh("lin", change + " --sign-again")
    #expect(amended.status == 0 && amended.errors.contains("重新簽核"))
    #expect(try status() == "saved")
    #expect(try agree("su").errors.contains("先前的簽核不算數"))
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    for person in ["su", "ho", "dai", "su"] { #expect(try agree(person).status == 0) }
    #expect(try status() == "closed")
    #expect(try shared.program.run("verify").status == 0)
  }

  @Test("An entry of a log is completed, but not altered once somebody else signed it: another corrects it")
  func log() throws {
    let shared = try SharedStore()
    let entry =
      "new entry-log --json --set area=data_room --set person_kind=authorized --set person_name=張三 --set person_org=某公司 "
      + "--set id_check=badge --set purpose_kind=patrol --set purpose=例行巡檢 --set enter_at=n --set abnormal=no"
    let made = try shared.ssh("lin", entry)
    try #require(made.status == 0, "\(made.output) \(made.errors)")
    let receipt = try #require(JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
    let number = try #require(receipt["record"] as? String)
    #expect(try shared.ssh("lin", "amend \(number) --reason 打錯 --set person_name=張四").status == 0)
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    #expect(try shared.ssh("su", "agree \(number) --secret-file -", input: SharedStore.secret + "\n").status == 0)
    let altered = try shared.ssh("lin", "amend \(number) --reason 打錯 --set person_name=李四")
    #expect(altered.status == 77 && altered.errors.contains("（corrects）填 \(number)"), "\(altered.errors)")
    #expect(try shared.ssh("lin", "amend \(number) --reason 離開 --set leave_at=n --sign-again").status == 0)
    #expect(try shared.ssh("lin", entry + " --set corrects=\(number)").status == 0)
  }

  @Test("Nobody writes signatures into a record")
  func forged() throws {
    let shared = try SharedStore()
    let number = try shared.incident("偽造", by: "lin")
    let forged = """
      {"tables": {"sign_off": [{"step": "ciso", "person": "chen", "decision": "agree", "at": "2026-11-22T10:00+08:00", \
      "version": "1", "seal": "00"}]}, "fields": {"title": "偽造二"}}
      """
    #expect(try shared.ssh("lin", "amend \(number) --reason x --from -", input: forged).status == 0)
    let shown = try shared.ssh("lin", "show \(number) --json").output
    #expect(shown.contains("偽造二") && !shown.contains("sign_off"))
    #expect(try shared.ssh("lin", "amend \(number) --reason x --set 'sign_off[1].step=ciso'").status == 64)
  }

  @Test("A file comes in and goes out by standard input and output, of allowed kinds and sizes only")
  func evidence() throws {
    let shared = try SharedStore()
    let number = try shared.incident("附件", by: "lin")
    let text = String(repeating: "佐證內容\n", count: 30_000)
    func files() throws -> String {
      try shared.program.shell("find '\(shared.program.store)/evidence' -type f | sort").output
    }
    let before = try files()
    for (name, says) in [("a.exe", "不接受"), ("../a.txt", "不能當檔名"), (".txt", "不能當檔名"), ("txt", "不接受")] {
      #expect(try shared.ssh("lin", "attach \(number) \(name)", input: text).errors.contains(says), "\(name)")
    }
    #expect(try shared.ssh("lin", "attach \(number) a.txt", input: "").errors.contains("是空的檔案，沒有附上"))
    #expect(try shared.ssh("wang", "amend SET --reason 測試 --set evidence_max_mb=1").status == 0)
    let large = try shared.ssh(
      "lin", "attach \(number) large.txt", input: String(repeating: "x", count: (1 << 20) + 1))
    #expect(large.status == 65 && large.errors.contains("1 MB"))
    #expect(try files() == before)
    let other = try shared.ssh("lin", "attach \(number) a.txt --sha256 00", input: "x")
    #expect(other.status == 65 && other.errors.contains("雜湊不同"))
    let attached = try shared.ssh("lin", "attach \(number) '現場 照片.txt'", input: text)
    #expect(attached.status == 0, "\(attached.errors)")
    #expect(try shared.ssh("au", "evidence \(number) '現場 照片.txt'").output == text)
    let staff = try shared.ssh("lin", "evidence \(number) '現場 照片.txt'")
    #expect(staff.status == 77 && staff.output.isEmpty && staff.errors.contains("不能匯出"))
    #expect(try shared.ssh("au", "evidence \(number) none.txt").status == 66)
    #expect(try shared.entries("attach").count == 1 && shared.entries("export").count == 1)
    #expect(try shared.program.run("verify").output.contains("檢查結果 0 項"))
  }
}
