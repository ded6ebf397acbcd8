import Domain
import FileStore
import TestKit
import Testing

@Suite("Keys of persons", .enabled(if: Machine.has("ssh-keygen"), "needs ssh-keygen"))
struct AuthorizedKeysTests {
  /// A folder that goes away with the test.
  private final class KeyFolder {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }

    init() throws { temporary = try TemporaryFolder() }

    /// The text of a new public key.
    func key(_ name: String, _ type: String = "ed25519", bits: Int? = nil) throws -> [UInt8] {
      let size = bits.map { ["-b", String($0)] } ?? []
      let run = try TestFiles.run(
        "/usr/bin/ssh-keygen",
        ["-q", "-t", type] + size + ["-N", "", "-C", "\(name)@host 註解", "-f", "\(folder)/\(name)"])
      try #require(run.code == 0, "\(run.output)")
      return try TestFiles.read("\(folder)/\(name).pub")
    }
  }

  private func rule(_ bytes: [UInt8]) -> String? {
    if case .failure(let finding) = SSHPublicKey.read(bytes) { finding.rule } else { nil }
  }

  private func rule(_ text: String) -> String? { rule(Array(text.utf8)) }

  private func entry(_ keys: inout AuthorizedKeys, _ key: [UInt8], _ person: String, store: String = "/srv/isms")
    throws -> AuthorizedKeys.Entry
  {
    let command = try AuthorizedKeys.sessionCommand(program: "/usr/bin/ismsbook", store: store, person: person)
    return try keys.add(SSHPublicKey.read(key).get(), person: person, command: command)
  }

  @Test(
    "fingerprint, length and kind are those of ssh-keygen",
    arguments: [("ed25519", nil), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 2048), ("rsa", 3071)]
      as [(String, Int?)])
  func fingerprint(_ type: String, _ bits: Int?) throws {
    let place = try KeyFolder()
    let key = try SSHPublicKey.read(try place.key("k", type, bits: bits)).get()
    let shown = try TestFiles.run("/usr/bin/ssh-keygen", ["-l", "-f", "\(place.folder)/k.pub"]).output
    #expect(shown == "\(key.bits) \(key.fingerprint) \(key.comment) (\(key.kind))\n")
  }

  @Test("what is not one good public key is refused, and says why")
  func refused() throws {
    let place = try KeyFolder()
    let good = String(decoding: try place.key("k"), as: UTF8.self)
    let words = good.split(separator: " ").map(String.init)
    #expect(rule(good) == nil)
    #expect(rule("# mine\r\n\r\n" + good.replacing("\n", with: "\r\n")) == nil)
    #expect(rule(try TestFiles.read("\(place.folder)/k")) == "private")
    #expect(rule("PuTTY-User-Key-File-3: ssh-ed25519") == "private")
    #expect(rule("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----") == "format")
    #expect(rule(good + good) == "several")
    #expect(rule("no-pty " + good) == "options")
    #expect(rule("command=\"sh\" " + good) == "options")
    #expect(rule("ssh-dss AAAAB3NzaC1kc3M= old") == "type")
    #expect(rule("ssh-ed25519-cert-v01@openssh.com " + words[1]) == "type")
    for text in ["", "\n\n", "# only a comment", "hello", "\u{0}", good.replacing("@host", with: "\u{1B}[2J")] {
      #expect(rule(text) == "format", "\(text)")
    }
    #expect(rule([0xFF, 0xFE, 0x00]) == "format")
    let blob = words[1]
    for wrong in [
      "ssh-ed25519", "ssh-ed25519 " + blob.dropLast(4), "ssh-ed25519 \(blob)AAAA", "ssh-ed25519 \(blob)=",
      "ssh-rsa " + blob, "ssh-ed25519 " + blob.replacing("AAAAC3", with: "AAAAC4"), "ssh-ed25519 =" + blob.dropFirst(),
    ] { #expect(rule(wrong) == "format", "\(wrong)") }
    #expect(rule(try place.key("weak", "rsa", bits: 1024)) == "weak")
    let point = String(decoding: try place.key("curve", "ecdsa", bits: 256), as: UTF8.self).split(separator: " ")[1]
    // The last byte of the point changed: no longer on the curve.
    #expect(rule("ecdsa-sha2-nistp256 " + point.dropLast(3) + (point.hasSuffix("A=") ? "B" : "A") + "A=") == "format")
  }

  @Test("hand-written lines stay byte for byte, and what was added can be taken out again")
  func handWritten() throws {
    let place = try KeyFolder()
    let foreign = String(decoding: try place.key("foreign"), as: UTF8.self)
    let before =
      Array(
        "# by hand\r\n\n   \t\nfrom=\"10.0.0.0/8\",command=\"echo \\\"a b\\\" \" \(foreign)@cert-authority x".utf8) + [
        0xFF, 0xC3,
      ]
    var keys = AuthorizedKeys(before)
    let wang = try entry(&keys, place.key("wang"), "wang.xm")
    let lin = try entry(&keys, place.key("lin"), "lin")
    #expect(keys.entries == [wang, lin] && keys.otherKeys == 2 && keys.findings(path: "x").isEmpty)
    #expect(keys.bytes.starts(with: before + [10]))
    var again = AuthorizedKeys(keys.bytes)
    #expect(again.entries == [wang, lin])
    #expect(again.remove { $0.person == "wang.xm" } == [wang])
    #expect(again.entries.map(\.person) == ["lin"])
    #expect(again.remove { _ in true }.count == 1)
    #expect(again.bytes == before + [10])
  }

  @Test("a key that stands there already is refused, also behind options and where it is no person's")
  func twice() throws {
    let place = try KeyFolder()
    let key = try place.key("k")
    let text = String(decoding: key, as: UTF8.self)
    for line in [
      text, "  " + text, "no-pty,command=\"a \\\" b\" " + text, "restrict\t" + text.replacing(" ", with: "\t"),
    ] {
      var keys = AuthorizedKeys(Array(line.utf8))
      #expect(throws: StoreProblem.self, "\(line)") { try entry(&keys, key, "wang.xm") }
      #expect(keys.bytes == Array(line.utf8))
    }
    var keys = AuthorizedKeys(Array("# \(text)".utf8))
    _ = try entry(&keys, key, "wang.xm")
    #expect(throws: StoreProblem.self) { try entry(&keys, key, "lin") }
  }

  @Test("a line of ours that was changed by hand is left alone and named")
  func changed() throws {
    let place = try KeyFolder()
    var keys = AuthorizedKeys([])
    _ = try entry(&keys, place.key("k"), "wang.xm")
    let line = String(decoding: keys.bytes, as: UTF8.self)
    for (old, new) in [
      ("restrict,pty", "pty"), ("--person wang.xm", "--person lin"), ("ismsbook:wang.xm", "ismsbook:lin"),
      ("session", "sessions"), ("restrict", " restrict"), ("ismsbook:wang.xm", " ismsbook:wang.xm"),
    ] {
      var changed = AuthorizedKeys(Array(line.replacing(old, with: new).utf8))
      #expect(changed.entries.isEmpty && changed.otherKeys == 1, "\(new)")
      #expect(changed.findings(path: "x").map(\.rule) == ["changed"], "\(new)")
      #expect(changed.remove { _ in true }.isEmpty)
    }
  }

  @Test(
    "paths with spaces, quotation marks and combining characters reach the shell as they are",
    arguments: [
      "/srv/isms", "/srv/my store", "/srv/it's", "/srv/a\"b", "/srv/a\\\"b\\", "/srv/$HOME `id` $(id)", "/srv/資安 簿",
      "/srv/a\"\u{301} '\u{301}'\u{301} b", "/srv/\\", "/srv/-x;&|<>*?~",
    ])
  func quoting(path: String) throws {
    let place = try KeyFolder()
    var keys = AuthorizedKeys([])
    let made = try entry(&keys, place.key("k"), "wang.xm", store: path)
    #expect(AuthorizedKeys(keys.bytes).entries == [made])
    let run = try TestFiles.run(
      "/bin/sh", ["-c", made.command.replacing("/usr/bin/ismsbook", with: "printf '%s\\n'")])
    #expect(run.output == "--store\n\(path)\nsession\n--person\nwang.xm\n")
    // What ssh-keygen makes of the line is what sshd would.
    try TestFiles.write(keys.bytes, place.folder + "/authorized_keys")
    let shown = try TestFiles.run("/usr/bin/ssh-keygen", ["-l", "-f", place.folder + "/authorized_keys"]).output
    #expect(shown == "256 \(made.key.fingerprint) ismsbook:wang.xm \(made.key.comment) (ED25519)\n")
  }

  @Test("a path that would break the line is refused")
  func brokenPath() {
    #expect(throws: StoreProblem.self) {
      try AuthorizedKeys.sessionCommand(program: "/usr/bin/ismsbook", store: "/srv/a\nssh-ed25519 AAAA", person: "wang")
    }
  }

  @Test("the file is private, kept as it was when it cannot be recorded, and never written through a link")
  func file() throws {
    let place = try KeyFolder()
    let path = place.folder + "/home/.ssh/authorized_keys"
    let file = AuthorizedKeysFile(path: path)
    #expect(try file.read().entries.isEmpty)
    try TestFiles.run("/bin/mkdir", [place.folder + "/home"])
    let key = try place.key("k")
    func add(_ failing: Bool = false) throws -> AuthorizedKeys.Entry {
      let key = try SSHPublicKey.read(key).get()
      return try file.change { (keys) throws(StoreProblem) in
        try keys.add(key, person: "wang.xm", command: "/x --store /y session --person wang.xm")
      } recorded: { (_) throws(StoreProblem) in
        if failing { throw .lockedTooLong(seconds: 1) }
      }
    }
    #expect(throws: StoreProblem.lockedTooLong(seconds: 1)) { try add(true) }
    #expect(TestFiles.files(place.folder + "/home") == [])
    let entry = try add()
    #expect(try file.read().entries == [entry])
    #expect(TestFiles.mode(path) == 0o600 && TestFiles.mode(place.folder + "/home/.ssh") == 0o700)
    #expect(TestFiles.files(place.folder + "/home") == [".ssh/authorized_keys"])
    try TestFiles.run("/bin/mv", [path, place.folder + "/elsewhere"])
    try TestFiles.run("/bin/ln", ["-s", place.folder + "/elsewhere", path])
    let before = try TestFiles.read(place.folder + "/elsewhere")
    #expect(throws: StoreProblem.self) { try add() }
    #expect(throws: StoreProblem.self) { try file.read() }
    #expect(try TestFiles.read(place.folder + "/elsewhere") == before)
  }
}
