import Foundation
import Testing

/// A process that is run to its end.
///
/// Foundation's `Process` will not do: it hands down what its thread has blocked, so that a shell never learns of the
/// end of its own children, and it waits for whatever the child leaves running, such as the server of tmux.
struct Child {
  let path: String
  let arguments: [String]
  let environment: [String: String]
  /// The paths of standard input, output and error.
  let files: (input: String, output: String, errors: String)

  /// Seconds after which a command that does not end is ended, so that the tests do.
  private static let limit = 900.0

  struct Failed: Error {
    let path: String
    let code: Int32
  }

  /// The exit code; of a process that a signal has ended, 128 and its number, as a shell says it.
  func run() throws -> Int32 {
    let process = try start()
    let end = Date().addingTimeInterval(Self.limit)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if Date() > end {
        kill(process, SIGKILL)
        Issue.record("\(path) \(arguments) went on for \(Int(Self.limit)) seconds")
      }
      usleep(2_000)
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private func start() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, files.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, files.output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files.errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let code = Self.withStrings([path] + arguments) { words in
      Self.withStrings(environment.map { "\($0)=\($1)" }) { variables in
        posix_spawn(&process, path, &actions, &attributes, words, variables)
      }
    }
    guard code == 0 else { throw Failed(path: path, code: code) }
    return process
  }

  /// A list of C strings that ends with nothing.
  private static func withStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
