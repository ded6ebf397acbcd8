import Domain
import TestKit
import Testing

@testable import FileStore

@Suite("Limits of the store")
struct LimitTests {
  private static func rows(_ count: Int) -> Content {
    Content(
      fields: [Content.Field(id: "title", values: ["門禁"])],
      tables: [Content.Table(id: "items", rows: (0..<count).map { Row(["name": "item \($0)", "note": "一個夠長的說明文字"]) })])
  }

  @Test(
    "nobody writes more than any setting allows",
    arguments: [
      rows(RecordLimits.most.rows + 1),
      Content(fields: [
        Content.Field(id: "title", values: [String(repeating: "a", count: RecordLimits.most.paragraph + 1)])
      ]),
      Content(fields: [Content.Field(id: "kinds", values: (0...RecordLimits.most.values).map { "v\($0)" })]),
      Content(
        fields: (0..<50).map { place in
          Content.Field(id: "f\(place)", values: [String(repeating: "a", count: 100_000)])
        }),
    ])
  func refused(_ content: Content) throws {
    let test = try TestStore()
    #expect(throws: StoreProblem.self) { try test.store.append(.incident(.numbered(.incidents), content: content)) }
    let version = try test.save("一")
    let new = NewVersion.incident(.existing(version.record, base: 1), content: content, action: .amend)
    #expect(throws: StoreProblem.self) { try test.store.append(new) }
    #expect(try test.store.head().sequence == 2)
  }

  @Test("a reason has an end")
  func reason() throws {
    let test = try TestStore()
    let version = try test.save("一")
    let reason = String(repeating: "長", count: NewVersion.longestReason + 1)
    let new = NewVersion.incident(
      .existing(version.record, base: 1), content: version.content, action: .amend, reason: reason)
    #expect(throws: StoreProblem.self) { try test.store.append(new) }
  }

  /// A store with a record that no limit was kept for, as the first programs took it, between two others.
  private func storeWithGiant() throws -> (test: TestStore, giant: Version) {
    let test = try TestStore()
    try test.save("前")
    let head = try test.store.head()
    var giant = Version(
      record: "INC-115-0500", form: FormReference(id: "incident-notice", version: 3), number: 1, status: .saved,
      action: .create, savedAt: try #require(head.savedAt), savedBy: Cast.wang,
      site: "main", sequence: head.sequence + 1, chain: head.seal, content: Self.rows(120_000))
    let sealed = RecordText.sealed(giant, title: "資安事件通報單")
    giant.contentHash = sealed.contentHash
    giant.seal = sealed.seal
    let segment = "\(test.root)/journal/main/2026/2026-11-22.rec"
    try TestFiles.write(try TestFiles.read(segment) + sealed.bytes, segment)
    try test.save("後", in: try test.reopened())
    return (test, giant)
  }

  @Test("a record from before the limits is shown by its beginning, and whole to whoever asks for it")
  func giant() throws {
    let (test, giant) = try storeWithGiant()
    for store in [try test.reopened(), try test.reopened(cache: "\(test.folder)/other")] {
      let shown = try #require(try store.version(giant.record))
      #expect(shown.beginningOf == RecordText.encode(giant, title: "資安事件通報單").count)
      #expect(shown.seal == giant.seal && shown.contentHash == giant.contentHash)
      #expect(shown.content["title"] == ["門禁"])
      let rows = shown.content[rows: "items"]
      #expect((100..<4_000).contains(rows.count))
      #expect(rows == Array(giant.content[rows: "items"].prefix(rows.count)))
      #expect(try store.version(giant.record, whole: true)?.content == giant.content)
      #expect(try store.records(of: "incident-notice").map(\.record).contains(giant.record))
      #expect(try store.search("門禁").map(\.number) == [giant.record])
    }
  }

  @Test("a record from before the limits is never changed from its beginning, only voided as it is")
  func giantIsKept() throws {
    let (test, giant) = try storeWithGiant()
    let store = try test.reopened()
    let shown = try #require(try store.version(giant.record))
    let whole = try #require(try store.version(giant.record, whole: true))
    for (content, action) in [(shown.content, Action.amend), (whole.content, .amend), (shown.content, .void)] {
      let new = NewVersion.incident(
        .existing(giant.record, base: 1), content: content, status: action == .void ? .void : .saved, action: action)
      #expect(throws: StoreProblem.self) { try store.append(new) }
    }
    let void = NewVersion.incident(
      .existing(giant.record, base: 1), content: whole.content, status: .void, action: .void, reason: "太大")
    let saved = try store.save(void).version
    #expect(saved.content == giant.content)
    #expect(try store.version(giant.record)?.status == .void)
    #expect(try test.reopened().verify().findings.isEmpty)
  }

  @Test("a giant record whose header or end was altered is not shown as sound")
  func altered() throws {
    let (test, giant) = try storeWithGiant()
    let segment = "\(test.root)/journal/main/2026/2026-11-22.rec"
    var bytes = try TestFiles.read(segment)
    let mark = Array("Record: INC-115-0500".utf8)
    let place = try #require((0..<bytes.count).first { bytes[$0...].starts(with: mark) })
    bytes[place + mark.count - 1] = UInt8(ascii: "1")
    try TestFiles.write(bytes, segment)
    TestFiles.remove("\(test.root)/records")
    let store = try test.reopened()
    #expect(try store.version(giant.record) == nil)
    #expect(store.openingFindings.contains { $0.rule == "damage" })
  }
}
