import Domain
import FileStore
import TestKit
import Testing

@Suite("Reading the journal")
struct JournalTests {

  @Test("The newest entry comes first, with who, what and about what")
  func newestFirst() throws {
    let test = try TestStore()
    let saved = try test.save("一")
    try test.store.appendEntry(
      action: .export, by: Cast.lin,
      details: [
        Content.Field(id: "About", values: [saved.record]), Content.Field(id: "Of_version", values: ["1"]),
        Content.Field(id: "File", values: ["a.jpg"]),
      ])
    let page = try test.reopened().journal()
    #expect(page.items.map(\.sequence) == [3, 2, 1] && page.olderThan == nil && page.damaged == 0)
    let (export, save) = (page.items[0], page.items[1])
    #expect(export.person == Cast.lin && export.action == .export && !export.isSave)
    #expect(export.subject == saved.record && export.version == 1)
    #expect(export.about.zh == "\(saved.record) v1；檔案：a.jpg" && export.about.en == "\(saved.record) v1; file: a.jpg")
    #expect(save.isSave && save.seal == saved.seal && save.form == "incident-notice" && save.subject == saved.record)
  }

  @Test("Every kind of entry that FORMAT names, and every line of the first entry, has a name for people")
  func names() throws {
    let test = try TestStore()
    let format = try TestFiles.text("\(test.root)/FORMAT")
    let table =
      format.components(separatedBy: "Entries about no record\n").last?
      .components(separatedBy: "Times\n").first ?? ""
    // A row is indented by two, and begins with one name or several.
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    let names = rows.flatMap { row in
      let head = row.dropFirst(2).components(separatedBy: "  ")[0]
      return head.components(separatedBy: ", ").filter { $0.allSatisfy { $0.isLowercase || $0 == "_" } }
    }
    #expect(names.count > 20 && names.contains("store_changed") && names.contains("disk_full"), "\(names)")
    for name in names {
      let label = Action(rawValue: name).label
      #expect(label.zh != name && label.zh != label.en, "\(name)")
    }
    let first = try #require(try test.store.journal().items.last)
    for detail in first.details {
      let label = JournalLine.label(detail.id)
      #expect(label.zh != detail.id, "\(detail.id)")
    }
  }

  @Test("Whole days are read until there are enough, and older ones after them")
  func days() throws {
    let test = try TestStore()
    for day in ["2026-11-23", "2026-11-24", "2026-11-25"] {
      test.clock.set("\(day)T10:00:00+08:00")
      try test.save("甲")
      try test.save("乙")
    }
    let first = try test.store.journal(enough: 1)
    #expect(first.items.map(\.sequence) == [7, 6] && first.olderThan == Day("2026-11-25"))
    let second = try test.store.journal(before: first.olderThan, enough: 3)
    #expect(second.items.map(\.sequence) == [5, 4, 3, 2] && second.olderThan == Day("2026-11-23"))
    let between = JournalQuery(from: Day("2026-11-24"), to: Day("2026-11-24"))
    #expect(try test.store.journal(between).items.map(\.sequence) == [5, 4])
  }

  @Test("Conditions leave out what does not fit")
  func conditions() throws {
    let test = try TestStore()
    let saved = try test.save("一")
    let wang = saved.savedBy
    try test.store.appendEntry(
      action: .refused, by: wang, details: [Content.Field(id: "Cause", values: ["right"])])
    try test.store.appendEntry(
      action: Action(rawValue: "credential_set"), by: wang,
      details: [Content.Field(id: "Person", values: [Cast.lin.text])])
    try test.store.appendEntry(action: .logOut, by: Cast.lin)
    func found(_ query: JournalQuery) throws -> [Int] { try test.store.journal(query).items.map(\.sequence) }
    #expect(try found(JournalQuery(withSaves: false)) == [5, 4, 3, 1])
    #expect(try found(JournalQuery(person: "lin")) == [5, 4])
    #expect(try found(JournalQuery(doneBy: "lin")) == [5])
    #expect(try found(JournalQuery(actions: [.refused, .logOut])) == [5, 3])
    #expect(try found(JournalQuery(subject: saved.record)) == [2])
    #expect(try found(JournalQuery(words: ["拒絕"])) == [3])
    #expect(try found(JournalQuery(words: ["LOG", "林"])) == [5])
    #expect(try found(JournalQuery(words: ["log", "王"])) == [])
  }

  @Test("Bytes that are no entry are counted, and everything around them is read")
  func damage() throws {
    let test = try TestStore()
    try test.save("一")
    let second = try test.save("二")
    try test.save("三")
    let path = test.root + "/journal/main/2026/2026-11-22.rec"
    let text = String(decoding: try TestFiles.read(path), as: UTF8.self)
    let altered = text.replacing("Record: \(second.record)", with: "Record: INC-115-0009")
    try TestFiles.write(Array(altered.utf8), path)
    let page = try test.reopened(cache: test.folder + "/other").journal()
    #expect(page.items.map(\.sequence) == [4, 2, 1] && page.damaged == 1)
  }
}
