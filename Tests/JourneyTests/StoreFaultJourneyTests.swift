import Foundation
import TestKit
import Testing

@Suite("A store that cannot be used as it should")
struct StoreFaultJourneyTests {
  /// A file system of its own in memory, with the program's store on it; the index stays outside.
  private final class Mount {
    let program: Program
    private let folder: String

    init(_ program: Program, size: String) throws {
      self.program = program
      folder = program.home + "/mount"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let mounted = try program.shell("mount -t tmpfs -o size=\(size) tmpfs '\(folder)'")
      try #require(mounted.status == 0, "\(mounted.errors)")
      program.use(store: folder + "/store")
      try program.initialize()
    }

    deinit {
      // Lazily, so that nothing that is still open keeps the folder.
      _ = try? program.shell("umount -l '\(folder)'")
    }

    func remount(_ options: String) throws {
      let result = try program.shell("mount -o remount,\(options) '\(folder)'")
      try #require(result.status == 0, "\(result.errors)")
    }

    func fill() throws { try program.shell("cat /dev/zero >'\(folder)/full' 2>/dev/null") }
  }

  @Test(
    "A full disk: a clear message and code, nothing lost, what was typed is saved once there is room",
    .enabled(if: Machine.has("tmux"), "needs tmux"),
    .enabled(if: Machine.isRoot, "mounting a small file system needs root"))
  func fullDisk() throws {
    let program = try Program()
    let mount = try Mount(program, size: "6m")
    let number = try program.newIncident("滿之前")
    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.open(record: number)
    try terminal.amend("更正", version: 1)
    try mount.fill()

    // More than what is left of the block that the journal ends in.
    let long = String(repeating: "滿", count: 6_000)
    let refused = try program.run("amend", number, "--reason", "滿", "--set", "remarks=\(long)")
    #expect(refused.status == 74)
    #expect(refused.errors.contains("磁碟空間或配額已滿，未存入"), "\(refused.errors)")
    #expect(try program.run("show", number).output.contains("滿之前"))

    try mount.fill()
    try terminal.fill(["備註": "滿的時候填的"])
    try terminal.press("F2")
    try terminal.shows("磁碟空間或配額已滿，未存入")
    try terminal.shows("滿的時候填的")
    #expect(try program.run("history", number).output.split(separator: "\n").count == 1)

    try mount.remount("size=40m")
    try terminal.press("F2")
    try terminal.shows("已存 \(number) 第 2 版")
    try terminal.quit()
    #expect(try program.run("show", number).output.contains("滿的時候填的"))
    #expect(try program.run("verify").status == 0)
  }

  @Test(
    "A file system that can only be read: records can be looked at, saving says why not",
    .enabled(if: Machine.has("tmux"), "needs tmux"),
    .enabled(if: Machine.isRoot, "mounting needs root"))
  func readOnlyFileSystem() throws {
    let program = try Program()
    let mount = try Mount(program, size: "20m")
    let number = try program.newIncident("唯讀之前")
    try mount.remount("ro")
    try onlyReads(program, number, because: "只能讀")
    try mount.remount("rw")
    #expect(try program.run("amend", number, "--reason", "又可以寫", "--set", "remarks=寫").status == 0)
  }

