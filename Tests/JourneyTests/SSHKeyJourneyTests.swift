import Foundation
import TestKit
import Testing

@Suite("SSH keys of persons", .enabled(if: Machine.has("ssh-keygen"), "needs ssh-keygen"))
struct SSHKeyJourneyTests {
  /// A program with a store in which Wang is the administrator, and a new key.
  private func start(store: String? = nil) throws -> (program: Program, file: String) {
    let program = try Program()
    if let store { program.use(store: program.home + store) }
    try program.initialize()
    try makeKey(program, "k")
    return (program, program.home + "/.ssh/authorized_keys")
  }

  private func makeKey(_ program: Program, _ name: String, _ more: String = "-t ed25519") throws {
    let result = try program.shell("ssh-keygen -q \(more) -N '' -C '\(name)@laptop' -f \"$HOME/\(name)\"")
    try #require(result.status == 0, "\(result.errors)")
  }

  private func add(_ program: Program, _ key: String, _ person: String = "wang", _ more: String...) throws
    -> Program.Result
  {
    try program.shell(
      "'\(Program.path)' ssh-key add --person '\(person)' \"$HOME/\(key)\" \(more.joined(separator: " ")) </dev/null")
  }

  private func keys(_ program: Program) throws -> [String: Any] {
    let result = try program.run("ssh-key", "list", "--json")
    try #require(result.status == 0, "\(result.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  /// The sequence of the journal's last entry.
  private func last(_ program: Program) throws -> Int {
    try #require(Int(try program.run("head").output.prefix { $0 != " " }))
  }

  @Test("A key is added, listed as ssh-keygen lists it, and removed; each is in the journal")
  func wholeLife() throws {
    let (program, file) = try start()
    let first = try last(program)
    #expect(try add(program, "k.pub").status == 0)
    #expect(try program.shell("stat -c %a \(file) $(dirname \(file))").output == "600\n700\n")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let command = "\(Program.path) --store \(program.store) session --person wang"
    #expect(text.hasPrefix("restrict,pty,command=\"\(command)\" ssh-ed25519 "))
    #expect(text.hasSuffix(" ismsbook:wang k@laptop\n"))
    let shown = try program.shell("ssh-keygen -l -f ~/k.pub").output.split(separator: " ")
    let list = try program.run("ssh-key", "list", "--lang", "en")
    #expect(list.output == "wang 王小明\tactive\t256 \(shown[1]) k@laptop (ED25519)\n")
    #expect(try program.shell("ssh-keygen -l -f \(file)").output.contains(shown[1]))
    let entry = try #require((try keys(program)["keys"] as? [[String: Any]])?.first)
    #expect(entry["fingerprint"] as? String == String(shown[1]) && entry["person"] as? String == "wang")
    #expect(entry["state"] as? String == "active" && entry["command"] as? String == command)
    #expect(try program.run("ssh-key", "remove", "SHA256:nothing").status == 66)
    #expect(try program.run("ssh-key", "remove", String(shown[1]), "--person", "lin").status == 66)
    #expect(try program.run("ssh-key", "remove", String(shown[1])).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).isEmpty)
    let journal = try program.shell("cat \(program.store)/journal/*/*/*.rec").output
    for line in [
      "Action: ssh_key_added\n", "Action: ssh_key_removed\n", "Person: wang 王小明\n", "Fingerprint: \(shown[1])\n",
    ] {
      #expect(journal.contains(line), "\(line)")
    }
    #expect(try last(program) == first + 2)
    #expect(try program.run("verify").status == 0)
  }

  @Test("From standard input, as JSON, with the options before the command, in both languages")
  func otherWays() throws {
    let (program, file) = try start()
    let key = try String(contentsOfFile: program.home + "/k.pub", encoding: .utf8)
    let first = try last(program)
    let result = try program.run(
      "--lang", "en", "ssh-key", "add", "--person", "wang", "-", "--json", "--file", program.home + "/other", input: key
    )
    #expect(result.status == 0, "\(result.errors)")
    let receipt = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(receipt["sequence"] as? Int == first + 1 && receipt["line"] as? Int == 1 && receipt["bits"] as? Int == 256)
    #expect(!FileManager.default.fileExists(atPath: file))
    let english = try program.run("--lang", "en", "ssh-key", "list", "--file", program.home + "/other")
    #expect(english.errors.contains("1 key(s) of persons, 0 put there by hand"))
    #expect(try program.run("ssh-key", "list").errors.contains("0 把由本程式登記"))
  }

  @Test("Whoever is not in the store or is disabled gets no key, and bad keys are refused with a reason")
  func refused() throws {
    let (program, file) = try start()
    try FileManager.default.createDirectory(atPath: program.home + "/.ssh", withIntermediateDirectories: true)
    let before = "# by hand\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO6gq3UwCJwQkBl7hy0QFpuvNGq8U3zKmI0lFrWlL4Tm hand\n"
    try before.write(toFile: file, atomically: true, encoding: .utf8)
    let made = try program.run(
      "new", "person", "--set", "id=lin", "--set", "name=林大華", "--set", "unit=org", "--set", "active=no", "--set",
      "roles=staff")
    try #require(made.status == 0, "\(made.errors)")
    try makeKey(program, "weak", "-t rsa -b 1024")
    try makeKey(program, "strong", "-t rsa -b 2048")
    try program.shell("(printf 'no-pty '; cat ~/k.pub) >~/options.pub; cat ~/k.pub ~/strong.pub >~/two.pub")
    try program.shell(
      "printf 'ssh-dss AAAAB3NzaC1kc3M= x\\n' >~/dss.pub; head -c 60 ~/k.pub >~/cut.pub; : >~/empty.pub")
    let first = try last(program)
    let cases: [(key: String, person: String, status: Int32, says: String)] = [
      ("k.pub", "wnag", 66, "wang"), ("k.pub", "lin", 65, "已停用"), ("none.pub", "wang", 66, "none.pub"),
      ("k", "wang", 65, "私密金鑰"), ("options.pub", "wang", 65, "選項"), ("two.pub", "wang", 65, "2 把"),
      ("weak.pub", "wang", 65, "1024"), ("dss.pub", "wang", 65, "ssh-dss"), ("cut.pub", "wang", 65, "不完整"),
      ("empty.pub", "wang", 65, "公開金鑰"),
    ]
    for (key, person, status, says) in cases {
      let result = try add(program, key, person)
      #expect(result.status == status && result.errors.contains(says), "\(key) \(person): \(result.errors)")
    }
    #expect(try program.run("ssh-key", "remove").status == 64)
    #expect(try add(program, "k.pub", "wang", "--program", "/does/not/exist").status == 66)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
    #expect(try last(program) == first)
    #expect(try add(program, "strong.pub").status == 0)
    #expect(try add(program, "k.pub").status == 0)
    #expect(try add(program, "k.pub").errors.contains("已經在第 4 行"))
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(before))
    #expect(try keys(program)["other_keys"] as? Int == 1)
    #expect(try program.run("ssh-key", "remove", "--person", "wang").status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
  }

