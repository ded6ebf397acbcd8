import Foundation
import TestKit
import Testing

/// Stores that the last program of format 1 made, met as their users meet them.
@Suite("A store of before")
struct UpgradeJourneyTests {
  /// A program whose store is the personal one of format 1.
  private func program(_ name: String = "personal") throws -> Program {
    let program = try Program()
    let archive = Checkout.tests("FileStoreTests/Fixtures/format-1/\(name).tar.gz").path
    let unpacked = try program.shell("tar -xzf '\(archive)' -C '\(program.home)'")
    try #require(unpacked.status == 0, "\(unpacked.errors)")
    program.use(store: program.home + "/\(name)")
    return program
  }

  /// Rights of before name nobody who may grant power, and its administrator is alone.
  @Test(
    "in which several people work has its zone set and its people changed, with rights of its own or without",
    arguments: [true, false])
  func shared(hasOwnRights: Bool) throws {
    let program = try program("shared")
    if !hasOwnRights { try program.shell("rm -r '\(program.store)/screens'") }
    let file = program.home + "/secret"
    try "correct horse battery".write(toFile: file, atomically: true, encoding: .utf8)
    try program.shell("chmod 600 '\(file)'")
    let who = ["--as", "wang", "--secret-file", file]
    let asked = try program.run(["list", "unit"] + who)
    #expect(asked.status == 0 && asked.errors.contains("time_zone="), "\(asked.errors)")
    #expect(asked.errors.contains("grant") == hasOwnRights, "\(asked.errors)")
    let zone = try program.run(["amend", "SET", "--reason", "時區", "--set", "time_zone=Asia/Taipei"] + who)
    #expect(zone.status == 0, "\(zone.errors)")
    let after = try program.run(["list", "unit"] + who)
    #expect(after.status == 0 && !after.errors.contains("time_zone="), "\(after.errors)")
    let leaver = try program.run(["amend", "tu.js", "--reason", "離職", "--set", "active=no"] + who)
    #expect(leaver.status == 0, "\(leaver.errors)")
    #expect(try program.run(["show", "tu.js", "--json"] + who).output.contains(#""active": "no""#))
    let second = try program.run(
      [
        "new", "person", "--set", "id=second.ad", "--set", "name=第二位", "--set", "unit=IT", "--set",
        "roles=administrator",
      ]
        + who)
    #expect(!second.errors.contains("沒有角色可以"), "\(second.errors)")
  }

  @Test(
    "asks for its time zone on the screen until it has one, offering the offset of the last entry",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func asksForTheZone() throws {
    let program = try program()
    let first = try TmuxTerminal(program)
    try first.shows("紀錄庫的時區")
    try first.shows("+08:00")
    try first.press("Escape")
    try first.shows("政策層")
    try first.quit()

    let second = try TmuxTerminal(program)
    try second.shows("紀錄庫的時區")
    try second.press("C-u")
    try second.type("Asia/Taipeh")
    try second.press("Enter")
    try second.shows("不認得時區")
    try second.press("C-u")
    try second.type("Asia/Taipei")
    try second.press("Enter")
    try second.shows("時區是 Asia/Taipei 了")
    try second.quit()

    let third = try TmuxTerminal(program)
    try third.shows("政策層")
    #expect(try !third.screen().contains("紀錄庫的時區"))
    try third.quit()
    #expect(try program.run("show", "SET").output.contains("Asia/Taipei"))
  }

  /// The settings of then lack what came since; nobody is asked for that on the way.
  @Test("takes the command that it advises for the zone, and says no more about it")
  func takesItsOwnAdvice() throws {
    let program = try program()
    #expect(try program.run("head").errors.contains("--set time_zone=Asia/Taipei"))
    let amended = try program.run("amend", "SET", "--reason", "設定時區", "--set", "time_zone=Asia/Taipei")
    #expect(amended.status == 0, "\(amended.errors)")
    #expect(try !program.run("head").errors.contains("時區"))
  }

  /// Walks from the first folder that the upgrade makes to the end of the process.
  @Test(
    "Killed at any call that writes, the upgrade is done by the next opening, and nothing of before is another byte",
    .enabled(if: Machine.has("strace"), "needs strace"))
  func killed() throws {
    let program = try program()
    let before = program.home + "/before"
    let check = program.home + "/check.sh"
    try """
    #!/bin/sh
    fail() { echo "$1"; exit 1; }
    "$PROGRAM" --store "$1" head >/dev/null || fail "the store does not open"
    grep -q '^Format: 2$' "$1/STORE" || fail "it is not upgraded"
    cd "$BEFORE" || exit 2
    cmp STORE "$1/upgrades/1/STORE" && cmp FORMAT "$1/upgrades/1/FORMAT" || fail "the old STORE or FORMAT is not kept"
    find records evidence drafts -type f | while read -r f; do cmp "$f" "$1/$f" || exit 1; done || fail "a file differs"
    find journal -type f | while read -r f; do
      head -c "$(stat -c %s "$f")" "$1/$f" | cmp - "$f" || exit 1
    done || fail "the journal does not begin as it was"
    "$PROGRAM" --store "$1" verify >/dev/null || fail "verify has findings"
    """.write(toFile: check, atomically: true, encoding: .utf8)
    for (name, value) in [
      ("PROGRAM", Program.path), ("BEFORE", before), ("SAVED", "^[0-9]+ [0-9a-f]{64} "),
      ("CALLS", "mkdirat write fsync fdatasync renameat fchmod unlink unlinkat"), ("FROM", "mkdirat.*\"upgrades\""),
    ] {
      program.set(name, value)
    }
    let walk = Checkout.tests("FileStoreTests/Faults/walk-syscalls.sh").path
    let result = try program.shell(
      """
      cp -a '\(program.store)' '\(before)' && chmod +x '\(check)' || exit 2
      bash '\(walk)' '\(program.store)' kill '\(check)' -- '\(Program.path)' --store {} head
      """)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let points = result.output.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    #expect(points >= 20, "\(result.output)")
  }
}
