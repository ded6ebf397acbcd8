import Foundation
import TestKit
import Testing

/// `init` that is killed, or that finds something wrong.
@Suite("Making a store that is interrupted")
struct InterruptedInitJourneyTests {
  /// Either nothing is there that any program takes for a store, and the next try goes through; or it is whole.
  private static let check = """
    #!/bin/sh
    run=$1 said=$2
    program() { "$PROGRAM" --store "$run" "$@" --as wang --secret-file "$SECRET"; }
    fail() { echo "$1"; exit 1; }
    if [ -e "$run/STORE" ]; then
      [ ! -e "$run/STORE.making" ] || fail "it is both whole and not"
    else
      [ "$said" = 0 ] || fail "what was reported is not there"
      program list >"$run.list" 2>&1 && fail "what is not whole opens"
      sh -c "$INIT" sh "$run" >"$run.again" 2>&1 || { cat "$run.again"; fail "the next try is stopped"; }
    fi
    [ "$(program list procedure-text | wc -l)" = "$TEXTS" ] || fail "there are no texts of the procedures"
    [ "$(program list person | wc -l)" = 1 ] || fail "there is no administrator"
    "$PROGRAM" --store "$run" verify || fail "verify has findings"
    """

  @Test(
    "kill -9 at system calls from the first to the last leaves a whole store, or nothing that stops the next try",
    .enabled(if: Machine.has("strace"), "needs strace"))
  func killed() throws {
    let program = try Program()
    let secret = program.home + "/secret"
    try "correct horse battery".write(toFile: secret, atomically: true, encoding: .utf8)
    let check = program.home + "/check.sh"
    try Self.check.write(toFile: check, atomically: true, encoding: .utf8)
    let words = "--organisation 測試學院 --person 'wang 王小明' --shared --secret-file '\(secret)'"
    try program.shell("chmod 600 '\(secret)'; chmod +x '\(check)'; mkdir '\(program.home)/empty'")
    let texts = try FileManager.default.subpathsOfDirectory(atPath: Checkout.screens + "/Procedures")
      .filter { $0.hasSuffix(".md") && !$0.hasSuffix(".en.md") }
    for (name, value) in [
      ("PROGRAM", Program.path), ("SECRET", secret), ("SAVED", "紀錄庫建好了"), ("EVERY", "67"), ("PART", "0"),
      ("FROM", "mkdir[(]\"[^\"]*/empty.run\""), ("TEXTS", String(texts.count)),
      ("INIT", "'\(Program.path)' init \"$1\" \(words)"),
      ("CALLS", "mkdir mkdirat openat write pwrite64 fdatasync fsync renameat rename fchmod ftruncate unlinkat unlink"),
    ] {
      program.set(name, value)
    }
    let walk = Checkout.tests("FileStoreTests/Faults/walk-syscalls.sh").path
    let result = try program.shell(
      "bash '\(walk)' '\(program.home)/empty' kill '\(check)' -- '\(Program.path)' init {} \(words)")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let points = result.output.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    #expect(points >= 8, "\(result.output)")
  }

  @Test("A passphrase file that cannot be read, or that the rules refuse, is found before anything is written")
  func secret() throws {
    let program = try Program()
    try program.shell(
      "printf short >~/short; chmod 600 ~/short; printf 'correct horse battery' >~/open; chmod 644 ~/open")
    for (file, code) in [("nowhere", 66), ("short", 65), ("open", 77)] as [(String, Int32)] {
      let result = try program.run(
        "init", program.store, "--organisation", "x", "--person", "wang 王小明", "--shared", "--secret-file",
        "\(program.home)/\(file)")
      #expect(result.status == code, "\(file): \(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: program.store))
    }
  }

  @Test("What is there already is not asked a passphrase for, is not opened as a demo, and is left as it is")
  func alreadyThere() throws {
    let program = try Program()
    try program.initialize()
    let head = try program.run("head").output
    for more in [["--shared"], ["--demo"], []] {
      let result = try program.run(["init", program.store, "--organisation", "x", "--person", "wang 王小明"] + more)
      #expect(result.status == 73 && result.errors.contains("已經有東西"), "\(more): \(result.errors)")
    }
    #expect(try program.run("head").output == head)
  }

  @Test(
    "A store that is half made is told at the first screen, where it can be made again",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func firstScreen() throws {
    let program = try Program()
    let half = "mkdir -p '\(program.store)/journal/main' && : >'\(program.store)/STORE.making'"
    try #require(try program.shell(half).status == 0)
    let listed = try program.run("list")
    #expect(listed.status == 73 && listed.errors.contains("ismsbook init"), "\(listed.errors)")
    let terminal = try TmuxTerminal(program)
    try terminal.shows("還沒有紀錄庫")
    try terminal.press("1")
    try terminal.type("測試學院")
    try terminal.press("Tab", "C-u")
    try terminal.type("王小明")
    try terminal.press("Tab", "C-u")
    try terminal.type("wang")
    try terminal.press("F2")
    try terminal.shows("紀錄庫建好了")
    try terminal.quit()
    #expect(try program.run("verify").status == 0)
  }
}
