import Foundation

extension TestFiles {
  struct Run {
    var code: Int32
    var output: String
  }

  /// Runs a program to its end; output and errors together.
  @discardableResult
  static func run(_ program: String, _ arguments: [String], in folder: String? = nil) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(code: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
