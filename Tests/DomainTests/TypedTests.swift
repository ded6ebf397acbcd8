import Domain
import Testing

/// What is typed is what is meant: each text is read as the one thing it can be, or refused.
@Suite("What is typed")
struct TypedTests {
  /// Sunday, 2026-11-22, 14:20.
  static let context = ReadingContext(now: Sample.now, records: FieldTypeTests.people)

  static func read(_ text: String, _ type: String, _ change: (inout Field) -> Void = { _ in }) -> Result<
    String, ReadingProblem
  > {
    var field = Sample.field("x", type, choices: Sample.levels)
    change(&field)
    return field.type.read(text, field, context)
  }

  private func refusal(_ text: String, _ type: String, _ change: (inout Field) -> Void = { _ in }) -> ReadingProblem? {
    if case .failure(let problem) = Self.read(text, type, change) { problem } else { nil }
  }

  // MARK: - Days

  @Test(
    "A day is read as people, input methods, word processors and PDFs write it",
    arguments: [
      ("２０２６／１１／２８", "2026-11-28"), ("115／11／28", "2026-11-28"), ("民國115年11月28日", "2026-11-28"),
      ("中華民國115年11月28日", "2026-11-28"), ("115 年 11 月 28 日", "2026-11-28"), ("中華民國 115 年 11 月 28 日", "2026-11-28"),
      ("民國115/11/28", "2026-11-28"), ("民國1151128", "2026-11-28"), ("民國99年12月31日", "2010-12-31"),
      ("民國 99 年 12 月 31 日", "2010-12-31"), ("民國元年1月1日", "1912-01-01"), ("民國991231", "2010-12-31"),
      ("099/12/31", "2010-12-31"), ("100/1/1", "2011-01-01"), ("1000101", "2011-01-01"),
      ("西元2026年11月28日", "2026-11-28"),
      ("2026年11月28日", "2026-11-28"), ("2026‐11‐28", "2026-11-28"), ("2026‑11‑28", "2026-11-28"),
      ("2026–11–28", "2026-11-28"),
      ("2026—11—28", "2026-11-28"), ("2026−11−28", "2026-11-28"), ("2026－11－28", "2026-11-28"),
      ("２０２６．１１．２８", "2026-11-28"),
      ("2026 / 11 / 28", "2026-11-28"), ("2026-11-28（六）", "2026-11-28"), ("2026/11/28 (Sat)", "2026-11-28"),
      ("115年11月28日星期六", "2026-11-28"), ("2026/11/28 0:00", "2026-11-28"), ("2026-11-28 00:00:00", "2026-11-28"),
      ("2026-11-28T00:00:00", "2026-11-28"), ("\u{200E}2026/\u{200E}11/\u{200E}28", "2026-11-28"), ("＋３", "2026-11-25"),
      ("－1", "2026-11-21"), ("\u{FEFF}1128", "2026-11-28"), ("11月28日", "2026-11-28"), ("11月28號", "2026-11-28"),
      ("113/2/29", "2024-02-29"), ("２０２４－２－２９", "2024-02-29"), ("\u{3000}2026-11-28\u{3000}", "2026-11-28"),
      ("1911-12-31", "1911-12-31"), ("9999-12-31", "9999-12-31"), ("Ｔ", "2026-11-22"),
    ])
  func days(_ text: String, _ expected: String) throws {
    #expect(try Self.read(text, "day").get() == expected)
  }

