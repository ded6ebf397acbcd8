import Domain
import Glibc
import Synchronization

/// The time zones that this machine knows, as its C library has them: the IANA database, which is the package tzdata.
public enum LocalZones {
  /// The zone that `TZ` names for the C library now, and what it named when the program started.
  private struct State {
    var inUse: String?
    let given: String?
  }

  private static let state = Mutex(State(given: getenv("TZ").map { String(cString: $0) }))

  /// A fixed offset, or a zone whose rules this machine has; nil for anything else.
  public static func zone(_ text: String) -> Zone? {
    if let fixed = Zone(fixed: text) { return fixed }
    guard isKnown(text) else { return nil }
    return Zone(text: text) { offset(of: text, at: $0) }
  }

  /// The zone of this machine: the one that `TZ` names, else that of `/etc/localtime`; by its name where it has one.
  public static let ofMachine: Zone = {
    let given = state.withLock { $0.given }.flatMap { $0.isEmpty ? nil : $0 }
    if let given {
      let name = given.hasPrefix(":") ? String(given.dropFirst()) : given
      if let zone = zone(name) ?? nameInDatabase(name).flatMap({ zone($0) }) { return zone }
    } else if let zone = nameInDatabase("/etc/localtime").flatMap({ zone($0) }) {
      return zone
    }
    // A rule without a name, such as TZ=CST-8: its offset of now.
    return Zone(offset: offset(of: nil, at: time(nil)))
  }()

  /// What a new store is offered: this machine's zone; Taiwan's on a machine that was never told where it stands.
  public static var proposed: String {
    let machine = ofMachine.text
    return ["UTC", "Etc/UTC", "Universal", "+00:00"].contains(machine) ? "Asia/Taipei" : machine
  }

  private static let database = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"

  private static func isKnown(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || "/_+-".utf8.contains(byte)
    }
    guard isPlain, name.utf8.count <= 64, let first = name.utf8.first, (0x41...0x5A).contains(first),
      let file = fopen("\(database)/\(name)", "re")
    else { return false }
    defer { fclose(file) }
    var mark = [UInt8](repeating: 0, count: 4)
    // A folder opens too, and gives no bytes.
    return fread(&mark, 1, 4, file) == 4 && mark == Array("TZif".utf8)
  }

  /// `Asia/Taipei` for a link to `/usr/share/zoneinfo/Asia/Taipei`.
  private static func nameInDatabase(_ path: String) -> String? {
    guard path.hasPrefix("/"), let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    let real = String(cString: found)
    guard let place = real.firstRange(of: "/zoneinfo/") else { return nil }
    let name = real[place.upperBound...]
    return String(name.hasPrefix("posix/") ? name.dropFirst(6) : name)
  }

  /// Minutes east of UTC. The C library knows one zone at a time, the one that `TZ` names; nil means the machine's.
  private static func offset(of name: String?, at seconds: Int) -> Int {
    state.withLock { state in
      let wanted = name.map { ":\($0)" } ?? state.given ?? ""
      if state.inUse != wanted {
        if name == nil, state.given == nil { unsetenv("TZ") } else { setenv("TZ", wanted, 1) }
        tzset()
        state.inUse = wanted
      }
      var instant = seconds
      var local = tm()
      guard localtime_r(&instant, &local) != nil else { return 0 }
      return Int(local.tm_gmtoff) / 60
    }
  }
}