  @Test(
    "A store whose folders may not be written: records can be looked at, saving says why not",
    .enabled(if: Machine.has("tmux"), "needs tmux"),
    .enabled(if: !Machine.isRoot, "root may write everywhere"))
  func noPermission() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("唯讀之前")
    try program.shell("chmod -R a-w '\(program.store)'")
    defer { _ = try? program.shell("chmod -R u+w '\(program.store)'") }
    try onlyReads(program, number, because: "只能讀")
  }

  @Test(
    "A store of a newer format can be read; saving and the screens say that the program must be updated",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func newerFormat() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("新格式之前")
    try program.shell("sed -i 's/^Format: 2$/Format: 3/' '\(program.store)/STORE'")
    try onlyReads(program, number, because: "格式是第 3 版")
  }

  /// Looking works, saving fails with a reason, on the command line and on the screens.
  private func onlyReads(_ program: Program, _ number: String, because reason: String) throws {
    let before = try program.run("head").output
    let shown = try program.run("show", number)
    #expect(shown.status == 0 && shown.output.contains("之前"), "\(shown.errors)")
    #expect(try program.run("list", "incident-notice").output.contains(number))
    let refused = try program.run("amend", number, "--reason", "不行", "--set", "remarks=不行")
    #expect(refused.status == 77)
    #expect(refused.errors.contains(reason), "\(refused.errors)")
    #expect(try program.run("void", number, "--reason", "不行").status == 77)
    let terminal = try TmuxTerminal(program)
    try terminal.shows(reason)
    try terminal.open(record: number)
    try terminal.press("F9")
    try terminal.shows("只能讀")
    try terminal.quit()
    #expect(try program.run("head").output == before)
    #expect(try program.run("verify").status == 0)
  }

  @Test("A version file that was edited by hand is named by verify, mended by --repair, and the same bytes again")
  func editedFile() throws {
    let program = try Program()
    try program.initialize()
    let number = try program.newIncident("原來的主旨")
    let path = try program.shell("ls \(program.store)/records/incident-notice/*/*/\(number).v1.rec").output
    let file = path.trimmingCharacters(in: .whitespacesAndNewlines)
    let original = try Data(contentsOf: URL(fileURLWithPath: file))
    try program.shell("chmod u+w '\(file)' && sed -i 's/原來的主旨/改過的主旨/' '\(file)'")
    try #require(try Data(contentsOf: URL(fileURLWithPath: file)) != original)

    let found = try program.run("verify")
    #expect(found.status == 65)
    #expect(found.errors.contains("\(number).v1.rec"), "\(found.errors)")
    #expect(try program.run("show", number).output.contains("原來的主旨"), "the journal is the truth")
    let english = try program.run("verify", "--lang", "en", "--json")
    #expect(english.status == 65 && english.output.contains("\(number).v1.rec"), "\(english.output)")

    let repaired = try program.run("verify", "--repair")
    #expect(repaired.output.contains("已修復") && repaired.output.contains("\(number).v1.rec"), "\(repaired.output)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == original)
    #expect(try program.run("verify").status == 0)
  }

  @Test(
    "A broken definition in the store's screens is named by file, line and column, and all other forms still work",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func brokenDefinition() throws {
    let program = try Program()
    try program.initialize()
    let folder = program.store + "/screens/Procedures/05-data-room"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let shipped = Checkout.screens + "/Procedures/05-data-room/patrol.yaml"
    let text = try String(contentsOfFile: shipped, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.firstIndex { $0.hasPrefix("    label:") }) + 1
    lines.insert("    exampel: x", at: place)
    try lines.joined(separator: "\n").write(toFile: folder + "/patrol.yaml", atomically: true, encoding: .utf8)

    let name = "screens/Procedures/05-data-room/patrol.yaml:\(place + 1):5"
    let checked = try program.run("screens", "check")
    #expect(checked.status == 65)
    #expect(checked.output.contains(name) && checked.output.contains("example"), "\(checked.output)")
    let refused = try program.run("new", "patrol", "--set", "remarks=x")
    #expect(refused.status != 0 && refused.errors.contains(name), "\(refused.errors)")

    let forms = try program.run("list").output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(forms.count > 80)
    for form in forms where form != "patrol" {
      let listed = try program.run("list", String(form))
      #expect(listed.status == 0, "\(form): \(listed.errors)")
    }
    try program.newIncident("別的表單照常")

    let terminal = try TmuxTerminal(program)
    try terminal.shows("政策層")
    try terminal.type("patrol")
    try terminal.shows("patrol")
    try terminal.press("Enter")
    try terminal.shows("patrol.yaml:\(place + 1):5")
    try terminal.press("C-u")
    try terminal.open(form: "incident-notice")
    try terminal.shows("別的表單照常")
    try terminal.quit()
  }

  @Test(
    "A hostile name of the organisation or a person is refused, and no store is made",
    arguments: ["示範\u{1B}]0;x\u{07}學院", "示範\n學院", "示範\u{202E}學院", "示範\u{9B}31m學院"])
  func hostileName(_ name: String) throws {
    let program = try Program()
    for (organisation, person) in [(name, "wang 王小明"), ("測試學院", "wang \(name)")] {
      let result = try program.run("init", program.store, "--organisation", organisation, "--person", person)
      #expect(result.status == 65, "\(result.errors)")
      #expect(!result.errors.isEmpty)
      let hostile = ["\u{1B}", "\u{07}", "\u{202E}", "\u{9B}"].filter { result.errors.contains($0) }
      #expect(hostile.isEmpty, "the message does not pass them on")
      #expect(!FileManager.default.fileExists(atPath: program.store))
    }
  }

  @Test(
    "A hostile name that is pasted into the first start does nothing to the terminal, and is refused or made harmless",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func hostilePaste() throws {
    let program = try Program()
    let terminal = try TmuxTerminal(program)
    try terminal.shows("還沒有紀錄庫")
    try terminal.press("1")
    try terminal.paste("示範\u{1B}[31m\u{07}學\u{202E}院")
    try terminal.shows("示範")
    try terminal.press("Tab", "C-u")
    try terminal.type("王小明")
    try terminal.press("Tab", "C-u")
    try terminal.type("wang")
    try terminal.press("F2")
    try terminal.waits(for: "a store or a refusal") {
      let screen = try terminal.screen()
      return screen.contains("紀錄庫建好了") || screen.contains("!!")
    }
    try terminal.quit()
    let file = try program.shell("cat '\(program.store)/STORE' 2>/dev/null").output
    for scalar in ["\u{1B}", "\u{07}", "\u{202E}"] { #expect(!file.contains(scalar)) }
  }
}