  @Test(
    "A day whose year is in doubt is refused with every reading",
    arguments: [
      ("26/11/28", ["1937-11-28", "2026-11-28"]), ("11/5/26", ["1922-05-26", "2011-05-26"]),
      ("5/11/26", ["1916-11-26", "2005-11-26"]), ("261128", ["1937-11-28", "2026-11-28"]),
      ("99/12/31", ["2010-12-31", "2099-12-31"]), ("991231", ["2010-12-31", "2099-12-31"]),
      ("26年11月28日", ["1937-11-28", "2026-11-28"]), ("２６／１１／２８", ["1937-11-28", "2026-11-28"]),
      ("0/1/1", ["2000-01-01"]), ("民國0年1月1日", ["2000-01-01"]), ("000/1/1", []), ("0115/11/28", ["2026-11-28"]),
      ("民國2026年11月28日", ["3937-11-28", "2026-11-28"]), ("206/11/28", ["2117-11-28"]), ("0010101", ["1912-01-01"]),
      ("11/28/2026", ["2026-11-28"]), ("05/11/2026", ["2026-05-11", "2026-11-05"]), ("28.11.2026", ["2026-11-28"]),
    ])
  func doubtfulYears(_ text: String, _ readings: [String]) throws {
    if text == "0010101" {
      // Three digits are a year of the Republic of China, zeros and all.
      #expect(try Self.read(text, "day").get() == readings[0])
      return
    }
    let problem = try #require(refusal(text, "day"))
    #expect(problem.readings == readings)
    for reading in readings {
      #expect(problem.message.zh.contains(reading) && problem.message.en.contains(reading))
    }
  }

  @Test(
    "What is no day is refused",
    arguments: [
      "2026-W48-6", "2026-332", "10000-01-01", "1e5", "0x7EA", "2026-11-28T13:50", "2026-11-28 13:50", "2026-11",
      "115/11", "131", "1301", "0229", "2026-02-29", "114/2/29", "11/31", "2026-00-10", "2026-13-01", "2026-11-00",
      "２０２６", "二〇二六年十一月二十八日", "一一五年十一月二十八日", "2026--11--28", "2026/11/28/", "/2026/11/28", "2026/11-28",
      "115 11 28", "28 Nov 2026", "2026年11月", "民國前1年1月1日", "-1.5", "+", "-", "+100001", "2026-11-28（日）", "5天後",
      "2026-11-2８日", "１２３４５", "⑪月㉘日",
    ])
  func noDays(_ text: String) throws {
    let problem = try #require(refusal(text, "day"), "\(text) was read")
    #expect(!problem.message.zh.isEmpty && !problem.message.en.isEmpty)
  }

  @Test(
    "A day without a year is the next one where it is planned, the last one where it has happened, and neither where it is in doubt",
    arguments: [
      ("0131", Field.Expectation.future, "2027-01-31"), ("0131", .past, "2026-01-31"), ("1/31", .future, "2027-01-31"),
      ("1月31日", .future, "2027-01-31"), ("1122", .future, "2026-11-22"), ("1122", .past, "2026-11-22"),
      ("1231", .future, "2026-12-31"), ("0301", .past, "2026-03-01"), ("0501", .future, "2027-05-01"),
    ])
  func yearless(_ text: String, _ expects: Field.Expectation, _ expected: String) throws {
    #expect(try Self.read(text, "day") { $0.expects = expects }.get() == expected)
  }

  @Test(
    "A day without a year is refused with both readings where the wrong one is nearer",
    arguments: [
      ("1121", Field.Expectation.future, ["2026-11-21", "2027-11-21"]),
      ("0801", .future, ["2026-08-01", "2027-08-01"]),
      ("1123", .past, ["2026-11-23", "2025-11-23"]), ("1231", .past, ["2026-12-31", "2025-12-31"]),
    ])
  func doubtfulDays(_ text: String, _ expects: Field.Expectation, _ readings: [String]) throws {
    #expect(try #require(refusal(text, "day") { $0.expects = expects }).readings == readings)
    #expect(try #require(refusal(text + " 0900", "moment") { $0.expects = expects }).readings == readings)
    // With its year it is no longer in doubt.
    #expect(try Self.read(readings[0], "day") { $0.expects = expects }.get() == readings[0])
  }

  @Test("The last leap day is found, however long ago")
  func leapDay() throws {
    let field = Sample.field("x", "day")
    let now = try #require(Moment("2024-03-01T09:00+08:00"))
    let read = field.type.read("0229", field, ReadingContext(now: now, records: NoRecords()))
    #expect(try read.get() == "2024-02-29")
  }

