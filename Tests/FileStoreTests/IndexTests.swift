import Domain
import FileStore
import TestKit
import Testing

@Suite("Index")
struct IndexTests {
  private static let texts = [
    "郵件主機遭入侵", "機房空調異常", "備份磁帶送異地存放", "Mail server restarted after backup", "權限審查，帳號停用", "ＦＵＬＬ width 備份",
    "單", "單一字", "測試郵件server混排", "第一段\n第二段\tTab",
  ]

  private func fill(_ test: TestStore) throws {
    for (place, text) in Self.texts.enumerated() {
      try test.save(text, more: [Content.Field(id: "level", values: [String(place * 7 % 10)])])
    }
  }

  @Test(
    "the answers stay right whatever happens to the index", .enabled(if: Machine.has("sqlite3"), "needs sqlite3"),
    arguments: [
      "deleted", "emptied", "garbage", "newer", "other store", "old copy", "wal lost", "half", "folder is a file",
      "columns",
    ])
  func neverTrusted(fault: String) throws {
    let test = try TestStore()
    let index = test.cache + "/index.sqlite"
    do {
      let store = try test.reopened()
      for text in Self.texts.prefix(4) { try test.save(text, in: store) }
    }
    let old = try TestFiles.read(index)
    let oldLog = try? TestFiles.read(index + "-wal")
    var versions: [Version] = []
    do {
      let store = try test.reopened()
      for text in Self.texts.dropFirst(4) { versions.append(try test.save(text, in: store)) }
      versions.append(try test.amend(versions[0], "改", status: .void, in: store))
    }
    let expected = try Answers(test.reopened(cache: test.folder + "/fresh"))
    var cache = test.cache
    switch fault {
    case "deleted": TestFiles.removeFile(index)
    case "emptied": try TestFiles.write([], index)
    case "garbage": try TestFiles.write(Array(repeating: 0x5A, count: 100_000), index)
    case "newer": try TestFiles.run("/usr/bin/sqlite3", [index, "PRAGMA user_version = 99"])
    case "other store":
      try TestFiles.run("/usr/bin/sqlite3", [index, "UPDATE meta SET value = 'x' WHERE key = 'store'"])
    case "old copy":
      try TestFiles.write(old, index)
      if let oldLog { try TestFiles.write(oldLog, index + "-wal") }
    case "wal lost": TestFiles.removeFile(index + "-wal")
    case "half":
      let bytes = try TestFiles.read(index)
      try TestFiles.write(Array(bytes.prefix(bytes.count / 2)), index)
    case "columns": try TestFiles.run("/usr/bin/sqlite3", [index, "DROP TABLE record"])
    default:
      cache = test.folder + "/file"
      try TestFiles.write([1], cache)
    }
    let store = try test.reopened(cache: cache)
    #expect(try Answers(store) == expected)
    #expect(try test.save("新", in: store).record == "INC-115-0011")
    #expect(try store.verify().isClean)
  }

  @Test("an index that is damaged while the store is open is made again")
  func damagedWhileOpen() throws {
    let test = try TestStore()
    try fill(test)
    let expected = try Answers(test.store)
    var source = SeededGenerator(seed: 5)
    let index = test.cache + "/index.sqlite"
    for _ in 0..<6 {
      let store = try test.reopened()
      var bytes = try TestFiles.read(index)
      for _ in 0..<40 where bytes.count > 4096 {
        // Whole pages become noise, so that structure is hit.
        let page = Int.random(in: 0..<(bytes.count / 4096), using: &source) * 4096
        for place in page..<(page + 64) { bytes[place] = UInt8.random(in: 0...255, using: &source) }
      }
      try TestFiles.write(bytes, index)
      TestFiles.removeFile(index + "-wal")
      TestFiles.removeFile(index + "-shm")
      let fresh = try test.reopened()
      #expect(try Answers(fresh) == expected)
      _ = store
    }
  }

