import Foundation
import Testing

extension Trial {
  private static let who = "root"

  static let root: [Trial] = [
    Trial(who, "do all that the account can", notTried: "the lines of the account are tried as its owner"),
    Trial(
      who, "change the program or its `Screens`", notTried: "a changed program says whatever it was changed to say"),
    Trial(who, "set the clock back") { stage in
      let attempt = { (time: String) in
        try stage.program.run(
          "list", "person", "--as", "lin", "--secret-file", "-", input: "wrong\n",
          with: ["ISMSBOOK_NOW": time])
      }
      // A wait for the passphrase cannot be shortened, nor a lock-out be undone.
      _ = try attempt("2099-11-22T10:00:00+08:00")
      let back = try attempt("2099-11-22T09:00:00+08:00")
      #expect(back.status == 77 && back.errors.contains("還要等"), "\(back.errors)")
      #expect(try stage.shared.entries("clock_moved_back").last?.contains("Saved_by: lin 林大華\n") == true)
      // No entry is earlier than the one before, and both times stand there.
      let number = try stage.shared.incident("時鐘倒退", by: "wang")
      let saved = try stage.shared.entries("create").last { $0.contains("Record: \(number)\n") }
      #expect(saved?.contains("Saved_at: 2099-11-22T10:00") == true && saved?.contains("\nClock: 20") == true)
      // A verification says that the clock was set back, and finds nothing wrong.
      let verified = try stage.verify()
      #expect(verified.status == 0 && verified.output.contains("1 finding(s)"), "\(verified.output)")
      #expect((verified.output + verified.errors).contains("the clock was"), "\(verified.output)\(verified.errors)")
    },
    Trial(who, "set the clock forward") { stage in
      _ = try stage.program.run("credential", "list", with: ["ISMSBOOK_NOW": "2100-01-01T00:00:00+08:00"])
      let wrong = try stage.program.run(
        "list", "person", "--as", "wang", "--secret-file", stage.program.home + "/wang",
        with: ["ISMSBOOK_NOW": "2100-01-01T00:00:00+08:00"])
      #expect(wrong.status == 0, "\(wrong.errors)")
      #expect(try stage.shared.entries("log_in").last?.contains("Saved_at: 2100-01-01") == true)
      let number = try stage.shared.incident("時鐘正確", by: "wang")
      let saved = try stage.shared.entries("create").last { $0.contains("Record: \(number)\n") }
      #expect(saved?.contains("Saved_at: 2100-01-01") == true && saved?.contains("\nClock: 20") == true)
    },
    Trial(who, "watch what others type", notTried: "nothing would show it"),
  ]
}