  // MARK: - Times and moments

  @Test(
    "A time is read as it is written",
    arguments: [
      ("13：50", "13:50"), ("１３：５０", "13:50"), ("１３５０", "13:50"), ("下午 1:50", "13:50"), ("下午3點", "15:00"),
      ("上午９：０５", "09:05"), ("1:50 PM", "13:50"), ("9:05 a.m.", "09:05"), ("13時50分", "13:50"), ("3點05分", "03:05"),
      ("13:50:00", "13:50"), ("Ｎ", "14:20"), ("0000", "00:00"),
    ])
  func times(_ text: String, _ expected: String) throws {
    #expect(try Self.read(text, "time").get() == expected)
  }

  @Test(
    "What is no time to the minute is refused",
    arguments: [
      "24:00", "2400", "13:5", "9:5", "13:60", "13:50:05", "下午 13:50", "上午 12:00", "下午12:30", "13.50", "13:50:60",
      "-1:00",
      "1:2:3", "一點半", "13:50 14:00", "12345",
    ])
  func noTimes(_ text: String) throws {
    #expect(refusal(text, "time") != nil, "\(text) was read")
  }

  @Test(
    "A day with a time is read as people and programs write it",
    arguments: [
      ("２０２６／１１／２８　１３：５０", "2026-11-28T13:50+08:00"), ("2026／11／28 13：50", "2026-11-28T13:50+08:00"),
      ("民國115年11月28日 13:50", "2026-11-28T13:50+08:00"), ("民國115年11月28日13:50", "2026-11-28T13:50+08:00"),
      ("115 年 11 月 28 日 下午 1:50", "2026-11-28T13:50+08:00"), ("2026/11/28 下午 01:50", "2026-11-28T13:50+08:00"),
      ("2026/11/28 下午 01:50:00", "2026-11-28T13:50+08:00"), ("2026-11-28 1:50 PM", "2026-11-28T13:50+08:00"),
      ("2026-11-28T13:50", "2026-11-28T13:50+08:00"), ("2026-11-28T05:50Z", "2026-11-28T05:50+00:00"),
      ("2026-11-28T05:50:05Z", "2026-11-28T05:50:05+00:00"), ("2026-11-28t05:50:05z", "2026-11-28T05:50:05+00:00"),
      ("2026-11-28T05:50:05.000Z", "2026-11-28T05:50:05+00:00"),
      ("2026-11-28T13:50:05+08:00", "2026-11-28T13:50:05+08:00"),
      ("2026-11-28T13:50:05+0800", "2026-11-28T13:50:05+08:00"),
      ("2026-11-28 13:50:05 +0800", "2026-11-28T13:50:05+08:00"),
      ("2026-11-28T00:50-05:00", "2026-11-28T00:50-05:00"), ("2026-11-28 13:50:05", "2026-11-28T13:50:05+08:00"),
      ("2026-11-28 13:50:00", "2026-11-28T13:50+08:00"), ("20261128T1350", "2026-11-28T13:50+08:00"),
      ("t n", "2026-11-22T14:20+08:00"),
      ("-1 10:00", "2026-11-21T10:00+08:00"), ("－１　１０：００", "2026-11-21T10:00+08:00"),
      ("1128 1350", "2026-11-28T13:50+08:00"),
      ("1350", "2026-11-22T13:50+08:00"), ("13:50", "2026-11-22T13:50+08:00"), ("ｎ", "2026-11-22T14:20+08:00"),
      ("2026-11-28（六）13:50", "2026-11-28T13:50+08:00"), ("2026 / 11 / 28 13:50", "2026-11-28T13:50+08:00"),
    ])
  func moments(_ text: String, _ expected: String) throws {
    let stored = try Self.read(text, "moment").get()
    #expect(stored == expected)
    #expect(try Self.read(stored, "moment").get() == stored)
  }

