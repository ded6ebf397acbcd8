import Desk
import Domain
import Foundation
import TestKit
import Testing

@Suite("A request goes along its chain", .enabled(if: Machine.has("tmux"), "needs tmux"))
struct SignOffJourneyTests {
  /// A shared store: Hu asks, Lin is security officer, Chen the chief with Sun as deputy, Fang the top management.
  /// What they are given stands as agreed to.
  private func makeStore(_ program: Program) throws {
    let forms = FewForms([
      .bare("unit", number: "{id}", grants: true), .bare("person", number: "{id}", grants: true),
      .bare("policy", number: "POL-115-0001"),
    ])
    let secretary = PersonName(id: "lin", name: "林秘書")
    let office = "OFFICE 資訊室"
    let known: [Organisation.Entry] = [
      .unit("OFFICE", "資訊室", ["head": "hu 胡主任"]), .person(Cast.hu, in: office, ["manager"]),
      .person(secretary, in: office, ["administrator", "security_officer"]),
      .person(
        Cast.chen, in: office, ["ciso"],
        ["deputy": "sun 孫代理", "deputy_from": "2020-01-01", "deputy_to": "2099-12-31"]),
      .person(Cast.sun, in: office, ["manager"]),
      .person(PersonName(id: "fang", name: "方校長"), in: office, ["top_management"]),
    ]
    let policy = Content.of(["title": "資訊安全政策", "policy_version": "1.0", "classification": "internal"])
    let beginning = known.map { Submission(new: $0.form, $0.content) } + [Submission(new: "policy", policy)]
    let request = StoreRequest(path: program.store, organisation: "測試學院", person: secretary, isShared: true)
    let desk = try Desk.make(
      request, catalogue: forms, language: .zhTW,
      secretCost: try #require(ScryptCost(rounds: 2, blockSize: 1, parallelism: 1)),
      indexFolder: program.home + "/first-index", beginning: [{ [beginning] _ in beginning }],
      clock: { Moment(seconds: Int(Date().timeIntervalSince1970), offset: 480) }
    ) { desk throws(StoreProblem) in
      for person in known.compactMap(\.person) {
        _ = try desk.attended(by: person).setSecret(of: person, Cast.secret(of: person), oneTime: false)
      }
    }
    desk.finishSaves()
  }

  private func secret(_ id: String) -> String { Cast.secret(of: PersonName(id: id, name: id)) }

  private func logIn(_ id: String, _ program: Program) throws -> TmuxTerminal {
    let terminal = try TmuxTerminal(program)
    try terminal.shows("人員代碼")
    try terminal.type(id)
    try terminal.press("Enter")
    try terminal.type(secret(id))
    try terminal.press("Enter")
    try terminal.shows("待辦（Alt+W）")
    return terminal
  }

  /// Opens the record, decides by a key with a comment, and gives the passphrase.
  private func decide(_ key: String, _ id: String, _ number: String, _ program: Program, _ comment: String = "") throws
    -> String
  {
    let terminal = try logIn(id, program)
    try terminal.open(record: number)
    try terminal.press(key)
    try terminal.shows("封緘 ")
    if !comment.isEmpty { try terminal.type(comment) }
    try terminal.press("Enter")
    try terminal.type(secret(id))
    try terminal.shows("****")
    try terminal.press("Enter")
    try terminal.shows("收據 ")
    let screen = try terminal.screen()
    try terminal.quit()
    return screen
  }

  @Test("is returned, corrected, signed by two and a deputy, amended, and signed again; the store verifies")
  func chain() throws {
    let program = try Program()
    try makeStore(program)
    let writer = try logIn("hu", program)
    try writer.open(form: "policy-revision")
    try writer.press("F5")
    try writer.shows("[填寫]")
    try writer.fill([
      "文件": "POL-115-0001", "異動別": "審查無修訂", "修訂原因別": "定期審查", "影響評估": "已評估，沒有影響",
      "生效日期": "2099-01-01",
    ])
    try writer.press("F2")
    try writer.shows("送審")
    let number = "PRV-\(Moment(seconds: Int(Date().timeIntervalSince1970), offset: 480).day.rocYear)-0001"
    try writer.shows("已存 \(number)")
    try writer.quit()

    #expect(try decide("M-e", "hu", number, program).contains("已送審"))
    #expect(try decide("M-z", "lin", number, program, "請寫評估的範圍").contains("已退回"))

    let corrector = try logIn("hu", program)
    try corrector.shows("退回 1")
    try corrector.open(record: number)
    try corrector.shows("請寫評估的範圍")
    try corrector.amend("補上範圍", version: 3)
    try corrector.go(to: "影響評估")
    try corrector.type("；範圍為全院")
    try corrector.press("F2")
    try corrector.shows("已存 \(number) 第 4 版")
    try corrector.quit()

    #expect(try decide("M-e", "hu", number, program).contains("已送審"))
    #expect(try decide("M-y", "lin", number, program, "同意").contains("已同意"))
    #expect(try decide("M-y", "sun", number, program).contains("孫代理 (sun)（代理陳資安長 (chen)）"))
    // A review without a change has nothing to announce, so that agreeing is the end of it.
    #expect(try decide("M-y", "fang", number, program).contains("狀態核准"))

    let amender = try logIn("hu", program)
    try amender.open(record: number)
    try amender.shows("核准")
    try amender.amend("改範圍", version: 8)
    try amender.go(to: "影響評估")
    try amender.type("與附屬機構")
    try amender.press("F2")
    try amender.shows("已存 \(number) 第 9 版")
    try amender.shows("簽核第 7 版後已修改")
    try amender.press("M-c")
    try amender.shows("與附屬機構")
    try amender.quit()

    #expect(try decide("M-e", "hu", number, program).contains("已送審"))
    for id in ["lin", "sun", "fang"] { #expect(try decide("M-y", id, number, program).contains("已同意")) }
    let verified = try program.run("verify")
    #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    let journal = try program.shell("find \(program.store)/journal -type f -exec cat {} +").output
    #expect(journal.components(separatedBy: "Action: agree\n").count == 7)
    #expect(journal.contains("Action: log_out\n") && !journal.contains("pass-hu-2026"))
  }
}