  @Test("Many at once lose no line")
  func manyAtOnce() throws {
    let (program, file) = try start()
    for number in 1...6 { try makeKey(program, "k\(number)") }
    let call = "'\(Program.path)' ssh-key add --person wang ~/k$i.pub >/dev/null 2>&1 || echo failed"
    let result = try program.shell("for i in 1 2 3 4 5 6; do (\(call)) & done; wait")
    #expect(result.output.isEmpty)
    #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 6)
  }

  @Test(
    "sshd starts the program with the store's path as it is, and nothing else",
    .enabled(if: Machine.has("sshd", "ssh"), "needs sshd and ssh"))
  func sshd() throws {
    let (program, file) = try start(store: "/my \"store\" of 資安's $HOME")
    // Stands in for the program and shows what it was given.
    let stand = program.home + "/stand in"
    try "#!/bin/sh\nfor word; do printf '<%s>\\n' \"$word\"; done\nprintf 'asked: %s\\n' \"$SSH_ORIGINAL_COMMAND\"\n"
      .write(toFile: stand, atomically: true, encoding: .utf8)
    try program.shell("chmod +x \"$HOME/stand in\"")
    #expect(try add(program, "k.pub", "wang", "--program", "\"$HOME/stand in\"").status == 0)
    try makeKey(program, "host")
    // sshd speaks through a pipe: no port is opened.
    let server =
      "/usr/sbin/sshd -i -f /dev/null -o HostKey=\(program.home)/host -o AuthorizedKeysFile=\(file) "
      + "-o StrictModes=no -o UsePAM=no -o PermitRootLogin=yes -o PidFile=none"
    let client =
      "ssh -F /dev/null -i ~/k -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes "
      + "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o 'ProxyCommand=\(server)'"
    let result = try program.shell(
      "test -d /run/sshd || mkdir -p /run/sshd 2>/dev/null; \(client) \"$(id -un)@localhost\" 'sh -c id; list' </dev/null"
    )
    let expected =
      "<--store>\n<\(program.store)>\n<session>\n<--person>\n<wang>\nasked: sh -c id; list\n"
    #expect(result.output == expected, "\(result.errors)")
  }
}
