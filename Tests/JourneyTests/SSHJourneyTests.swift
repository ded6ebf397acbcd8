import Foundation
import TestKit
import Testing

@Suite(
  "People who come in over SSH",
  .enabled(if: Machine.has("sshd", "ssh", "ssh-keygen"), "needs sshd and ssh and ssh-keygen"))
struct SSHJourneyTests {
  /// A shared store with Lin, staff, and Wang, the administrator, each with a key.
  private func start() throws -> (shared: SharedStore, server: SSHServer) {
    let shared = try SharedStore()
    let server = try SSHServer(shared.program)
    for person in ["wang", "lin"] { try server.bind(person, as: "wang") }
    return (shared, server)
  }

  @Test("Commands run with the person's rights, take and give files, and read the words by rules of ours")
  func commands() throws {
    let (shared, server) = try start()
    let program = shared.program
    let number = try shared.incident("連線 事件", by: "lin")
    #expect(try server.run("lin", "list incident-notice --json").output.contains(number))
    #expect(try server.run("lin", "list incident-notice --where \"title = '連線 事件'\"").output.contains(number))
    #expect(try server.run("lin", "void \(number) --reason x").status == 77)
    let amended = try server.run("lin", "amend \(number) --reason 更正 --set 'title=它說 \"好\" $HOME `id`'")
    #expect(amended.status == 0, "\(amended.errors)")
    #expect(try server.run("wang", "show \(number)").output.contains("它說 \"好\" $HOME `id`"))
    #expect(try server.run("wang", "--lang en head").status == 0)
    try program.shell("head -c 300000 /dev/urandom >~/photo.jpg")
    let attached = try server.run("lin", "attach \(number) photo.jpg", input: program.home + "/photo.jpg")
    #expect(attached.status == 0, "\(attached.errors)")
    let sent = try program.shell(
      "\(server.client("wang")) \(server.destination) evidence \(number) photo.jpg </dev/null | cmp - ~/photo.jpg")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try shared.entries("attach").count == 1 && shared.entries("export").count == 1)
    #expect(try server.run("lin", "verify").status == 0)
  }

  @Test("Anything else is refused and recorded, and no other program is ever started")
  func refused() throws {
    let (shared, server) = try start()
    let program = shared.program
    let marker = program.home + "/marker"
    let commands = [
      "sh", "list; touch \(marker)", "list && touch \(marker)", "$(touch \(marker))", "`touch \(marker)`",
      "list | touch \(marker)", "open", "init /tmp/x", "credential list", "ssh-key list", "session --person wang",
      "list --store /tmp", "--store /tmp list", "new incident-notice --from /etc/passwd",
      "new incident-notice --attach evidence=/etc/passwd", "list --as wang --secret-file \(program.home)/wang",
      "verify --repair", "screens check /etc", "list 'unfinished", "internal-sftp", "scp -t /tmp", "",
    ]
    for command in commands where !command.isEmpty {
      let result = try server.run("lin", command)
      #expect(
        [64, 77].contains(result.status) && result.output.isEmpty, "\(command): \(result.output) \(result.errors)")
    }
    let entries = try shared.entries("refused")
    #expect(entries.count == commands.count - 1)
    #expect(entries.contains { $0.contains("Command: list; touch \(marker)") && $0.contains("Saved_by: lin 林大華") })
    let long = try server.run("lin", "x" + String(repeating: "界", count: 5_000))
    #expect(long.status == 77)
    #expect(try shared.entries("refused").allSatisfy { $0.utf8.count < 3_000 })
    #expect(!FileManager.default.fileExists(atPath: marker))

    // scp and sftp, tunnels of every kind, agent and X11.
    let destination = server.destination
    try program.shell("echo secret >~/file")
    for command in [
      "\(server.client("lin", "scp", "-O")) ~/file \(destination):/tmp/ismsbook-scp",
      "\(server.client("lin", "scp")) ~/file \(destination):/tmp/ismsbook-scp",
      "\(server.client("lin", "scp")) \(destination):/etc/passwd ~/passwd",
      "echo 'get /etc/passwd' | \(server.client("lin", "sftp", "-b -")) \(destination)",
      "\(server.client("lin", "ssh", "-W localhost:22")) \(destination) </dev/null",
      "\(server.client("lin", "ssh", "-o ExitOnForwardFailure=yes -R 0:localhost:9")) \(destination) head </dev/null",
    ] {
      #expect(try program.shell("timeout 60 \(command)").status != 0, "\(command)")
    }
    #expect(try program.shell("ls ~/passwd /tmp/ismsbook-scp 2>/dev/null").output.isEmpty)
    let agent = try program.shell(
      "eval $(ssh-agent) >/dev/null; \(server.client("lin", "ssh", "-v -A -o LogLevel=DEBUG1")) \(destination) head </dev/null; "
        + "kill $SSH_AGENT_PID")
    #expect(agent.output.split(separator: " ").count == 3 && agent.errors.contains("Requesting authentication agent"))
    // What sshd says the key may: nothing but a terminal and the one command.
    #expect(agent.errors.split(whereSeparator: \.isNewline).contains { $0.hasSuffix("key options: command pty") })
    let x11 = try program.shell(
      "DISPLAY=:99 \(server.client("lin", "ssh", "-v -X -o LogLevel=DEBUG1 -o ForwardX11Trusted=yes")) \(destination) head </dev/null"
    )
    #expect(
      x11.output.split(separator: " ").count == 3 && x11.errors.contains("X11 forwarding disabled by key options"))
    #expect(try program.run("verify").status == 0)
  }

  @Test("What the client says of its environment is ignored")
  func environment() throws {
    let (shared, server) = try start()
    let program = shared.program
    let empty = program.home + "/empty"
    try program.shell("mkdir -p \(empty)/cache")
    let given =
      "-o SetEnv='ISMSBOOK_NOW=2001-01-01T00:00+00:00 ISMSBOOK_STORE=\(empty) ISMSBOOK_SCREENS=\(empty) "
      + "XDG_CACHE_HOME=\(empty)/cache LC_ALL=en_US.ISO-8859-1 LANG=en_US TZ=Pacific/Kiritimati HOME=\(empty)'"
    let made = try server.run("lin", "new incident-notice --set title=x", options: given)
    #expect(made.status == 65 && made.errors.contains("必填"), "\(made.errors)")
    let refused = try server.run("lin", "nothing", options: given)
    #expect(refused.status == 77)
    let entry = try #require(try shared.entries("refused").last)
    #expect(!entry.contains("2001-01-01") && !entry.contains("+14:00"))
    #expect(try program.shell("find \(empty) -type f").output.isEmpty)
  }

  @Test("What arrived when the line dropped is not taken for the whole")
  func halfAFile() throws {
    let (shared, server) = try start()
    let program = shared.program
    let number = try shared.incident("半個檔案", by: "lin")
    // The client is killed while it still sends.
    try program.shell(
      """
      (head -c 200000 /dev/zero; exec sleep 60) | \(server.client("lin")) \(server.destination) attach \(number) a.txt &
      client=$!
      for i in $(seq 300); do find '\(program.store)/evidence' -size +100k | grep -q . && break; sleep 0.1; done
      kill -9 $client
      for i in $(seq 300); do find '\(program.store)/evidence' -name '.*.tmp' | grep -q . || break; sleep 0.1; done
      sleep 1
      """)
    #expect(try shared.ssh("wang", "history \(number)").output.split(separator: "\n").count == 1)
    #expect(try shared.entries("attach").isEmpty)
    #expect(try program.run("verify").status == 0)
  }

  @Test("Somebody who left, or has no passphrase, is not let in; and a key of nobody neither")
  func notLetIn() throws {
    let (shared, server) = try start()
    // Registered, but nobody has given them a passphrase yet.
    let fields = "--set id=kao --set name=高新人 --set unit=org --set active=yes --set roles=staff"
    let registered = try shared.ssh("wang", "new person \(fields)")
    try #require(registered.status == 0, "\(registered.errors)")
    try server.bind("kao", as: "wang")
    let without = try server.run("kao", "head")
    #expect(without.status == 77 && without.errors.contains("credential set"))
    #expect(try shared.ssh("wang", "amend lin --reason 離職 --set active=no").status == 0)
    let left = try server.run("lin", "head")
    #expect(left.status == 77 && left.errors.contains("已停用") && left.output.isEmpty)
    let stranger = try shared.ssh("stranger", "head")
    #expect(stranger.status == 77 && stranger.errors.contains("人員名冊"))
    #expect(try shared.entries("refused").count == 3)
  }

  @Test(
    "A session opens the screens without any locale; a dropped line keeps the draft, and the next log-in has it",
    .enabled(if: Machine.has("tmux"), "needs tmux"))
  func screens() throws {
    let (shared, server) = try start()
    let program = shared.program
    let script = program.home + "/connect"
    let trace = program.home + "/trace"
    func connect() throws -> TmuxTerminal {
      let canTrace = Machine.has("strace")
      let client = server.client("lin", tracing: canTrace ? trace : nil)
      try "exec \(client) -tt \(server.destination)\n".write(toFile: script, atomically: true, encoding: .utf8)
      return try TmuxTerminal(program, command: "sh \(script)")
    }
    let first = try connect()
    try first.shows("林大華")
    #expect(try shared.entries("log_in").last?.contains("Way: ssh_key") == true)
    try first.open(form: "incident-notice")
    try first.press("F5")
    try first.shows("[填寫]")
    try first.fill(["事件主旨": "斷線之前"])
    try first.waits(for: "the draft") {
      try program.shell("grep -rl 斷線之前 '\(program.store)/drafts/lin'").status == 0
    }
    try first.send(SIGKILL)
    try first.waits(for: "the log-out") { try shared.entries("log_out").contains { $0.contains("Ending: hangUp") } }

    let second = try connect()
    try second.shows("林大華")
    try second.press("M-t")
    try second.shows("斷線之前")
    try second.press("Escape")
    // No way out to the machine: what would stop a program leaves it where it is.
    try second.press("C-z")
    try second.press("C-\\\\")
    try second.shows("林大華")
    try second.quit()
    try second.waits(for: "the log-out") { try shared.entries("log_out").contains { $0.contains("Ending: quit") } }
    #expect(try program.run("verify").status == 0)
    guard FileManager.default.fileExists(atPath: trace) else { return }
    let started = try program.shell("grep execve \(trace)").output.split(separator: "\n")
    let place = try #require(started.firstIndex { $0.contains("execve(\"\(Program.path)\"") })
    #expect(started.last.map { $0 == started[place] } == true, "\(started)")
  }
}