  @Test(
    "What is no moment is refused",
    arguments: [
      "2026-11-28", "115/11/28", "2026-11-28 24:00", "2026-11-28T13:50:05.123Z", "2026-11-28T13:50+25:00", "115 11 28",
      "26/11/28 13:50", "0/1/1 13:50", "2026-11-28 13:5", "13:50Z", "2026-W48-6 13:50", "131", "t", "明天 13:50", "",
    ])
  func noMoments(_ text: String) throws {
    #expect(refusal(text, "moment") != nil, "\(text) was read")
  }

  @Test("A moment with a doubtful year names the days that it could be")
  func doubtfulMoment() throws {
    #expect(try #require(refusal("26/11/28 13:50", "moment")).readings == ["1937-11-28", "2026-11-28"])
  }

  @Test(
    "A time alone is one of today, or the nearest on the side that the field expects",
    arguments: [
      ("1500", nil, "2026-11-22T15:00+08:00"), ("1300", Field.Expectation.past, "2026-11-22T13:00+08:00"),
      ("23:50", nil, "2026-11-22T23:50+08:00"), ("15:00", .future, "2026-11-22T15:00+08:00"),
      ("0100", .future, "2026-11-23T01:00+08:00"), ("1420", .future, "2026-11-22T14:20+08:00"),
    ] as [(String, Field.Expectation?, String)])
  func timeAlone(_ text: String, _ expects: Field.Expectation?, _ expected: String) throws {
    #expect(try Self.read(text, "moment") { $0.expects = expects }.get() == expected)
  }

  @Test("A time alone on the wrong side of now is refused with both readings")
  func doubtfulTime() throws {
    let late = try #require(refusal("15:00", "moment") { $0.expects = .past })
    #expect(late.readings == ["2026-11-22T15:00+08:00", "2026-11-21T15:00+08:00"])
    let early = try #require(refusal("0900", "moment") { $0.expects = .future })
    #expect(early.readings == ["2026-11-22T09:00+08:00", "2026-11-23T09:00+08:00"])
  }

  // MARK: - Numbers

  @Test(
    "A number is read with its sign, its point and its thousands",
    arguments: [
      ("1,234", "1234"), ("１，２３４", "1234"), ("1,234,567.5", "1234567.5"), ("１２３４", "1234"), ("＋５", "5"), ("+5", "5"),
      ("-5", "-5"), ("－５", "-5"), ("−5", "-5"), ("７．５", "7.5"), ("0", "0"), ("0.0", "0"), (".5", "0.5"), (" 12 ", "12"),
      ("12\u{200B}", "12"), ("007", "7"), ("-1,234", "-1234"), ("999,999", "999999"),
    ])
  func numbers(_ text: String, _ expected: String) throws {
    #expect(try Self.read(text, "number").get() == expected)
  }

  @Test(
    "What is no number is refused",
    arguments: [
      "1,5", "23，5", "1,,234", "1,2,3,4", "5,", ",5", "1.234,5", "1,23", "1,2345", "1234,567", "0,123", "12,34,567",
      "1e5", "0x10",
      "1_000", "1 234", "5.", "1.2.3", "--5", "+-5", "5-", "(5)", "一百", "五", "5台", "23.5°C", "５０％", "½", "٣", "NaN",
      "inf", "∞",
      "23。5", "23、5", "1;5", "-", "+", ".", "1,234,", "1.000,00", "NT$5",
    ])
  func noNumbers(_ text: String) throws {
    let problem = try #require(refusal(text, "number"), "\(text) was read")
    #expect(!problem.message.zh.isEmpty && !problem.message.en.isEmpty)
  }

