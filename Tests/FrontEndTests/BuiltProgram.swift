import Domain
import Foundation
import TestKit

/// The program as the build puts it beside the test bundle.
enum BuiltProgram {
  /// Runs it on a store that is made for tests; `home` is a folder for what it keeps beside.
  static func run(
    _ arguments: [String], store: String, home: String, now: Moment, input: String = ""
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Checkout.program("ismsbook"))
    process.arguments = arguments
    process.environment = [
      "HOME": home, "XDG_CACHE_HOME": home + "/cache", "ISMSBOOK_STORE": store, "ISMSBOOK_NOW": now.text,
      "LC_ALL": "C.UTF-8", "TZ": "Asia/Taipei", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    let (given, output) = (home + "/input", home + "/output")
    for (file, text) in [(given, input), (output, "")] { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) }
    let reading = try FileHandle(forReadingFrom: URL(fileURLWithPath: given))
    let writing = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardInput = reading
    process.standardOutput = writing
    process.standardError = writing
    try process.run()
    process.waitUntilExit()
    try reading.close()
    try writing.close()
    return (process.terminationStatus, try String(contentsOfFile: output, encoding: .utf8))
  }
}
