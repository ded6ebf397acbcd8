import Foundation
import Testing

/// A real sshd for the tests, which speaks through a pipe and opens no port, and keys of people.
struct SSHServer {
  let program: Program
  private let host: String

  /// The server takes the keys of `~/.ssh/authorized_keys` of the test's home.
  init(_ program: Program) throws {
    self.program = program
    host = program.home + "/host"
    let made = try program.shell(
      "ssh-keygen -q -t ed25519 -N '' -f ~/host && (test -d /run/sshd || mkdir -p /run/sshd 2>/dev/null; true)")
    try #require(made.status == 0, "\(made.errors)")
    // Everything a client could ask for is allowed here, so that what is refused is refused for the key.
    try """
    HostKey \(host)
    AuthorizedKeysFile \(program.home)/.ssh/authorized_keys
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    PidFile none
    AcceptEnv *
    PermitUserEnvironment no
    AllowTcpForwarding yes
    AllowAgentForwarding yes
    X11Forwarding yes
    PermitTunnel yes
    GatewayPorts yes
    Subsystem sftp internal-sftp
    LogLevel ERROR
    """.write(toFile: program.home + "/sshd_config", atomically: true, encoding: .utf8)
  }

  /// Makes a key for a person and binds it.
  func bind(_ person: String, as administrator: String) throws {
    let result = try program.shell(
      """
      ssh-keygen -q -t ed25519 -N '' -C \(person) -f ~/key.\(person) && \
      '\(Program.path)' ssh-key add --person \(person) ~/key.\(person).pub --as \(administrator) \
      --secret-file ~/\(administrator)
      """)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// What a shell starts to connect as a person: `client` is `ssh`, `scp` or `sftp`.
  func client(_ person: String, _ client: String = "ssh", _ options: String = "", tracing: String? = nil) -> String {
    let trace = tracing.map { "strace -f -qq -s 300 -e trace=execve -o \($0) " } ?? ""
    return
      "\(client) -F /dev/null -i \(program.home)/key.\(person) -o IdentitiesOnly=yes -o BatchMode=yes "
      + "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "
      + "-o 'ProxyCommand=\(trace)/usr/sbin/sshd -i -f \(program.home)/sshd_config' \(options)"
  }

  /// The name of the account as a destination.
  var destination: String { "\(NSUserName())@localhost" }

  /// Runs a command over the connection.
  @discardableResult
  func run(
    _ person: String, _ command: String, options: String = "", input: String = "/dev/null", tracing: String? = nil
  ) throws -> Program.Result {
    let quoted = command.replacingOccurrences(of: "'", with: "'\\''")
    return try program.shell(
      "\(client(person, "ssh", options, tracing: tracing)) \(destination) -- '\(quoted)' <\(input)")
  }
}
