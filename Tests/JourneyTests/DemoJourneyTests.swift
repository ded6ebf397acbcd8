import Foundation
import TestKit
import Testing

@Suite("The demo store")
struct DemoJourneyTests {
  private struct Listed {
    let status: String
    let version: Int
    let columns: [String: Any]
  }

  @Test("Holds a year of every form, with open, overdue, amended and voided records")
  func year() throws {
    let program = try Program()
    let made = try program.run(
      "init", program.store, "--demo", "--organisation", "例示大學", "--person", "wang 王小明")
    try #require(made.status == 0, "\(made.errors)")
    #expect(try program.run("verify").status == 0)
    let forms = try program.run("list").output.split(separator: "\n").map { $0.split(separator: "\t") }
    let ofProcedures = forms.filter { $0.count > 1 && $0[1].hasPrefix("ISMS-") }.map { String($0[0]) }
    #expect(ofProcedures.count == 102)
    var amended: Set<String> = []
    var voided: Set<String> = []
    var records: [String: [Listed]] = [:]
    for form in ofProcedures {
      let listed = try self.records(of: form, program)
      records[form] = listed
      #expect(listed.count >= 3, "\(form)")
      if listed.contains(where: { $0.version > 1 && $0.status != "void" }) { amended.insert(form) }
      if listed.contains(where: { $0.status == "void" }) { voided.insert(form) }
    }
    #expect(amended.count >= 60)
    #expect(voided.count >= 25)
    // Findings and duties that are late, and that are not.
    let findings = records["audit-finding"] ?? []
    #expect(findings.contains { $0.columns["state"] as? String == "overdue" })
    #expect(findings.contains { $0.columns["state"] as? String != "overdue" })
    try entries(records["entry-log"] ?? [])
  }

  @Test(
    "Counts its steps on one line of a terminal that is gone in the end, and nowhere else",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func progress() throws {
    let program = try Program()
    let words = "init \(program.store) --demo --organisation 例示大學 --person 'wang 王小明'"
    let script = program.home + "/script"
    try "'\(Program.path)' \(words) >'\(program.home)/output'; echo \"ended $?\"; read line\n".write(
      toFile: script, atomically: true, encoding: .utf8)
    let terminal = try TmuxTerminal(program, command: "sh \(script)")
    try terminal.waits(for: "the count") { try terminal.screen().contains(/填入示範資料 [1-9][0-9]*\/[1-9][0-9]+/) }
    try terminal.waits(for: "the end", seconds: 300) { try terminal.screen().contains("ended 0") }
    #expect(try !terminal.everything().contains("填入"))
    let output = try String(contentsOfFile: program.home + "/output", encoding: .utf8)
    #expect(output.contains("紀錄庫建好了") && !output.contains("填入"))
    try program.shell("rm -r '\(program.store)'")
    let piped = try program.shell("'\(Program.path)' \(words)")
    #expect(piped.status == 0 && piped.errors.isEmpty && !piped.output.contains("填入"), "\(piped.errors)")
  }

  private func entries(_ entries: [Listed]) throws {
    #expect(entries.count >= 300)
    let inside = entries.filter { $0.status != "void" && ($0.columns["leave_at"] as? String ?? "").isEmpty }
    let entered = inside.compactMap { $0.columns["enter_at"] as? String }.compactMap(Self.date)
    let late = Date().addingTimeInterval(-12 * 3600)
    #expect(entered.contains { $0 > late }, "somebody is still inside")
    #expect(entered.contains { $0 < late }, "somebody never left")
    let months = Set(entries.compactMap { ($0.columns["enter_at"] as? String)?.prefix(7) })
    #expect(months.count >= 12)
  }

  private static func date(_ text: String) -> Date? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd'T'HH:mmXXXXX"
    return format.date(from: text)
  }

  private func records(of form: String, _ program: Program) throws -> [Listed] {
    let output = try program.run("list", form, "--json").output
    let rows = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]], "\(form)")
    return rows.map { row in
      Listed(
        status: row["status"] as? String ?? "", version: row["version"] as? Int ?? 0,
        columns: row["columns"] as? [String: Any] ?? [:])
    }
  }

  @Test("A person nobody knows, in the data or as the one who saves, is a finding with its place")
  func strangers() throws {
    for (line, id) in [("by: nobody.x", "nobody.x"), ("by: me\n  set: {inspector: nobody.y}", "nobody.y")] {
      let program = try Program()
      let screens = program.home + "/screens"
      try FileManager.default.copyItem(atPath: Checkout.screens, toPath: screens)
      let demo = screens + "/Demo"
      try FileManager.default.removeItem(atPath: demo)
      try FileManager.default.createDirectory(atPath: demo, withIntermediateDirectories: true)
      try "demo: x\nrecords:\n- key: one\n  form: patrol\n  day: -1\n  \(line)\n"
        .write(toFile: demo + "/x.yaml", atomically: false, encoding: .utf8)
      program.set("ISMSBOOK_SCREENS", screens)
      let made = try program.run("init", program.store, "--demo", "--organisation", "x", "--person", "wang 王小明")
      #expect(made.status != 0)
      #expect(made.errors.contains("Demo/x.yaml:3") && made.errors.contains(id), "\(made.errors)")
    }
  }
}
