import Domain
import Testing

@Suite("A form being filled in")
struct EntryTests {
  let entry = Sample.entry()

  private func filled() -> Content {
    entry.withDefaults(Content.of(["title": "郵件", "level": "low", "known_at": "2026-11-22T10:00+08:00"]))
  }

  @Test("starts with its defaults and keeps what was given")
  func defaults() {
    let content = entry.withDefaults(Content.of(["title": "郵件"]))
    #expect(content["known_at"] == ["2026-11-22T14:20+08:00"])
    #expect(content["secret"] == ["no"])
    #expect(content["title"] == ["郵件"])
    #expect(entry.newRow(of: entry.form.field("items") ?? Sample.field("x", "rows"), in: content)["qty"] == ["1"])
  }

  @Test("gives what comes to be asked for its default, and leaves empty what was emptied")
  func laterDefaults() {
    let form = Form(
      id: "decision", version: 1, title: Phrase(verbatim: "d"), number: "D-{serial}", list: [],
      sections: [
        Section(
          id: "s", title: Phrase(verbatim: "s"),
          fields: [
            Sample.field("title", "text", default: "'new'"), Sample.field("level", "choice", choices: Sample.levels),
            Sample.field("days", "number", default: "3", when: "level = 'high'"),
            Sample.field("late", "yes-no", default: "days > 2", when: "days > 1"),
          ])
      ])
    let entry = Entry(form: form, now: Sample.now, me: Sample.me, records: NoRecords())
    let start = entry.withDefaults()
    #expect(start == Content.of(["title": "new"]))
    let typed = Content.of(["level": "高"])
    let full = entry.withDefaults(typed, askedForSince: start)
    #expect(full == Content.of(["level": "高", "days": "3", "late": "yes"]))
    #expect(entry.withDefaults(start, askedForSince: start) == start)
  }

  @Test("numbers rows that are given from one on, and reads what their defaults depend on")
  func rowDefaults() {
    let form = Form(
      id: "plan", version: 1, title: Phrase(verbatim: "p"), number: "P-{serial}", list: [],
      sections: [
        Section(
          id: "s", title: Phrase(verbatim: "s"),
          fields: [
            Sample.field("ended", "moment"),
            Sample.field(
              "rows", "rows",
              columns: [
                Sample.field("no", "number", default: "row"), Sample.field("seen", "day", default: "date(ended)"),
                Sample.field("what", "text"),
              ]),
          ])
      ])
    let entry = Entry(form: form, now: Sample.now, me: Sample.me, records: NoRecords())
    var typed = Content.of(["ended": "2026-11-16 15:30"])
    typed[rows: "rows"] = [Row(["what": "a"]), Row(["what": "b", "no": "7"])]
    let full = entry.withDefaults(typed, askedForSince: entry.withDefaults())
    #expect(full[rows: "rows"].map { $0["no"] } == [["1"], ["7"]])
    #expect(full[rows: "rows"].map { $0["seen"] } == [["2026-11-16"], ["2026-11-16"]])
  }

  @Test("computes fields, columns and what depends on them")
  func computes() {
    var content = filled()
    content["ended_at"] = ["2026-11-22T11:00+08:00"]
    content[rows: "items"] = [
      Row(["name": "a", "qty": "2", "price": "3"]), Row(["name": "b", "qty": "11", "price": "1"]),
    ]
    let settled = entry.settled(content)
    #expect(settled["minutes"] == ["60"])
    #expect(settled["due"] == ["2026-12-22"])
    #expect(settled[rows: "items"].map { $0["total"] } == [["6"], ["11"]])
    #expect(settled["sum"] == ["17"])
    #expect(settled["many"] == ["1"])
    #expect(settled[rows: "items"].map { $0["place"] } == [["1/2"], ["2/2"]])
  }

  @Test("hides fields and sections, and empties them when it is settled")
  func hides() {
    var content = filled()
    content["level"] = ["high"]
    content["reason"] = ["因為"]
    #expect(entry.settled(content)["reason"] == ["因為"])
    content["level"] = ["low"]
    #expect(entry.settled(content)["reason"] == [])
    content[rows: "items"] = [Row(["name": "a", "qty": "1"])]
    content["secret"] = ["yes"]
    let settled = entry.settled(content)
    #expect(settled[rows: "items"] == [])
    #expect(settled["sum"] == [])
    #expect(entry.visible(in: settled).map(\.section.id) == ["what"])
  }

  @Test("finds what is missing, unreadable and against a check, in the order of the form")
  func findings() {
    var content = filled()
    content["title"] = ["一二三四五六七八九十十一"]
    content["ended_at"] = ["2026-11-22T09:00+08:00"]
    content["level"] = ["highest"]
    content[rows: "items"] = [Row(["name": "a", "qty": "11"]), Row(["qty": "many"])]
    let found = entry.findings(entry.settled(content))
    #expect(
      found.map(\.place) == [
        .field("title"), .field("ended_at"), .field("reason"), .field("items", row: 0, column: "note"),
        .field("items", row: 1, column: "name"), .field("items", row: 1, column: "qty"),
      ])
    #expect(found.map(\.rule) == ["check", "check", "required", "required", "required", "type"])
    #expect(!found.contains { !$0.blocks })
  }

  @Test("has nothing to say about a sound content")
  func sound() {
    #expect(entry.findings(entry.settled(filled())) == [])
  }

  @Test("reads what people type and keeps what it cannot read")
  func reads() {
    let typed = Content.of([
      "title": "  郵件  ", "known_at": "1122 0930", "level": "最高", "secret": "y", "ended_at": "gestern",
    ])
    let read = entry.read(typed)
    #expect(read["title"] == ["郵件"])
    #expect(read["known_at"] == ["2026-11-22T09:30+08:00"])
    #expect(read["level"] == ["highest"])
    #expect(read["secret"] == ["yes"])
    #expect(read["ended_at"] == ["gestern"])
  }

  @Test("gives the same order of fields whatever the order they were filled in")
  func arranged() {
    let one = Content.of(["level": "low", "title": "a", "zz": "1", "aa": "2"])
    let other = Content.of(["aa": "2", "zz": "1", "title": "a", "level": "low"])
    #expect(entry.form.arranged(one) == entry.form.arranged(other))
    #expect(entry.form.arranged(one).fields.map(\.id) == ["title", "level", "aa", "zz"])
  }

  @Test("makes numbers from the pattern")
  func numbers() {
    let day = Day("2026-11-22") ?? Sample.now.day
    let content = Content.of(["unit": "it 資訊組", "id": "wang"])
    #expect(NumberTemplate.expand("INC-{roc}-{serial}", on: day, site: "main", content: content) == "INC-115-{serial}")
    #expect(NumberTemplate.expand("{year}/{site}-{unit}", on: day, site: "main", content: content) == "2026/main-it")
    #expect(
      NumberTemplate.expand("INC-{roc}-{serial}", on: day, site: "main", content: content, isGregorian: true)
        == "INC-2026-{serial}")
    #expect(NumberTemplate.expand("{id}", on: day, site: "main", content: content) == "wang")
  }
}
