import Domain
import Testing

/// Every field type keeps the same promises; a new one is tested by standing in the list.
@Suite("Every field type")
struct FieldTypeTests {
  static let people = Table(
    all: [
      RecordValue(number: "wang", form: "person", version: 1, content: Content.of(["name": "王小明", "name_en": "Wang"])),
      RecordValue(number: "chen", form: "person", version: 1, content: Content.of(["name": "陳美麗"])),
      RecordValue(number: "IT", form: "unit", version: 1, content: Content.of(["name": "資訊處"])),
      RecordValue(number: "INC-115-0001", form: "incident", version: 1, content: Content.of(["title": "x"])),
    ])
  static let context = ReadingContext(now: Sample.now, records: people)
  static let hash = String(repeating: "0a", count: 32)

  /// For each type a text that people type, and what is stored.
  static let typed: [String: (String, String)] = [
    "text": (" a b ", "a b"), "paragraph": ("a \nb\n\n", "a\nb"), "number": ("１,234.50", "1234.5"),
    "day": ("115/11/22", "2026-11-22"), "time": ("1350", "13:50"), "moment": ("t 0900", "2026-11-22T09:00+08:00"),
    "yes-no": ("是", "yes"), "choice": ("最", "highest"), "choices": ("LOW", "low"), "person": ("小明", "wang 王小明"),
    "unit": ("資訊", "IT 資訊處"), "reference": ("inc-115-0001", "INC-115-0001"),
    "references": ("INC-115-0001", "INC-115-0001"),
    "file": ("sha256:\(hash) 12 截 圖.png", "sha256:\(hash) 12 截 圖.png"), "rows": ("", ""),
    "time-zone": (" +08:00 ", "+08:00"),
  ]

  @Test("reads what people type, and what it stored", arguments: FieldTypes.all.map(\.id))
  func reads(_ id: String) throws {
    let type = try #require(FieldTypes[id])
    let (text, stored) = try #require(Self.typed[id], "a new type needs a line in the table above")
    guard id != "rows" else { return }
    let field = Sample.field("x", id, choices: Sample.levels)
    #expect(try type.read(text, field, Self.context).get() == stored)
    #expect(try type.read(stored, field, Self.context).get() == stored)
    #expect(type.value(stored, field) != nil)
    #expect(!type.shown(stored, field, .zhTW).isEmpty && !type.shown(stored, field, .en).isEmpty)
  }

  @Test("says in both languages what may be typed", arguments: FieldTypes.all.map(\.id))
  func describes(_ id: String) throws {
    let type = try #require(FieldTypes[id])
    for phrase in [type.name, type.format] { #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty) }
  }

  @Test("gives a reason for what it cannot read, or reads any text", arguments: FieldTypes.all.map(\.id))
  func refuses(_ id: String) throws {
    let type = try #require(FieldTypes[id])
    let field = Sample.field("x", id, choices: Sample.levels)
    for text in ["\u{1B}[31m", "壞\u{202E}字", String(repeating: "9", count: 10_000), "👩‍💻", "-", ".", "1e9"] {
      switch type.read(text, field, Self.context) {
      case .success(let stored): #expect(type.value(stored, field) != nil || stored.isEmpty)
      case .failure(let problem): #expect(!problem.message.zh.isEmpty && !problem.message.en.isEmpty)
      }
    }
  }

  @Test("Text with a control character is refused, and the character is named", arguments: ["text", "paragraph"])
  func controlCharacters(_ id: String) throws {
    let type = try #require(FieldTypes[id])
    for (text, code) in [
      ("a\u{1B}[31m", "U+001B"), ("\u{85}x\u{9B}", "U+0"), ("x\u{7F}", "U+007F"), ("\u{0}", "U+0000"),
    ] {
      guard case .failure(let problem) = type.read(text, Sample.field("x", id), Self.context) else {
        Issue.record("\(text.debugDescription) was taken")
        continue
      }
      #expect(problem.message.en.contains(code))
    }
    #expect(try type.read("一\t二", Sample.field("x", id), Self.context).get() == "一\t二")
  }

  @Test("A choice that fits several items is refused, an exact one taken")
  func ambiguousChoice() {
    let field = Sample.field("x", "choice", choices: Sample.levels)
    guard case .failure(let problem) = ChoiceType().read("hi", field, Self.context) else {
      Issue.record("was taken")
      return
    }
    #expect(problem.message.en.contains("fits 2 items"))
    #expect((try? ChoiceType().read("高", field, Self.context).get()) == "high")
  }

  @Test("A reference to a record of another form is refused and names the forms wanted")
  func otherForm() {
    let field = Sample.field("x", "reference", targets: ["incident"])
    guard case .failure(let problem) = ReferenceType().read("wang", field, Self.context) else {
      Issue.record("was taken")
      return
    }
    #expect(problem.message.en.contains("Incident"))
  }
}
