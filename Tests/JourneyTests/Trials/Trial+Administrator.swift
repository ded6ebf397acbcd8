import Foundation
import Testing

extension Trial {
  private static let who = "administrator"

  private static func wang(_ stage: TrialStore, _ words: [String], input: String? = nil) throws -> Program.Result {
    try stage.program.run(
      words + ["--as", "wang", "--secret-file", stage.program.home + "/wang"], input: input)
  }

  static let administrator: [Trial] = [
    Trial(who, "give themselves a role") { stage in
      try stage.refused(
        "wang",
        "amend wang --reason 臨時 --set roles=administrator --set roles=security_officer --set roles=ciso",
        says: ("不能由自己提出", "which nobody does"), cause: "grant_own")
    },
    Trial(who, "give somebody else a role, by one hand") { stage in
      try stage.done("wang", "amend lin --reason 加角色 --set roles=staff --set roles=ciso")
      #expect(try stage.status(of: "lin") == "in_review")
      try stage.refused(
        "wang", "agree lin --secret-file -", says: ("填寫、修改或申請了這筆紀錄", "filled in, changed or asked for"),
        input: TrialStore.secret, cause: "own")
      // A chief security officer reads the whole journal; Lin still does not.
      #expect(try stage.done("lin", "journal").errors.contains("只列出您自己的"))
      #expect(try stage.done("lin", "inbox").output.contains("lin"))
      try stage.signed("lin", "return lin --reason 不需要")
      try stage.done("wang", "amend lin --reason 復原 --set roles=staff --sign-again")
      #expect(try stage.status(of: "lin") == "approved")
    },
    Trial(who, "make a person up while nobody else is administrator, and agree in their name") { stage in
      try stage.onCopy {
        try stage.done(
          "wang", "new person --set id=fei --set name=費 --set unit=org --set active=yes --set roles=administrator")
        #expect(try stage.program.run("list", "person", "--as", "fei", "--secret-file", "-", input: "x\n").status == 77)
        try stage.shared.letIn("fei")
        #expect(try stage.status(of: "fei") == "approved")
        #expect(try stage.done("wang", "history fei").output.contains("fei 費"))
        let set = try #require(try stage.shared.entries("credential_set").last { $0.contains("Person: fei 費\n") })
        #expect(set.contains("Saved_by: wang 王小明\n"))
      }
    },
    Trial(who, "make or shut out another administrator") { stage in
      try stage.secondAdministrator()
      try stage.done("wang", "amend su --reason 升任 --set roles=security_team --set roles=administrator")
      #expect(try stage.status(of: "su") == "in_review")
      try stage.refused(
        "su", "agree su --secret-file -", says: ("會因此得到權限", "gains by it"), input: TrialStore.secret,
        cause: "separation")
      try stage.signed("chen", "return su --reason 不需要")
      try stage.done("wang", "amend chen --reason 停用 --set active=no")
      try stage.refused(
        "wang", "agree chen --secret-file -", says: ("填寫、修改或申請了這筆紀錄", "filled in, changed or asked for"),
        input: TrialStore.secret, cause: "own")
      try stage.done("chen", "list person")
      try stage.signed("chen", "return chen --reason 不同意")
      try stage.refused(
        "wang", "void chen --reason x", says: ("不能作廢", "cannot be voided"), cause: "grant_void")
    },
    Trial(who, "reset the other administrator's passphrase and agree in their name") { stage in
      try stage.secondAdministrator()
      try stage.onCopy {
        try stage.replaced("chen", "stolen horse battery")
        try stage.done("wang", "amend SET --reason 放寬 --set session_lock_seconds=0")
        try stage.refused(
          "chen", "agree SET --secret-file -",
          says: ("通行碼剛由提出的人重給", "given a new passphrase by the person who wrote it"), code: 65,
          input: "stolen horse battery\n", cause: "nobody")
        #expect(try stage.status(of: "SET") == "in_review")
      }
    },
    Trial(who, "reset a passphrase and log in as that person") { stage in
      let set = try wang(
        stage, ["credential", "set", "--person", "ho", "--new-secret-file", "-"], input: "one time ho\n")
      #expect(set.status == 0, "\(set.errors)")
      let entry = try #require(try stage.shared.entries("credential_changed").last)
      #expect(entry.contains("Saved_by: wang 王小明\n") && entry.contains("One_time: yes\n"))
      #expect(entry.contains("Person: ho 何主任\n"))
      let changed = try stage.program.run(
        "credential", "change", "--as", "ho", "--secret-file", "-", "--new-secret-file", "-",
        input: "one time ho\nstolen horse battery\n")
      #expect(changed.status == 0, "\(changed.errors)")
      #expect(try stage.shared.entries("log_in").last?.contains("Saved_by: ho") == true)
      let owner = try stage.program.run("list", "person", "--as", "ho", "--secret-file", "-", input: TrialStore.other)
      #expect(owner.status == 77 && owner.errors.contains("通行碼不對"))
    },
    Trial(who, "delete a record or an entry") { stage in
      for command in ["delete", "remove", "rm", "purge"] {
        let here = try stage.program.run(command, "wang")
        let there = try stage.shared.ssh("wang", "\(command) wang")
        #expect(here.status == 64 && there.status == 77, "\(command)")
      }
    },
    Trial(who, "weaken the settings") { stage in
      try stage.secondAdministrator()
      let before = try stage.done("wang", "history SET").output.split(separator: "\n").count
      try stage.done("wang", "amend SET --reason 放寬 --set passphrase_min=6")
      let history = try stage.done("wang", "history SET").output
      #expect(history.split(separator: "\n").count == before + 1 && history.contains("放寬"))
      // Seven characters are still too few.
      let short = try stage.program.run(
        "credential", "change", "--as", "wang", "--secret-file", stage.program.home + "/wang", "--new-secret-file", "-",
        input: "seven77\n")
      #expect(short.status == 65, "\(short.errors)")
      try stage.signed("chen", "return SET --reason 不放寬")
    },
    Trial(who, "bind a key of their own to another person") { stage in
      let server = try SSHServer(stage.program)
      try server.bind("su", as: "wang")
      let entry = try #require(try stage.shared.entries("ssh_key_added").last)
      #expect(entry.contains("Saved_by: wang 王小明\n") && entry.contains("Person: su 蘇小梅\n"))
      let number = try stage.submitted("別人的金鑰")
      let input = stage.program.home + "/guess"
      try "not the passphrase\n".write(toFile: input, atomically: true, encoding: .utf8)
      let result = try server.run("su", "agree \(number) --secret-file -", input: input)
      #expect(result.status == 77 && result.errors.contains("通行碼不對"))
      #expect(try stage.status(of: number) == "in_review")
    },
    Trial(who, "release their own lock") { stage in
      let refusals = try stage.shared.entries("refused").count
      let result = try wang(stage, ["credential", "release", "--person", "wang"])
      #expect(result.status != 0 && result.errors.contains("另一位管理者"), "\(result.errors)")
      #expect(try stage.shared.entries("refused").count == refusals + 1)
    },
  ]
}