  @Test("other definitions make the index again")
  func fingerprint() throws {
    let test = try TestStore()
    try fill(test)
    var indexer = TestIndexer()
    indexer.fingerprint = "2"
    indexer.columns = [ListColumn(id: "level", isNumber: true)]
    let store = try test.reopened(indexer: indexer)
    #expect(
      try store.list(ListQuery(form: "incident-notice")).rows.map(\.columns) == (0..<10).map { ["\($0 * 7 % 10)"] })
  }

  @Test("every part of a Chinese text of one to four characters is found where it stands, and nowhere else")
  func chinese() throws {
    let test = try TestStore()
    try fill(test)
    func found(_ word: String) throws -> [String] {
      try test.store.search(word, limit: 100).map { $0.columns[0] }.sorted()
    }
    for text in Self.texts {
      let characters = Array(text)
      for length in 1...4 {
        for start in characters.indices where start + length <= characters.count {
          let part = characters[start..<(start + length)]
          guard part.allSatisfy({ $0.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }) else {
            continue
          }
          let word = String(part)
          #expect(try found(word) == Self.texts.filter { $0.contains(word) }.sorted(), "\(word)")
        }
      }
    }
  }

  @Test(
    "words are found by their beginnings, numbers by their parts, forms of letters alike",
    arguments: [
      ("mail", 1), ("MAIL", 1), ("serv", 2), ("server", 2), ("erver", 0), ("backup server", 1), ("full", 1),
      ("Ｆull", 1),
      ("INC-115-0003", 1), ("inc-115", 10), ("0003", 1), ("115-0003", 1), ("郵件server", 1), ("郵件 server", 1),
      ("備份 width", 1),
      ("入侵遭", 0), ("", 0), ("\"", 0), ("* OR", 0), ("審查，帳號", 1), ("審查帳號", 0), ("二段", 1), ("段第", 1), ("NOT", 0),
      ("單", 2),
    ])
  func words(typed: String, count: Int) throws {
    let test = try TestStore()
    try fill(test)
    #expect(try test.store.search(typed).count == count)
  }

  /// Texts as an input method, Word or a PDF writes them, and what somebody types who looks for them.
  private static let written = [
    ("⾨鎖壞了", "門鎖"), ("⽂件遺失", "文件"), ("⻑官室", "長官"), ("葛\u{E0100}城", "葛城"), ("機\u{200B}櫃門", "機櫃門"), ("空調\n未開", "空調未開"),
    ("soft\u{AD}ware", "software"), ("cafe\u{301}", "café"), ("\u{F9DC}口", "\u{9686}口"),
    ("CVE‑2016‑2183", "CVE-2016-2183"),
    ("ＩＳＯ　２７００１", "iso 27001"), ("王\u{2060}大明", "王大明"), ("\u{FEFF}標題列", "標題列"), ("伺\u{200D}服器", "伺服器"),
  ]

  @Test("what looks alike is found, listed, filtered and looked up alike, with an index of the save and a new one")
  func written() throws {
    let test = try TestStore()
    var numbers: [String: String] = [:]
    for (text, _) in Self.written { numbers[text] = try test.save(text).record }
    for store in [test.store, try test.reopened(), try test.reopened(cache: test.folder + "/new")] {
      for (text, plain) in Self.written {
        for word in [plain, text] {
          #expect(try store.search(word).map(\.number) == [numbers[text]], "\(word)")
          #expect(try store.list(ListQuery(filter: word)).rows.map(\.number) == [numbers[text]], "\(word)")
        }
        let whole = text == "ＩＳＯ　２７００１" ? "ISO 27001" : SearchForm.of(text)
        #expect(try store.list(ListQuery(columnEquals: [0: whole])).rows.map(\.number) == [numbers[text]], "\(whole)")
        // What is shown is what was typed, composed.
        #expect(try store.version(numbers[text] ?? "")?.content["title"] == [text])
      }
    }
  }

  @Test("what a save gives back is what is read again, to the last byte")
  func canonical() throws {
    let test = try TestStore()
    let new = NewVersion(
      form: FormReference(id: "incident-notice", version: 3), title: "t", record: .numbered(.incidents),
      action: .create,
      savedBy: PersonName(id: "wang", name: "Rene\u{301}"), reason: "cafe\u{301}",
      content: Content(
        fields: [Content.Field(id: "title", values: ["e\u{301}\u{F9DC}"])],
        tables: [Content.Table(id: "rows", rows: [Row(["x": "o\u{308}"])])]))
    let saved = try test.store.save(new).version
    let read = try #require(try test.reopened(cache: test.folder + "/new").version(saved.record))
    #expect(read == saved)
    for (left, right) in zip(
      [saved.savedBy.name, saved.reason ?? "", saved.content["title"][0], saved.content[rows: "rows"][0]["x"][0]],
      ["René", "café", "é\u{9686}", "ö"])
    {
      #expect(Array(left.utf8) == Array(right.utf8))
    }
    #expect(Array((read.content["title"].first ?? "").utf8) == Array(saved.content["title"][0].utf8))
  }

  @Test("only the newest version is found")
  func newestOnly() throws {
    let test = try TestStore()
    let first = try test.save("舊內容 oldword")
    try test.amend(first, "新內容 newword")
    #expect(try test.store.search("oldword").isEmpty && test.store.search("舊").isEmpty)
    #expect(try test.store.search("newword").map(\.number) == [first.record])
    #expect(try test.store.search("內容").count == 1)
    let rebuilt = try test.reopened(cache: test.folder + "/x")
    #expect(try rebuilt.search("oldword").isEmpty && rebuilt.search("內容").count == 1)
  }

  @Test("lists are sorted, filtered, counted and paged")
  func lists() throws {
    let test = try TestStore()
    try fill(test)
    let form = "incident-notice"
    func numbers(_ query: ListQuery) throws -> [Int] {
      try test.store.list(query).rows.compactMap { Int($0.number.suffix(4)) }
    }
    #expect(try numbers(ListQuery(form: form)) == Array(1...10))
    #expect(try numbers(ListQuery(form: form, ascending: false, offset: 2, limit: 3)) == [8, 7, 6])
    #expect(try test.store.list(ListQuery(form: form, offset: 8, limit: 5)).total == 10)
    #expect(try numbers(ListQuery(form: form, sort: .column(1))) == [1, 4, 7, 10, 3, 6, 9, 2, 5, 8])
    #expect(try numbers(ListQuery(form: form, columnEquals: [1: "7"])) == [2])
    #expect(try numbers(ListQuery(form: form, filter: "備份")) == [3, 6])
    #expect(try numbers(ListQuery(form: form, filter: "備份 width")) == [6])
    #expect(try numbers(ListQuery(form: form, filter: "0003")) == [3])
    #expect(try numbers(ListQuery(form: form, filter: "erver")) == [4, 9])
    #expect(try numbers(ListQuery(form: form, filter: "100%")) == [])
    #expect(try numbers(ListQuery(form: form, filter: "_")) == [])
    #expect(try numbers(ListQuery(form: "other")) == [])
    let second = try #require(try test.store.version("INC-115-0002"))
    try test.amend(second, "改", status: .void)
    #expect(try numbers(ListQuery(form: form, statuses: [.void])) == [2])
    #expect(try numbers(ListQuery(sort: .savedAt, ascending: false, limit: 1)) == [2])
    let count = try test.store.count(form)
    #expect(count.records == 10 && count.void == 1)
    #expect(try test.store.count("other").records == 0)
  }

  @Test("numbers are sorted as numbers")
  func natural() throws {
    let test = try TestStore()
    for number in ["A-10", "A-9", "A-100", "B-1", "A-9-2", "A-9-10"] { try test.save("x", number: .named(number)) }
    let rows = try test.store.list(ListQuery()).rows.map(\.number)
    #expect(rows == ["A-9", "A-9-2", "A-9-10", "A-10", "A-100", "B-1"])
  }

  @Test("what a record is linked from follows the newest versions")
  func links() throws {
    let test = try TestStore()
    let target = try test.save("目標")
    let source = try test.save("來源", more: [Content.Field(id: "related", values: [target.record, "X-9"])])
    #expect(try test.store.linksTo(target.record).map(\.from) == [source.record])
    var content = source.content
    content["related"] = []
    _ = try test.store.save(.incident(.existing(source.record, base: 1), content: content, action: .amend)).version
    #expect(try test.store.linksTo(target.record).isEmpty)
  }

  @Test("all records of a form are read one after another, newest or oldest first")
  func streaming() throws {
    let test = try TestStore()
    let content = Content(fields: [
      Content.Field(id: "title", values: ["x"]), Content.Field(id: "level", values: ["1"]),
    ])
    _ = try test.store.appendMany((0..<150).map { _ in .incident(.numbered(.incidents), content: content) })
    try test.save("y", more: [Content.Field(id: "level", values: ["2"])])
    #expect(try test.store.records(of: "incident-notice").map(\.record).first == "INC-115-0151")
    #expect(try Set(test.store.records(of: "incident-notice", newestFirst: false).map(\.record)).count == 151)
    #expect(try test.store.records(of: "incident-notice", columnEquals: [1: "2"]).count == 1)
    var seen = 0
    try test.store.eachRecord(of: "incident-notice") { (_) throws(StoreProblem) in
      seen += 1
      return seen < 100
    }
    #expect(seen == 100)
  }

  @Test("what another program saved is there after catching up")
  func catchUp() throws {
    let test = try TestStore()
    let other = try test.reopened()
    #expect(try !other.catchUp())
    let version = try test.save("一")
    #expect(try other.catchUp())
    #expect(try other.version(version.record) == version)
    #expect(try !other.catchUp())
  }
}

/// Everything that the index answers.
private struct Answers: Equatable {
  var rows: [ListRow]
  var total: Int
  var counts: [String: FormCount]
  var found: [[SearchHit]]
  var histories: [[Version]]

  init(_ store: FileStore) throws {
    let page = try store.list(ListQuery(form: "incident-notice", limit: 1000))
    rows = page.rows
    total = page.total
    counts = try store.counts()
    found = try ["備份", "單", "server", "改", "0005"].map { try store.search($0) }
    histories = try page.rows.map { try store.history(of: $0.number) }
  }
}
