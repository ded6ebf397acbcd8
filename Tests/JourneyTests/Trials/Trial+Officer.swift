import Foundation
import Testing

extension Trial {
  private static let who = "officer"

  static let officer: [Trial] = [
    Trial(who, "sign a version that is no longer the newest") { stage in
      let number = try stage.submitted("舊版")
      try stage.signed("lin", "withdraw \(number)")
      try stage.refused(
        "su", "agree \(number) --base 1 --secret-file -",
        says: ("林大華 (lin)已存第 3 版；請看過新版再決定", "林大華 (lin) saved version 3 meanwhile"), code: 75,
        input: TrialStore.secret, cause: "stale")
    },
    Trial(who, "sign out of turn or for somebody else") { stage in
      let number = try stage.submitted("不是輪到他")
      try stage.refused(
        "ho", "agree \(number) --secret-file -",
        says: ("不是由您簽核；這一關由蘇小梅 (su)簽核", "蘇小梅 (su) can sign it"), input: TrialStore.other, cause: "not_signer")
      // Neither does an administrator.
      try stage.refused("wang", "agree \(number) --secret-file -", says: ("蘇小梅", "蘇小梅"), input: TrialStore.secret)
    },
    Trial(who, "sign two steps of a record, one of them as a deputy") { stage in
      try stage.granted("ho", "--set deputy=dai --set deputy_from=t --set deputy_to=+30", by: "ho")
      let number = try stage.submitted("一手兩關")
      try stage.signed("su", "agree \(number)")
      try stage.signed("dai", "agree \(number)")
      try stage.refused(
        "dai", "agree \(number) --secret-file -", says: ("您已簽過這筆紀錄的其他關卡", "signed another step of this record"),
        input: TrialStore.secret, cause: "separation")
      try stage.signed("chen", "agree \(number)")
      try stage.done("wang", "amend ho --reason 代理結束 --set deputy=")
    },
    Trial(who, "make themselves an administrator, or somebody's deputy, in the register of people") { stage in
      try stage.granted("au", "--set roles=human_resources", by: "au")
      try stage.refused(
        "au", "amend au --reason x --set roles=human_resources --set roles=administrator",
        says: ("不能由自己提出；請由王小明 (wang)提出", "ask 王小明 (wang) to do it"), cause: "grant_own")
      try stage.refused(
        "au", "amend ho --reason x --set deputy=au --set deputy_from=t --set deputy_to=+9",
        says: ("不能由自己提出", "which nobody does"), cause: "grant_own")
      try stage.done(
        "au", "new person --set id=evil --set name=惡 --set unit=org --set active=yes --set roles=administrator")
      #expect(try stage.status(of: "evil") == "in_review")
      #expect(try stage.done("wang", "inbox").output.contains("evil"))
      try stage.signed("wang", "return evil --reason 查無此人")
      try stage.granted("au", "--set roles=auditor", by: "au")
    },
    Trial(who, "sign as deputy after the last day") { stage in
      let number = try stage.submitted("代理到期")
      try stage.done("su", "agree \(number) --secret-file -", input: TrialStore.secret)
      try stage.done("ho", "agree \(number) --secret-file -", input: TrialStore.other)
      try stage.granted("chen", "--set deputy_from=2020-01-01 --set deputy_to=2020-12-31", by: "chen")
      try stage.refused(
        "dai", "agree \(number) --secret-file -",
        says: ("2020-01-01 至 2020-12-31，今天", "from 2020-01-01 to 2020-12-31"), input: TrialStore.secret, cause: "deputy"
      )
      try stage.done("chen", "agree \(number) --secret-file -", input: TrialStore.secret)
      try stage.granted("chen", "--set deputy_from=t --set deputy_to=+30", by: "chen")
    },
    Trial(who, "sign at the same time as another") { stage in
      // Both have looked at the same version; the chief and the deputy may sign it alike.
      let number = try stage.submitted("同時")
      try stage.done("su", "agree \(number) --secret-file -", input: TrialStore.secret)
      try stage.done("ho", "agree \(number) --secret-file -", input: TrialStore.other)
      let refusals = try stage.shared.entries("refused").count
      let both = try stage.program.shell(
        """
        for person in chen dai; do
          (printf '\(SharedStore.secret)\\n' | SSH_ORIGINAL_COMMAND="agree \(number) --base 4 --secret-file -" \
          '\(Program.path)' --store '\(stage.program.store)' session --person $person >~/$person.out 2>&1; echo $? >~/$person.status) &
        done; wait; sort ~/chen.status ~/dai.status; cat ~/chen.out ~/dai.out
        """)
      #expect(both.output.hasPrefix("0\n75\n"), "\(both.output)")
      #expect(both.output.contains("第 5 版"), "\(both.output)")
      #expect(try stage.shared.entries("refused").count == refusals + 1)
      #expect(try stage.done("wang", "history \(number)").output.split(separator: "\n").count == 5)
    },
    Trial(who, "void a record after it was signed") { stage in
      let number = try stage.signed("簽過再作廢")
      try stage.refused("ho", "void \(number) --reason x", says: ("不能作廢", "may not void"), cause: "right")
      #expect(try stage.shared.ssh("wang", "void \(number) --reason ''").status == 65)
      try stage.done("wang", "void \(number) --reason 重複")
      #expect(try stage.done("lin", "list incident-notice").output.contains(number))
      #expect(try stage.done("wang", "show \(number) --json").output.contains("\"agree\""))
    },
  ]
}
