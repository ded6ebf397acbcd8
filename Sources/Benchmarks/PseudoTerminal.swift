import Foundation

/// A program in a terminal of its own, 80x24, whose bytes are counted and timed.
final class PseudoTerminal {
  let process: pid_t
  private let master: Int32

  init?(_ arguments: [String], environment: [String: String], folder: String) {
    // TIOCSPTLCK unlocks the slave, TIOCGPTN gives its number (ioctl_tty(2)); neither has a Swift name.
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      return nil
    }
    let slave = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The leader of a new session gets the first terminal it opens as its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, 0x80)
    guard FileManager.default.changeCurrentDirectoryPath(folder) else { return nil }
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, arguments[0], &actions, &attributes, &argv, &envp) == 0 else {
      close(master)
      return nil
    }
    process = child
    self.master = master
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// What a read saw: bytes, and when the first visible character and the last byte came.
  struct Output {
    var bytes = 0
    var firstGlyph: UInt64?
    var last: UInt64?
    var text: [UInt8] = []
  }

  /// Reads until `quiet` milliseconds pass without a byte, or for `limit` in all.
  func read(quiet: Int32, limit: Int = 10_000) -> Output {
    var output = Output()
    let start = DispatchTime.now().uptimeNanoseconds
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while DispatchTime.now().uptimeNanoseconds - start < UInt64(limit) * 1_000_000 {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, quiet) > 0 else { break }
      let count = Foundation.read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      let now = DispatchTime.now().uptimeNanoseconds
      output.bytes += count
      output.last = now
      output.text += buffer[..<count]
      if output.firstGlyph == nil, Self.hasGlyph(output.text) { output.firstGlyph = now }
    }
    return output
  }

  /// Whether there is anything visible outside of escape sequences.
  private static func hasGlyph(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x1B {
        place += 1
        guard place < bytes.count else { return false }
        switch bytes[place] {
        case UInt8(ascii: "["):
          place += 1
          while place < bytes.count, !(0x40...0x7E).contains(bytes[place]) { place += 1 }
        case UInt8(ascii: "]"):
          while place < bytes.count, bytes[place] != 0x07, bytes[place] != 0x1B { place += 1 }
        case UInt8(ascii: "("), UInt8(ascii: ")"): place += 1
        default: break
        }
      } else if byte > 0x20, byte != 0x7F {
        return true
      }
      place += 1
    }
    return false
  }

  /// Proportional set size in KiB, of the process itself.
  var memory: Double {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8) else { return .nan }
    for line in text.split(separator: "\n") where line.hasPrefix("Pss:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
    }
    return .nan
  }

  /// Clock ticks of processor time used so far.
  var processorTicks: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let behind = text.range(of: ") ")
    else { return 0 }
    let fields = text[behind.upperBound...].split(separator: " ")
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  func end() {
    kill(process, SIGTERM)
    _ = read(quiet: 200, limit: 1_000)
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(master)
  }
}
