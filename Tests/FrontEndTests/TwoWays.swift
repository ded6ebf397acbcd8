import Desk
import Domain
import Foundation
import TestKit
import Testing

@testable import FrontEnd

/// Two stores of one beginning: what is filled in in one by keys is filled in in the other by the built program.
@MainActor
final class TwoWays {
  enum Way: String { case keys, command }

  private let folder: TemporaryFolder
  private let desk: Desk
  private let evidence: String

  init(settings: KeyValuePairs<String, String> = [:]) throws {
    folder = try TemporaryFolder()
    let first = try MinimumRecordTests.makeStore(in: folder, "command", settings: settings)
    // What forms want attached is in both stores.
    evidence = try folder.write("佐證", to: "evidence.txt")
    _ = try first.attach(path: evidence).get()
    first.finishSaves()
    desk = try Self.copy(folder, "keys")
  }

  /// One more store of the same beginning, with the same person at its desk.
  func further() throws -> Desk { try Self.copy(folder, "further") }

  private static func copy(_ folder: TemporaryFolder, _ name: String) throws -> Desk {
    try FileManager.default.copyItem(atPath: "\(folder.path)/command", toPath: "\(folder.path)/\(name)")
    return try .open(in: folder, MinimumRecordTests.catalogue, as: name, clock: { MinimumRecordTests.now })
  }

  /// Fills a form in on both ways with what somebody may type into it.
  func fill(_ id: String, _ content: Content, remarks: String?) throws {
    let form = try #require(MinimumRecordTests.catalogue.form(id))
    try fillByKeys(form, content, remarks)
    try fillByCommand(form, Self.typed(content, form), remarks)
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
    let run = try Run(Application.Configuration(at: desk, clock: { MinimumRecordTests.now }), keys)
    try #require(desk.sequence > before, "\(run.screen)")
    desk.finishSaves()
    let result = try BuiltProgram.run(
      command, store: folder.path + "/command", home: folder.path, now: MinimumRecordTests.now)
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
    let given = folder.path + "/given.json"
    try Self.json(of: content).write(to: URL(fileURLWithPath: given))
    let more = remarks.map { ["--set", "remarks=\($0)"] } ?? []
    let result = try BuiltProgram.run(
      ["new", form.id, "--from", given] + more, store: folder.path + "/command", home: folder.path,
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
    try Self.text(of: number, in: "\(folder.path)/\(way.rawValue)")
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
