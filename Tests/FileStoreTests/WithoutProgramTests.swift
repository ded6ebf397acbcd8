import Domain
import FileStore
import TestKit
import Testing

@Suite("Without the program")
struct WithoutProgramTests {
  private func makeStore() throws -> TestStore {
    let test = try TestStore()
    let evidence = try test.store.attach(Array("截圖".utf8), name: "截 圖.png")
    let nasty = "第一行\n\n%rec: x\n#seal sha256 0\nContent: 1\nback\\slash\\\n\u{1}\r尾\\"
    let first = try test.save(
      nasty,
      more: [
        Content.Field(id: "evidence", values: [evidence.text]), Content.Field(id: "many", values: ["a", "b", ""]),
      ])
    try test.save("二")
    test.clock.set("2026-11-23T08:00:00+08:00")
    try test.amend(first, "一之二")
    try test.store.appendEntry(action: Action(rawValue: "export"), by: first.savedBy, details: [])
    try test.save("三", number: .named("SRV-機房"))
    try test.save("四", number: .named("R12345"))
    var content = Content(fields: [])
    content[rows: "timeline"] = [Row(["at": "1", "what": "一\n二"]), Row(), Row(["what": "三"])]
    _ = try test.store.save(.incident(.numbered(.incidents), content: content)).version
    return test
  }

  @Test(
    "recfix finds nothing wrong with any version, recsel reads the values",
    .enabled(if: Machine.has("recfix", "recsel"), "needs recfix and recsel"))
  func recutils() throws {
    let test = try makeStore()
    let files = TestFiles.files(test.root + "/records")
    #expect(files.count == 6)
    for file in files {
      let path = test.root + "/records/" + file
      let check = try TestFiles.run("/usr/bin/recfix", ["--check", path])
      #expect(check.code == 0 && check.output.isEmpty, "\(file): \(check.output)")
    }
    let path = test.root + "/records/incident-notice/2026/000/INC-115-0001.v2.rec"
    #expect(
      try TestFiles.run("/usr/bin/recsel", ["-t", "version", "-P", "Record,Version", path]).output
        == "INC-115-0001\n2\n")
    #expect(try TestFiles.run("/usr/bin/recsel", ["-t", "incident_notice", "-P", "title", path]).output == "一之二\n")
    #expect(try TestFiles.run("/usr/bin/recsel", ["-t", "incident_notice", "-P", "many", path]).output == "a\nb\n\n")
    let rows = test.root + "/records/incident-notice/2026/000/INC-115-0003.v1.rec"
    #expect(
      try TestFiles.run("/usr/bin/recsel", ["-t", "timeline", "-e", "at = '1'", "-P", "what", rows]).output == "一\n二\n")
  }

  @Test(
    "recsel gives any text back that has no control characters",
    .enabled(if: Machine.has("recfix", "recsel"), "needs recfix and recsel"), arguments: 0..<6)
  func recselText(seed: Int) throws {
    let test = try TestStore()
    var source = SeededGenerator(seed: UInt64(seed))
    for number in 0..<12 {
      let text = NastyText.make(&source)
      let version = try test.save(text, number: .named("N\(number)"))
      let isPlain = text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
      }
      let path = test.root + "/records/incident-notice/2026/000/N\(number).v1.rec"
      #expect(try TestFiles.run("/usr/bin/recfix", ["--check", path]).code == 0)
      guard isPlain, !text.contains("\\"), let value = version.content["title"].first else { continue }
      let output = try TestFiles.run("/usr/bin/recsel", ["-t", "incident_notice", "-P", "title", path]).output
      #expect(Array(output.utf8) == Array((RecordTextTests.normal(value) + "\n").utf8))
    }
  }

  @Test("a shell script verifies the store")
  func script() throws {
    let test = try makeStore()
    let sound = try TestFiles.run("/bin/sh", [test.root + "/verify.sh", test.root])
    #expect(sound.code == 0, "\(sound.output)")
    #expect(sound.output.contains("main: 8 entries, head \(try test.store.head().seal)"), "\(sound.output)")
    try TestFiles.append(
      Array("# torn\n%rec: version\n\nRecord: x".utf8), test.root + "/journal/main/2026/2026-11-23.rec")
    try test.save("五", in: test.reopened())
    let torn = try TestFiles.run("/bin/sh", [test.root + "/verify.sh", test.root])
    #expect(torn.code == 0, "\(torn.output)")
    #expect(torn.output.contains("10 entries"))
  }

  @Test(
    "the shell script finds what was changed",
    arguments: [
      "journal", "content", "version", "evidence", "removed", "added", "entry", "segment",
    ])
  func scriptFinds(fault: String) throws {
    let test = try makeStore()
    let segment = test.root + "/journal/main/2026/2026-11-22.rec"
    let copy = test.root + "/records/incident-notice/2026/000/INC-115-0001.v1.rec"
    func flip(_ path: String, _ place: Int) throws {
      var bytes = try TestFiles.read(path)
      bytes[place] ^= 1
      try TestFiles.write(bytes, path)
    }
    switch fault {
    case "journal": try flip(segment, 60)
    case "content":
      let place = try #require(TestFiles.place(of: "back", in: TestFiles.read(segment)))
      try flip(segment, place)
    case "version": try flip(copy, 70)
    case "evidence":
      let path = try #require(TestFiles.files(test.root + "/evidence").first)
      try flip(test.root + "/evidence/" + path, 1)
    case "removed": TestFiles.removeFile(copy)
    case "added": try TestFiles.write(TestFiles.read(copy), copy.replacing("v1", with: "v9"))
    case "entry":
      var entries = try TestFiles.entries(TestFiles.read(segment))
      entries.remove(at: 0)
      try TestFiles.write(entries.flatMap { $0 }, segment)
    default: TestFiles.removeFile(segment)
    }
    let result = try TestFiles.run("/bin/sh", [test.root + "/verify.sh", test.root])
    #expect(result.code == 1, "\(result.output)")
  }
}