  @Test(
    "A comma that parts no thousands is refused with both readings",
    arguments: [
      ("1,5", ["1.5", "15"]), ("23，5", ["23.5", "235"]), ("1.234,5", ["1234.5", "1.2345"]),
      ("0,123", ["0.123", "123"]),
    ])
  func commas(_ text: String, _ readings: [String]) throws {
    let problem = try #require(refusal(text, "number"))
    #expect(problem.readings == readings)
    for reading in readings { #expect(problem.message.zh.contains(reading) && problem.message.en.contains(reading)) }
  }

  @Test("The unit that stands beside a number may be typed, another one not")
  func units() throws {
    let degrees = { (field: inout Field) in field.unit = Phrase(verbatim: "°C") }
    let people = { (field: inout Field) in field.unit = Phrase(zh: "人", en: "people") }
    #expect(try Self.read("23.5 °C", "number", degrees).get() == "23.5")
    #expect(try Self.read("５人", "number", people).get() == "5")
    #expect(try Self.read("5 people", "number", people).get() == "5")
    for text in ["5台", "5 人次", "人", "23.5°F"] { #expect(refusal(text, "number", people) != nil, "\(text) was read") }
  }

  // MARK: - Text

  @Test(
    "A line keeps its text; a line break in it is refused and named",
    arguments: ["甲\n乙", "甲\r\n乙", "甲\r乙", "甲\u{2028}乙", "甲\u{2029}乙", "甲\u{85}乙", "甲\u{0B}乙", "甲\u{0C}乙"])
  func lines(_ text: String) throws {
    #expect(refusal(text, "text") != nil)
    guard text != "甲\n乙", text != "甲\r\n乙" else {
      #expect(try Self.read(text, "paragraph").get() == "甲\n乙")
      return
    }
    let code = try #require(text.unicodeScalars.dropFirst().first).value
    let name = String(code, radix: 16, uppercase: true)
    #expect(try #require(refusal(text, "paragraph")).message.zh.contains(name))
  }

  @Test("What is saved other than it was typed is said", arguments: ["text", "paragraph"])
  func outerBlanks(_ type: String) throws {
    let field = Sample.field("x", type)
    for text in ["甲 ", "甲\t", "甲\u{3000}乙\u{A0}"] where type == "text" || !text.hasSuffix("\u{A0}") {
      let stored = try field.type.read(text, field, Self.context).get()
      #expect(field.type.note(text, as: stored, field) != nil)
      #expect(field.type.note(stored, as: stored, field) == nil)
    }
  }

  @Test("What is typed into a record is noted where the record does not show it")
  func notes() throws {
    var form = Sample.incident
    form.sections[0].fields[0].spelling = .upper
    let entry = Entry(form: form, now: Sample.now, me: Sample.me, records: FieldTypeTests.people)
    let typed = Content.of(
      ["title": "ｃｖｅ 1", "ended_at": "1122 1500", "reason": "甲\r\n乙", "level": "最", "handler": "小明", "plan": " "])
    let (read, notes) = entry.readNoting(typed)
    #expect(read["title"] == ["CVE 1"] && read["ended_at"] == ["2026-11-22T15:00+08:00"] && read["reason"] == ["甲\n乙"])
    #expect(notes.map(\.place) == ["title", "ended_at", "level", "reason", "handler", "plan"].map { .field($0) })
    #expect(notes.allSatisfy { $0.severity == .note && !$0.blocks })
    #expect(notes[1].message.en.contains("2026-11-22 15:00") && notes[4].message.zh.contains("wang 王小明"))
    #expect(entry.readNoting(read).notes.isEmpty)
  }

  // MARK: - Codes and names

  @Test("A code is taken in full-width letters and with any hyphen, in capitals where it is written so")
  func codes() throws {
    let plain = { (field: inout Field) in field.spelling = .plain }
    let upper = { (field: inout Field) in field.spelling = .upper }
    for text in [
      "ＣＶＥ－２０１６－２１８３", "cve-2016-2183", "CVE‑2016‑2183", "cve–2016–2183", "ＣＶＥ—２０１６—２１８３", "CVE-2016\u{200B}-2183",
    ] {
      #expect(try Self.read(text, "text", upper).get() == "CVE-2016-2183")
    }
    #expect(try Self.read("ｌｉｎ．ｘｍ", "text", plain).get() == "lin.xm")
    #expect(try Self.read("１９２．０．２．１０", "text", plain).get() == "192.0.2.10")
    // Any other text stays as it is.
    #expect(try Self.read("ＣＶＥ－２０１６", "text").get() == "ＣＶＥ－２０１６")
  }

  @Test(
    "People, units, records, choices and yes or no are found whatever the input method gives",
    arguments: [
      ("ｗａｎｇ", "person", "wang 王小明"), ("ＷＡＮＧ", "person", "wang 王小明"), ("王小\u{200B}明", "person", "wang 王小明"),
      ("Ｗａｎｇ", "person", "wang 王小明"), ("ｉｔ", "unit", "IT 資訊處"), ("ＩＮＣ－１１５－０００１", "reference", "INC-115-0001"),
      ("inc‑115‑0001", "reference", "INC-115-0001"), ("ｌｏｗ", "choice", "low"), ("Ｙ", "yes-no", "yes"),
      ("０", "yes-no", "no"),
    ])
  func ids(_ text: String, _ type: String, _ expected: String) throws {
    #expect(try Self.read(text, type).get() == expected)
  }

  @Test("Of two people with one name the ids are given")
  func sameName() throws {
    var people = FieldTypeTests.people
    people.all.append(RecordValue(number: "wang1", form: "person", version: 1, content: .of(["name": "王小明"])))
    let field = Sample.field("x", "person")
    for hasKeys in [true, false] {
      let setting = ReadingContext(now: Sample.now, records: people, hasKeys: hasKeys)
      guard case .failure(let problem) = field.type.read("王小明", field, setting) else {
        Issue.record("one was guessed")
        return
      }
      for id in ["wang 王小明", "wang1 王小明"] {
        #expect(problem.message.zh.contains(id) && problem.message.en.contains(id))
      }
      #expect(try field.type.read("wang1", field, setting).get() == "wang1 王小明")
    }
  }

  @Test("By command no refusal speaks of keys", arguments: FieldTypes.all.map(\.id))
  func withoutKeys(_ id: String) throws {
    let setting = ReadingContext(now: Sample.now, records: FieldTypeTests.people, hasKeys: false)
    let field = Sample.field("x", id, choices: Sample.levels)
    for text in ["沒有這個", "hi", "\u{1B}", "1,5", "26/11/28", "low、high", "a"] {
      guard case .failure(let problem) = field.type.read(text, field, setting) else { continue }
      for message in [problem.message.zh, problem.message.en] {
        for key in ["{pick}", "F4", "Alt+", "Ctrl+"] { #expect(!message.contains(key), "\(message)") }
      }
    }
  }

  @Test("Several choices in one are told to be given one by one")
  func severalChoices() throws {
    let setting = ReadingContext(now: Sample.now, records: NoRecords(), hasKeys: false)
    let field = Sample.field("roles", "choices", choices: Sample.levels)
    guard case .failure(let problem) = field.type.read("low、high", field, setting) else { return }
    #expect(problem.message.zh.contains("--set roles=low --set roles=high"))
  }

  @Test(
    "A name with a character that is not seen is refused and the character is named; other text keeps it",
    arguments: [
      "王\u{202E}明", "王\u{200B}明", "王\u{2066}明", "王\u{AD}明", "王\u{FEFF}明", "王\u{200D}明", "王\u{3164}明", "王\u{E0041}明",
    ])
  func names(_ text: String) throws {
    let name = { (field: inout Field) in field.spelling = .name }
    let code = try #require(text.unicodeScalars.dropFirst().first).value
    #expect(try #require(refusal(text, "text", name)).message.en.contains(String(code, radix: 16, uppercase: true)))
    #expect(try Self.read(text, "text").get() == text)
    // Which variant of a character is meant is part of a name.
    #expect(try Self.read("葛\u{E0100}城", "text", name).get() == "葛\u{E0100}城")
  }
}
