import Domain
import FileStore
import Foundation
import TestKit
import Testing

@Suite("Many processes") struct ManyProcessesTests {
  private func writers(
    _ count: Int, turns: Int, records: Int, in test: TestStore
  ) throws -> [(process: Process, path: String)] {
    try (0..<count).map { number in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Checkout.program("StoreWriter"))
      // All share an index, as programs of one account do.
      process.arguments = [test.root, "\(test.folder)/cache1", "w\(number)", String(turns), String(records)]
      let path = "\(test.folder)/out\(number)"
      try TestFiles.write([], path)
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try process.run()
      return (process, path)
    }
  }

  @Test("Verification, repair and backup beside ten writers find nothing, and write nothing into the journal")
  func beside() throws {
    let test = try TestStore()
    for number in 0..<10 { try test.save("start", number: .named("REC-\(number)")) }
    let running = try writers(10, turns: 60, records: 10, in: test)
    let store = try test.reopened(cache: "\(test.folder)/cache2")
    var rounds = 0
    while rounds < 2 || running.contains(where: { $0.process.isRunning }) {
      let report = try store.verify(repair: rounds % 2 == 1)
      #expect(report.findings.filter { $0.severity > .note }.isEmpty, "\(report.findings.prefix(3))")
      let backup = try store.backUp(to: "\(test.folder)/backup\(rounds % 2)", withCredentials: false)
      #expect(backup.findings.isEmpty && backup.verified.isClean, "\(backup.verified.findings.prefix(3))")
      rounds += 1
    }
    for writer in running { writer.process.waitUntilExit() }
    #expect(running.allSatisfy { $0.process.terminationStatus == 0 })
    #expect(TestFiles.files("\(test.root)/journal").allSatisfy { !$0.contains("repair") })
    try test.store.catchUp()
    #expect(try test.store.verify().isClean)
  }

  @Test("50 processes save 200 times each on 20 records: no version or number twice, nobody's text lost")
  func fiftyTimesTwoHundred() throws {
    let test = try TestStore()
    for number in 0..<20 { try test.save("start", number: .named("REC-\(number)")) }
    let running = try writers(50, turns: 200, records: 20, in: test)
    var told: [(record: String, number: Int, seal: String, text: String)] = []
    for (process, path) in running {
      process.waitUntilExit()
      let output = try TestFiles.text(path)
      let stop = output.split(separator: "\n").last { $0.hasPrefix("stopped") }
      #expect(process.terminationStatus == 0 && stop == nil)
      for line in output.split(separator: "\n") {
        let parts = line.split(separator: " ").map(String.init)
        guard parts.count == 4, let number = Int(parts[1]) else { continue }
        told.append((parts[0], number, parts[2], parts[3]))
      }
    }
    #expect(told.count == 10_000)
    #expect(Set(told.map { "\($0.record) \($0.number)" }).count == 10_000)
    #expect(Set(told.map(\.text)).count == 10_000)
    try test.store.catchUp()
    var kept: [String: Version] = [:]
    for record in Set(told.map(\.record)) {
      let history = try test.store.history(of: record)
      #expect(history.map(\.number) == Array(1..<history.count + 1))
      for version in history { kept["\(record) \(version.number)"] = version }
    }
    let lost = told.filter {
      let version = kept["\($0.record) \($0.number)"]
      return version?.seal != $0.seal || version?.content["title"] != [$0.text]
    }
    #expect(lost.isEmpty, "\(lost.prefix(5))")
    #expect(try test.store.count("incident-notice").records == 1_020)
    let report = try test.store.verify()
    #expect(report.isClean && report.entries == 10_021)
  }
}
