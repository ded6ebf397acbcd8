import Domain
import Desk
import Foundation

/// What the program takes from the machine it runs on: paths, language, clock, the person at the keyboard.
enum Environment {
  static var variables: [String: String] { ProcessInfo.processInfo.environment }

  /// From LC_ALL, LC_MESSAGES or LANG; Chinese by default.
  static var language: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { variables[$0] }.filter { !$0.isEmpty }
    guard let name = names.first?.lowercased() else { return .zhTW }
    return name.hasPrefix("en") ? .en : .zhTW
  }

  static func storePath(_ given: String?) -> String {
    let named = given ?? variables["ISMSBOOK_STORE"].flatMap { $0.isEmpty ? nil : $0 }
    if let named { return absolute(named) }
    let data = variables["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (data ?? home + "/.local/share") + "/ismsbook"
  }

  static var home: String { variables["HOME"] ?? NSHomeDirectory() }

  static func absolute(_ path: String) -> String {
    let expanded = path.hasPrefix("~/") ? home + path.dropFirst() : path
    if expanded.hasPrefix("/") { return expanded }
    return FileManager.default.currentDirectoryPath + "/" + expanded
  }

  /// The clock of this run: this machine's, shown in the zone of the store once that is open. `ISMSBOOK_NOW` replaces
  /// it in stores that were made for tests.
  static let clock = StoreClock(
    { Moment(seconds: time(nil), offset: 0) }, test: testTime, finder: { LocalZones.zone($0) },
    proposing: { LocalZones.proposed })

  /// The time that is given for tests; the environment is read once.
  static let testTime = variables["ISMSBOOK_NOW"].flatMap { Moment($0) }

  /// What sshd says of a connection.
  struct Call {
    /// What the client asks to be run; nil where it asks for a terminal.
    let command: String?
    /// The client's address, or `-`.
    let address: String
  }

  /// Takes what sshd says, and then drops the whole environment but the terminal's type: the rest may be the client's.
  /// The home folder is the account's.
  static func takeCall() -> Call {
    let given = variables
    let command = given["SSH_ORIGINAL_COMMAND"].flatMap { $0.isEmpty ? nil : $0 }
    let address = given["SSH_CONNECTION"]?.split(separator: " ").first.map(String.init) ?? "-"
    for name in given.keys where name != "TERM" { unsetenv(name) }
    if let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir { setenv("HOME", folder, 1) }
    return Call(command: command, address: address)
  }

  /// A crash leaves no memory on the disk: passphrases pass through it.
  static func leaveNoCore() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // If even that is not allowed, the program runs all the same.
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }

  /// Milliseconds of a clock that never goes back.
  static func ticks() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }

  /// The name of the user of the operating system.
  static var login: String {
    if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name { return String(cString: name) }
    return variables["USER"] ?? "user"
  }

  /// The person that the user of the operating system would be: a valid id, and the full name if there is one.
  static var proposedPerson: PersonName {
    let login = login
    var id = String(login.lowercased().unicodeScalars.filter { PersonName.isValid(id: "a\($0)") }.prefix(32))
    if !PersonName.isValid(id: id) || PersonName.reserved.contains(id) { id = "user" }
    var name = ""
    if let entry = getpwuid(geteuid()), let gecos = entry.pointee.pw_gecos {
      name = String(String(cString: gecos).prefix { $0 != "," })
    }
    return PersonName(id: id, name: name == login || name == "root" ? "" : name)
  }
}
