import Foundation
import Testing

@Suite("The monthly review by commands", .serialized)
struct LogReviewJourneyTests {
  @Test("One passphrase signs the review and every entry of the month, and only the head of the unit's")
  func review() throws {
    let shared = try SharedStore()
    let program = shared.program
    try SharedStore.secret.write(toFile: program.home + "/secret", atomically: true, encoding: .utf8)
    try program.shell("chmod 600 ~/secret")
    func run(_ person: String, _ words: [String], at now: String = "2031-01-20T18:00:00+08:00") throws
      -> Program.Result
    {
      try program.run(
        words + ["--as", person, "--secret-file", program.home + "/secret"], with: ["ISMSBOOK_NOW": now])
    }
    func enter(_ name: String, _ more: String...) throws {
      let fields =
        [
          "area=data_room", "person_kind=authorized", "person_name=\(name)", "person_org=某公司", "purpose_kind=patrol",
          "purpose=例行機房巡檢", "enter_at=2031-01-20T09:00+08:00",
        ] + more
      let result = try run("lin", ["new", "entry-log"] + fields.flatMap { ["--set", $0] })
      try #require(result.status == 0, "\(result.errors)")
    }
    let later = "2031-02-02T09:00:00+08:00"
    func review() throws -> Program.Result {
      try run(
        "ho",
        ["new", "entry-review", "--set", "from_on=2031-01-01", "--set", "to_on=2031-01-31", "--set", "comment=無"],
        at: later)
    }
    try enter("張三", "leave_at=2031-01-20T10:00+08:00")
    try enter("李四")
    let inside = try review()
    #expect(inside.status == 65 && inside.errors.contains("李四") && inside.errors.contains("林大華"), "\(inside.errors)")
    try enter("李四", "leave_at=2031-01-20T11:00+08:00", "corrects=ENT-120-0002")
    for number in ["ENT-120-0001", "ENT-120-0003"] {
      let submitted = try run("lin", ["submit", number], at: later)
      try #require(submitted.status == 0, "\(submitted.errors)")
    }
    let unsigned = try review()
    #expect(unsigned.status == 65 && unsigned.errors.contains("蘇小梅"), "\(unsigned.errors)")
    for number in ["ENT-120-0001", "ENT-120-0003"] {
      try #require(try run("su", ["agree", number], at: later).status == 0)
    }
    let saved = try review()
    try #require(saved.status == 0, "\(saved.errors)")
    let other = try run("dai", ["agree", "ENR-120-0001"], at: later)
    #expect(other.status == 77, "\(other.errors)")
    let signed = try run("ho", ["agree", "ENR-120-0001", "--json"], at: later)
    try #require(signed.status == 0, "\(signed.output) \(signed.errors)")
    let answer = try #require(JSONSerialization.jsonObject(with: Data(signed.output.utf8)) as? [String: Any])
    let entries = try #require(answer["entries"] as? [[String: Any]])
    #expect(entries.compactMap { $0["record"] as? String }.sorted() == ["ENT-120-0001", "ENT-120-0003"])
    #expect(entries.allSatisfy { $0["status"] as? String == "closed" })
    let list = try run("ho", ["list", "entry-log"], at: later)
    #expect(list.output.contains("ENT-120-0002\t[已由 ENT-120-0003 更正]"), "\(list.output)")
    #expect(try program.run("verify").status == 0)
  }
}
