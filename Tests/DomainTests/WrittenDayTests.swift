import Domain
import Testing

@Suite("Days in expressions")
struct WrittenDayTests {
  static let content = Content.of(["known_at": "2026-11-22T10:00+08:00", "due": "2026-12-22"])

  @Test(
    "are written as they are, or in quotes",
    arguments: [
      ("due >= 2026-12-22", "yes"), ("due < 2026-12-22", "no"), ("due = '2026-12-22'", "yes"),
      ("due <= '115/12/22'", "yes"),
      ("due < 115/12/22", "no"), ("due > 2026/12/21", "yes"), ("'2026-12-22' = due", "yes"),
      ("due = '民國115年12月22日'", "yes"),
      ("known_at >= 2026-11-01", "yes"), ("known_at = 2026-11-22", "yes"), ("known_at < '2026-11-22 10:01'", "yes"),
      ("known_at >= '2026-11-22 10:01'", "no"), ("known_at = 2026-11-22T10:00", "yes"),
      ("known_at > 2026-11-22T09:59:30", "yes"),
      ("known_at = 2026-11-22T02:00Z", "yes"), ("known_at = 2026-11-22T10:00+08:00", "yes"),
      ("due + 1 days = 2026-12-23", "yes"),
      ("2026-12-22 + 10 days", "2027-01-01"), ("due = 2026-12-22 or due = 2026-12-23", "yes"),
      ("days(2026-12-22 - today)", "30"),
      ("due <= 't'", "no"), ("12/3/4", "1"), ("2026 - 11 - 22", "1993"),
    ])
  func written(_ source: String, _ expected: String) {
    #expect(Sample.value(source, Self.content) == expected, "\(source)")
    #expect(checked("(\(source)) = (\(source))").isEmpty, "\(source)")
  }

  private func checked(_ source: String) -> [Finding] {
    FormChecker(form: Sample.incident, file: "f", otherForm: { _ in nil }).findings(ofCondition: Sample.rule(source))
  }

  @Test(
    "that are none are refused, and the refusal says how one is written",
    arguments: ["due <= '26/11/01'", "due <= 'x'", "due = 1", "known_at > 'x'", "known_at > 5", "due > title"])
  func refused(_ source: String) throws {
    let finding = try #require(checked(source).first, "\(source) was taken")
    #expect(finding.message.zh.contains("2026-11-22") || finding.message.zh.contains("115/11/22"))
  }

  @Test(
    "that the calendar does not have are refused where they stand",
    arguments: [("due <= 2026-02-30", 7), ("due < 115/13/1", 6)])
  func noDay(_ source: String, _ offset: Int) {
    guard case .failure(let error) = Rule.parse(source) else {
      Issue.record("\(source) was read")
      return
    }
    #expect(error.offset == offset)
  }
}
