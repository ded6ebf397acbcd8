import Testing

@testable import Domain

@Suite("Expressions")
struct ExpressionTests {
  static let content = Content.of(
    [
      "title": "郵件主機", "known_at": "2026-11-22T10:00+08:00", "ended_at": "2026-11-22T12:30+08:00", "level": "high",
      "kinds": "low", "kinds": "high", "secret": "no",
    ],
    items: [
      Row(["name": "a", "qty": "2", "price": "10.5", "total": "21"]),
      Row(["name": "b", "qty": "12", "price": "1", "total": "12"]),
    ])

  @Test(
    "give the value that the language describes",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3.5"), ("1 / 3 * 3 > 0.99", "yes"), ("-3 + 1", "-2"),
      ("'a' + 'b'", "ab"), ("if 1 < 2 then 'x' else 'y'", "x"), ("not true", "no"), ("true and false", "no"),
      ("true or false", "yes"), ("level = 'high'", "yes"), ("level != 'high'", "no"),
      ("level in ['low', 'high']", "yes"),
      ("level not in ['low']", "yes"), ("'low' in kinds", "yes"), ("'highest' in kinds", "no"),
      ("minutes(ended_at - known_at)", "150"), ("hours(ended_at - known_at)", "2.5"),
      ("known_at + 36 hours", "2026-11-23T22:00+08:00"), ("date(known_at) + 1 month", "2026-12-22"),
      ("date(known_at) + 3 working_days", "2026-11-25"), ("days(date(ended_at) - date(known_at))", "0"),
      ("today", "2026-11-22"), ("date(known_at) = today", "yes"), ("known_at <= now", "yes"), ("me", "wang"),
      ("length(title)", "4"), ("contains(title, '主機')", "yes"), ("matches(title, '^郵')", "yes"),
      ("matches(title, '^x')", "no"), ("text(3) + '/'", "3/"), ("number('12')", "12"), ("round(2.345, 2)", "2.35"),
      ("abs(2 - 5)", "3"), ("year(today)", "2026"), ("roc(today)", "115"), ("label(level)", "高"),
      ("count(items)", "2"), ("count(items, .qty > 10)", "1"), ("count(kinds)", "2"), ("sum(items.total)", "33"),
      ("sum(items, .qty * .price)", "33"), ("max(items.qty)", "12"), ("min(items, .price)", "1"), ("max(3, 9, 4)", "9"),
      ("any(items, .name = 'b')", "yes"), ("all(items, .qty > 1)", "yes"), ("all(items, .qty > 2)", "no"),
      ("join(items.name, '+')", "a+b"), ("count(distinct(items.qty))", "2"), ("ascending(items.qty)", "yes"),
      ("empty(reason)", "yes"), ("filled(title)", "yes"), ("empty(items)", "no"), ("version", "1"),
      ("newer('3.10', '3.9.2')", "yes"), ("newer('v2', '1.9')", "yes"), ("newer('1.0', '1')", "no"),
      ("newer('1.0', '1.0.1')", "no"), ("all(items, .name in items.name)", "yes"),
      ("any(items, count(items, .qty > ..qty) = 1)", "yes"),
    ])
  func values(_ source: String, _ expected: String) {
    #expect(Sample.value(source, Self.content) == expected, "\(source)")
  }

  @Test(
    "are empty when an operand is",
    arguments: [
      "minutes(ended_at - known_at)", "ended_at > known_at", "1 + number('x')", "1 / 0", "reason = 'x'",
      "newer('2.0-rc1', '1.0')",
      "newer('1..2', '1')",
    ])
  func empty(_ source: String) {
    var content = Self.content
    content["ended_at"] = []
    #expect(Sample.value(source, content) == nil)
  }

  @Test("follow three-valued logic", arguments: [("reason = 'x' and false", "no"), ("reason = 'x' or true", "yes")])
  func logic(_ source: String, _ expected: String) {
    #expect(Sample.value(source, Self.content) == expected)
  }

  @Test(
    "name the place where they cannot be read",
    arguments: [
      ("1 +", 3), ("'open", 0), ("a b", 2), ("(1", 2), ("if 1 then 2", 11), ("a # b", 2), (".", 1), ("f(1,)", 4),
    ])
  func errors(_ source: String, _ offset: Int) {
    guard case .failure(let error) = Rule.parse(source) else {
      Issue.record("\(source) was read")
      return
    }
    #expect(error.offset == offset, "\(source)")
  }

  @Test("are refused when nested beyond reason, instead of exhausting the stack")
  func nesting() {
    for source in [
      String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000) + "true",
      String(repeating: "if true then ", count: 10_000),
    ] {
      guard case .failure = Rule.parse(source) else {
        Issue.record("was read")
        return
      }
    }
  }

  @Test("are refused when they are long beyond reason, however flat, instead of exhausting the stack")
  func length() {
    func chain(_ part: String, _ count: Int, _ sign: String) -> String {
      Array(repeating: part, count: count).joined(separator: sign)
    }
    let numbers = [chain("1", 20_000, "+"), chain("1", 4_000, " - "), chain("1", 4_000, " * ")].map { $0 + " > 0" }
    let truths = [chain("true", 2_500, " and "), chain("true", 8_000, " or "), chain("(1 = 1 and 2 = 2)", 900, " or ")]
    let others = [
      "1" + chain("", 4_000, " days"), "title" + chain("", 4_000, ".title"), "[" + chain("1", 4_000, ",") + "]",
    ]
    let text = "title = '" + String(repeating: "x", count: 100_000) + "'"
    let chains: [String] = numbers + truths + others + [text]
    for source in chains {
      guard case .failure(let error) = Rule.parse(source) else {
        Issue.record("was read")
        continue
      }
      #expect(error.message.en.contains("too long"), "\(source.prefix(40))")
    }
  }

  @Test("are worked out at their full length")
  func fullLength() {
    let half = ExpressionParser.mostParts / 2
    #expect(Sample.value(Array(repeating: "1", count: half).joined(separator: " + "), Content()) == "\(half)")
    let terms = Array(repeating: "length(title) >= 0", count: ExpressionParser.mostParts / 5)
    #expect(Sample.value(terms.joined(separator: " and "), Self.content) == "yes")
  }

  @Test(
    "never trap however long the spans of time are",
    arguments: [
      "minutes(1000000000000 years)", "months(999999999999 weeks + 999999999999 weeks)",
      "text(now + 999999999999 weeks + 999999999999 weeks)", "text(now - 999999999999 weeks - 999999999999 weeks)",
      "text(today + 999999999999 months - 999999999999 years)",
      "hours(999999999999 working_days - 999999999999 months)",
      "text(1000000000000 years)",
    ])
  func spans(_ source: String) {
    #expect(Sample.value(source, Self.content) != nil)
  }

  @Test("reach fields of referenced records, people and settings")
  func references() {
    var plan = Content()
    plan["title"] = ["P"]
    plan[rows: "items"] = [Row(["qty": "4"]), Row(["qty": "5"])]
    let table = Table(
      all: [
        RecordValue(number: "PLAN-1", form: "incident", version: 1, content: plan),
        RecordValue(number: "PLAN-2", form: "incident", version: 2, content: Content.of(["title": "Q"])),
      ])
    var content = Self.content
    content["plan"] = ["PLAN-1"]
    #expect(Sample.value("plan.title", content, table) == "P")
    #expect(Sample.value("plan.number", content, table) == "PLAN-1")
    #expect(Sample.value("sum(plan.items.qty)", content, table) == "9")
    #expect(Sample.value("sum(plan.items, .qty * 2)", content, table) == "18")
    #expect(Sample.value("count('incident', .title = 'Q')", content, table) == "1")
    #expect(Sample.value("latest('incident', true).title", content, table) == "P")
    #expect(Sample.value("lookup('incident', .title = 'Q').number", content, table) == "PLAN-2")
    #expect(Sample.value("plan.title", Self.content, table) == nil)
  }

  @Test("never change however large the numbers are")
  func largeNumbers() {
    #expect(Sample.value("1234567890123456789 + 1", Self.content) == "1234567890123456790")
    #expect(Sample.value("0.1 + 0.2", Self.content) == "0.3")
    #expect(Sample.value("today + 99999999 days", Self.content) == "9999-12-31")
  }

  @Test("find the greatest of other records, and what stands behind a mark")
  func greatest() {
    func record(_ number: String, _ title: String, _ known: String) -> RecordValue {
      RecordValue(number: number, form: "incident", version: 1, content: .of(["title": title, "known_at": known]))
    }
    // Newest save first, as the index gives them; the middle one is the last by its own date.
    let table = Table(all: [
      record("INC-3", "C", "2026-03-01T08:00+08:00"), record("INC-2", "B", "2026-05-01T08:00+08:00"),
      record("INC-1", "A", "2026-01-01T08:00+08:00"),
    ])
    for (source, expected) in [
      ("latest('incident', true).title", "C"), ("latest('incident', true, .known_at).title", "B"),
      ("latest('incident', .title != 'B', .known_at).title", "C"),
      ("max('incident', .known_at)", "2026-05-01T08:00+08:00"), ("max('incident', .title = 'A', .title)", "A"),
      ("min('incident', .title != 'A', .title)", "B"), ("after('AST-115-0007', '-')", "115-0007"),
    ] { #expect(Sample.value(source, Content(), table) == expected, "\(source)") }
    #expect(Sample.value("after('AST', '-')", Content(), table) == nil)
  }
}
