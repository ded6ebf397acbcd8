import Foundation
import Testing

extension Trial {
  private static let who = "administrator"

  private static func wang(_ stage: Stage, _ words: [String], input: String? = nil) throws -> Program.Result {
    try stage.program.run(
      words + ["--as", "wang", "--secret-file", stage.program.home + "/wang"], input: input)
  }

  static let administrator: [Trial] = [
    Trial(who, "give themselves a role and sign") { stage in
      let number = try stage.submitted("自己加角色")
      let own = try stage.shared.incident("自己的申請", by: "wang")
      try stage.signed("wang", "submit \(own)")
      try stage.done(
        "wang", "amend wang --reason 臨時 --set roles=administrator --set roles=security_team --set roles=ciso")
      let version = try stage.done("wang", "history wang").output
      #expect(version.contains("臨時") && version.contains("wang 王小明"))
      try stage.done("wang", "agree \(number) --secret-file -", input: Stage.secret)
      try stage.refused(
        "wang", "agree \(own) --secret-file -", says: ("填寫、修改或申請了這筆紀錄", "filled in, changed or asked for"),
        input: Stage.secret, cause: "own")
      try stage.done(
        "wang", "amend wang --reason 復原 --set roles=administrator --set roles=security_officer")
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
      let owner = try stage.program.run("list", "person", "--as", "ho", "--secret-file", "-", input: Stage.other)
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
      let before = try stage.done("wang", "history SET").output.split(separator: "\n").count
      try stage.done("wang", "amend SET --reason 放寬 --set evidence_max_mb=100")
      let history = try stage.done("wang", "history SET").output
      #expect(history.split(separator: "\n").count == before + 1 && history.contains("放寬"))
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
