import Desk
import Domain
import Foundation
import Terminal
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

  /// One more store of the same beginning, with the same person at its desk.
  func further() throws -> Desk {
    try FileManager.default.copyItem(atPath: folder + "/command/store", toPath: folder + "/further")
    let now = MinimumRecordTests.now
    return try Desk.open(
      at: folder + "/further", catalogue: MinimumRecordTests.catalogue, person: MinimumRecordTests.me,
      language: .zhTW, indexFolder: folder + "/further-index", clock: { now })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Fills a form in on both ways with what somebody may type into it.
  func fill(_ id: String, _ content: Content, remarks: String?) throws {
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

  /// Does the same on both ways: by keys, from the home screen on, and by a command.
  func does(keys: String, command: String...) throws {
    let before = desk.sequence
    let terminal = try ScriptedTerminal(size: Size(columns: 80, rows: 24), script: keys)
    let configuration = Application.Configuration(
      catalogue: desk.catalogue, desk: desk, person: desk.person, language: .zhTW,
      clock: { MinimumRecordTests.now }, ticks: { 0 }, createStore: { _ in .failure(.noRecord("")) })
    _ = Application(terminal: terminal, configuration: configuration).run()
    try #require(desk.sequence > before, "\(terminal.screen)")
    desk.finishSaves()
    let result = try BuiltProgram.run(
      command, store: folder + "/command/store", home: folder, now: MinimumRecordTests.now)
    try #require(result.status == 0, "\(command): \(result.text)")
  }

  // MARK: - By keys

  private func fillByKeys(_ form: Form, _ content: Content, _ remarks: String?) throws {
    let before = desk.sequence
    var content = content
    if let remarks { content["remarks"] = [remarks] }
    let typist = Typist(form, content, at: desk, evidence: evidence)
    try typist.fill()
    try #require(desk.sequence > before, "\(form.id) was not saved:\n\(typist.screen)")
    desk.finishSaves()
  }

  // MARK: - By command

  private func fillByCommand(_ form: Form, _ content: Content, _ remarks: String?) throws {
    let content = Content(fields: content.fields.filter { $0.id != "remarks" }, tables: content.tables)
    let given = folder + "/given.json"
    try Self.json(of: content).write(to: URL(fileURLWithPath: given))
    let more = remarks.map { ["--set", "remarks=\($0)"] } ?? []
    let result = try BuiltProgram.run(
      ["new", form.id, "--from", given] + more, store: folder + "/command/store", home: folder,
      now: MinimumRecordTests.now)
    try #require(result.status == 0, "\(form.id): \(result.text)")
  }

  /// What `--from` reads.
  static func json(of content: Content) throws -> Data {
    var fields: [String: [String]] = [:]
    for field in content.fields { fields[field.id] = field.values }
    var tables: [String: [[String: [String]]]] = [:]
    for table in content.tables {
      tables[table.id] = table.rows.map { row in
        var cells: [String: [String]] = [:]
        for cell in row.cells { cells[cell.id] = cell.values }
        return cells
      }
    }
    return try JSONSerialization.data(withJSONObject: ["fields": fields, "tables": tables])
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
