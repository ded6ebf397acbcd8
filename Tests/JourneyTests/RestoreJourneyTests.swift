import Foundation
import Testing

@Suite("A backup that is brought back")
struct RestoreJourneyTests {
  private func backedUp() throws -> (program: Program, backup: String) {
    let program = try Program()
    try program.initialize()
    try program.newIncident("備份前的事件")
    let backup = program.home + "/backup"
    let made = try program.run("backup", backup)
    try #require(made.status == 0, "\(made.errors)")
    return (program, backup)
  }

  private func bytes(_ folder: String, _ program: Program) throws -> String {
    try program.shell("cd '\(folder)' && find . -type f -exec sha256sum {} + | sort -k2").output
  }

  @Test("is a store that goes on; the backup stays as it was, and the journal says where it came from")
  func goesOn() throws {
    let (program, backup) = try backedUp()
    try program.newIncident("備份後的事件")
    let before = try bytes(backup, program)
    try program.shell("mv '\(program.store)' '\(program.home)/damaged'")
    let restored = try program.run("restore", backup, program.store)
    #expect(restored.status == 0 && restored.output.contains("還原到"), "\(restored.errors)")
    #expect(try bytes(backup, program) == before)
    #expect(try program.run("show", "INC-115-0001").output.contains("備份前的事件"))
    #expect(try program.run("show", "INC-115-0002").status == 66)
    #expect(try program.run("journal").output.contains("還原"))
    #expect(try program.run("verify").status == 0)
    // The index that the lost store left knew of a second one.
    try program.newIncident("還原後的事件")
    #expect(try program.run("show", "INC-115-0002").output.contains("還原後的事件"))
  }

  @Test("is never put over anything")
  func overNothing() throws {
    let (program, backup) = try backedUp()
    let before = try bytes(program.store, program)
    let over = try program.run("restore", backup, program.store)
    #expect(over.status == 73 && over.errors.contains(program.store), "\(over.errors)")
    #expect(try bytes(program.store, program) == before)
    let other = program.home + "/other"
    try program.shell("mkdir '\(other)' && echo x > '\(other)/mine'")
    #expect(try program.run("restore", backup, other).status == 73)
    #expect(try program.shell("ls '\(other)'").output == "mine\n")
    // Into itself neither, nor below it, nor is a store made or backed up within another.
    #expect(try program.run("restore", backup, backup).status == 73)
    let inner = ["restore", backup, backup + "/inner/deep"]
    for call in [
      inner, ["backup", program.store + "/inner"],
      ["init", program.store + "/records/x", "--organisation", "甲", "--person", "w 王"],
    ] {
      let result = try program.run(call)
      #expect(result.status == 65 && result.errors.contains("裡面"), "\(call) \(result.errors)")
    }
    let made = try program.shell("find '\(program.store)' '\(backup)' -name inner -o -name x").output
    #expect(made.isEmpty, "\(made)")
  }

  @Test(
    "is refused where anything in it is damaged, and nothing is left behind",
    arguments: [
      "f=$(ls records/incident-notice/*/*/*.v1.rec); chmod u+w $f; sed -i s/備份前/改過的/ $f",
      "f=$(ls journal/main/*/*.rec | head -1); chmod u+w $f; sed -i s/王小明/王大明/ $f",
      "rm -r journal", "truncate -s 3 STORE", "rm STORE",
    ])
  func damaged(_ damage: String) throws {
    let (program, backup) = try backedUp()
    try program.shell("cd '\(backup)' && \(damage)")
    let target = program.home + "/target"
    let refused = try program.run("restore", backup, target)
    #expect(refused.status == 65 && !refused.errors.isEmpty, "\(refused.output)\(refused.errors)")
    #expect(try program.shell("ls '\(target)' 2>/dev/null").output.isEmpty)
    let json = try program.run("restore", backup, target, "--json")
    #expect(json.status == 65)
  }

  @Test("of a shared store says that nobody can log in, unless the hashes came along")
  func credentials() throws {
    let shared = try SharedStore()
    let program = shared.program
    for (flags, isTold) in [([], true), (["--with-credentials"], false)] as [([String], Bool)] {
      let backup = program.home + "/backup\(flags.count)"
      #expect(try program.run(["backup", backup] + flags).status == 0)
      let restored = try program.run("restore", backup, program.home + "/restored\(flags.count)")
      #expect(restored.status == 0, "\(restored.errors)")
      #expect(restored.errors.contains("credential set --person") == isTold, "\(restored.errors)")
    }
  }
}
