import Foundation
import Testing

extension TestFiles {
  struct Run {
    var code: Int32
    var output: String
  }

  /// Seconds after which a program that does not end is ended, so that the tests do.
  private static let limit = 300.0

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
    let id = process.processIdentifier
    let end = Date().addingTimeInterval(limit)
    let ending = DispatchWorkItem { kill(id, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: ending)
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    ending.cancel()
    if Date() > end { Issue.record("\(program) \(arguments) went on for \(Int(limit)) seconds") }
    return Run(code: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
