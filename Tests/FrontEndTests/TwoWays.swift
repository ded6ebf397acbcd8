import Desk
import Domain
import Foundation
import Testing

@testable import FrontEnd

/// Two stores of one beginning: what is filled in in one by keys is filled in in the other by the built program.
@MainActor
final class TwoWays {
  enum Way: String { case keys, command }

  private let folder: String
  private let desk: Desk
  private let evidence: String

  init(settings: KeyValuePairs<String, String> = [:]) throws {
    folder = NSTemporaryDirectory() + "ways-\(UUID().uuidString)"
    let files = FileManager.default
    let command = folder + "/command"
    try files.createDirectory(atPath: command, withIntermediateDirectories: true)
    let first = try MinimumRecordTests.makeStore(in: command, settings: settings)
    // What forms want attached is in both stores.
    evidence = NSTemporaryDirectory() + "evidence.txt"
    try Data("佐證".utf8).write(to: URL(fileURLWithPath: evidence))
    _ = try first.attach(path: evidence).get()
    first.finishSaves()
    try files.createDirectory(atPath: folder + "/keys", withIntermediateDirectories: true)
    try files.copyItem(atPath: command + "/store", toPath: folder + "/keys/store")
    let now = MinimumRecordTests.now
    desk = try Desk.open(
      at: folder + "/keys/store", catalogue: MinimumRecordTests.catalogue, person: MinimumRecordTests.me,
      language: .zhTW, indexFolder: folder + "/keys/index", clock: { now })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Fills a form in on both ways with what somebody may type into it.
  func fill(_ id: String, _ content: Content, remarks: String) throws {
    let form = try #require(MinimumRecordTests.catalogue.form(id))
    let typed = Self.typed(content, form)
    try fillByKeys(form, typed, remarks)
    try fillByCommand(form, typed, remarks)
  }

  /// Without what the program works out.
  static func typed(_ content: Content, _ form: Form) -> Content {
    var typed = Content()
    for field in form.fields where !field.isComputed {
      guard field.isTable else {
        typed[field.id] = content[field.id]
        continue
      }
      guard field.id != Signature.table else { continue }
      typed[rows: field.id] = content[rows: field.id].map { row in
        var row = row
        for column in field.columns where column.isComputed { row[column.id] = [] }
        return row
      }
    }
    return typed
  }

  // MARK: - By keys

  private func fillByKeys(_ form: Form, _ content: Content, _ remarks: String) throws {
    let before = desk.sequence
    var content = content
    content["remarks"] = [remarks]
    let typist = Typist(form, content, at: desk, evidence: evidence)
    try typist.fill()
    try #require(desk.sequence > before, "\(form.id) was not saved:\n\(typist.screen)")
    desk.finishSaves()
  }

  // MARK: - By command

  /// Beside the test bundle, where the build puts it.
  private static let program: String = {
    let beside = ((CommandLine.arguments.first ?? "") as NSString).deletingLastPathComponent + "/ismsbook"
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : root + "/.build/debug/ismsbook"
  }()

  private func fillByCommand(_ form: Form, _ content: Content, _ remarks: String) throws {
    var fields: [String: [String]] = [:]
    for field in content.fields { fields[field.id] = field.values }
    fields["remarks"] = nil
    var tables: [String: [[String: [String]]]] = [:]
    for table in content.tables {
      tables[table.id] = table.rows.map { row in
        var cells: [String: [String]] = [:]
        for cell in row.cells { cells[cell.id] = cell.values }
        return cells
      }
    }
    let given = folder + "/given.json"
    try JSONSerialization.data(withJSONObject: ["fields": fields, "tables": tables]).write(
      to: URL(fileURLWithPath: given))
    let result = try run("new", form.id, "--from", given, "--set", "remarks=\(remarks)")
    try #require(result.status == 0, "\(form.id): \(result.text)")
  }

  private func run(_ arguments: String...) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    process.environment = [
      "HOME": folder, "XDG_CACHE_HOME": folder + "/cache", "ISMSBOOK_STORE": folder + "/command/store",
      "ISMSBOOK_NOW": MinimumRecordTests.now.text, "LC_ALL": "C.UTF-8", "TZ": "Asia/Taipei",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    let output = folder + "/output"
    try Data().write(to: URL(fileURLWithPath: output))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return (process.terminationStatus, try String(contentsOfFile: output, encoding: .utf8))
  }

  // MARK: - What came of it

  /// The lines that only one of two texts has, or that stand at another place.
  static func difference(_ one: String, _ other: String) -> [String] {
    let new = one.components(separatedBy: "\n")
    return new.difference(from: other.components(separatedBy: "\n")).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
  }

  func text(of number: String, _ way: Way) throws -> String {
    try Self.text(of: number, in: "\(folder)/\(way.rawValue)/store")
  }

  /// The file of a record's first version but for its place in the journal, which is another one where other things
  /// were noted before it.
  static func text(of number: String, _ version: Int = 1, in store: String) throws -> String {
    let records = store + "/records"
    let names = FileManager.default.enumerator(atPath: records)
    while let name = names?.nextObject() as? String {
      guard name.hasSuffix("/\(number).v\(version).rec") else { continue }
      let text = try String(contentsOfFile: "\(records)/\(name)", encoding: .utf8)
      return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        !["Sequence: ", "Chain: ", "#seal "].contains { line.hasPrefix($0) }
      }.joined(separator: "\n")
    }
    Issue.record("no file of \(number) in \(store)")
    return ""
  }
}
