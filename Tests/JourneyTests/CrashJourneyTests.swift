import Foundation
import TestKit
import Testing

/// Faults at every system call of a save, in the real program (`Tests/FileStoreTests/Faults`).
@Suite("A save that is interrupted")
struct CrashJourneyTests {
  /// So many parts, which may run side by side.
  private static let parts = 2

  /// What must hold after every run: the store is sound, a reported save is there, one that was not reported is there
  /// whole or not at all, and saving continues with the next number.
  private static let check = """
    #!/bin/sh
    run=$1 acknowledged=$2
    program() { "$PROGRAM" --store "$run" "$@"; }
    fail() { echo "$1"; exit 1; }
    program list incident-notice > "$run.list" || fail "the store does not open"
    count=$(wc -l < "$run.list")
    [ "$count" = 1 ] || [ "$count" = 2 ] || fail "there are $count records"
    [ "$acknowledged" = 0 ] || [ "$count" = 2 ] || fail "the reported save is gone"
    if [ "$count" = 2 ]; then
      program show INC-115-0002 --rec | sed -n "$FIELDS" | cmp - "$EXPECTED" || fail "the second record is not whole"
    fi
    program new incident-notice --from "$RECORD" | grep -q "INC-115-000$((count + 1))" || fail "saving does not go on"
    program verify $REPAIR || fail "verify has findings"
    """

  /// Walks the save from the moment it holds the lock to the end of the process.
  private func walk(_ mode: String, part: Int, of parts: Int, calls: String = "", repair: String = "") throws {
    let program = try Program()
    // The record is the first of its day, so that segment and folder are made too.
    program.set("ISMSBOOK_NOW", "2026-11-21T10:00+08:00")
    try program.initialize()
    try program.newIncident("當機也要在")
    let record = program.home + "/record.rec"
    try program.run("show", "INC-115-0001", "--rec").output.write(toFile: record, atomically: true, encoding: .utf8)
    let check = program.home + "/check.sh"
    try Self.check.write(toFile: check, atomically: true, encoding: .utf8)
    try program.shell("cp -a '\(program.home)/cache' '\(program.store).cache'")
    program.set("ISMSBOOK_NOW", "2026-11-22T10:00+08:00")
    for (name, value) in [
      ("PROGRAM", Program.path), ("RECORD", record), ("SAVED", "INC-115-0002"), ("CALLS", calls),
      ("EVERY", String(parts)), ("PART", String(part)), ("EXPECTED", program.home + "/expected"), ("REPAIR", repair),
      ("FIELDS", "/^%rec: incident_notice/,/^measures/p"), ("FROM", "flock[(][0-9]+, LOCK_EX[|]LOCK_NB"),
    ] {
      program.set(name, value)
    }
    let walk = Checkout.tests("FileStoreTests/Faults/walk-syscalls.sh").path
    let result = try program.shell(
      """
      chmod +x '\(check)' && sed -n "$FIELDS" "$RECORD" >"$EXPECTED" && grep -q 當機也要在 "$EXPECTED" || exit 2
      bash '\(walk)' '\(program.store)' \(mode) '\(check)' -- \
      '\(Program.path)' --store {} new incident-notice --from '\(record)'
      """)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    // Where next to nothing was walked, nothing was tried.
    let points = result.output.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    #expect(points >= 20, "\(result.output)")
  }

  @Test(
    "kill -9 at every system call: a reported save is there, any other is there whole or not at all",
    .enabled(if: Machine.has("strace"), "needs strace"), arguments: 0..<parts)
  func killed(_ part: Int) throws { try walk("kill", part: part, of: Self.parts) }

  /// A readable copy that could not be written is written by `verify --repair`.
  @Test(
    "An error of any call of the save loses nothing that was reported, and saving goes on",
    .enabled(if: Machine.has("strace"), "needs strace"), arguments: ["EIO", "ENOSPC"])
  func failing(_ error: String) throws {
    try walk(error, part: 0, of: 1, calls: "write fdatasync fsync renameat mkdir fchmod openat", repair: "--repair")
  }
}
