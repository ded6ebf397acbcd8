import Foundation
import Testing

@Suite("Many attempts at once")
struct ManyAttemptsJourneyTests {
  @Test("Twenty wrong ones are slowed down, and none of four right ones among them is called or counted wrong")
  func atOnce() throws {
    let shared = try SharedStore()
    let program = shared.program
    try "wrong horse battery".write(toFile: program.home + "/wrong", atomically: true, encoding: .utf8)
    let run = try program.shell(
      """
      chmod 600 ~/wrong
      ask() { '\(Program.path)' --store '\(program.store)' list --as lin --secret-file "$1" >"$2.out" 2>"$2.err"; echo $? >"$2.code"; }
      cd ~
      for i in $(seq 24); do
        case $i in 3 | 9 | 15 | 24) ask ~/wang right$i & ;; *) ask ~/wrong wrong$i & ;; esac
      done
      wait
      cat wrong*.code | sort | uniq -c; echo --; cat right*.err
      """)
    let parts = run.output.components(separatedBy: "--\n")
    #expect(parts[0].trimmingCharacters(in: .whitespaces) == "20 77\n", "\(run.output)")
    // Told to wait perhaps, because somebody else was wrong; but not that it is wrong.
    #expect(!parts[1].contains("帳號或通行碼不對"), "\(parts[1])")
    let failed = try shared.entries("log_in_failed").count
    #expect((1...6).contains(failed), "\(failed) of 20 were looked at")
    // Nobody is locked out by it for longer than the wait that is told.
    #expect(try shared.entries("locked_out").isEmpty)
  }
}
