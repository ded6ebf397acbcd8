import ArgumentParser
import Desk
import Domain
import Foundation

/// What a sub-command fills into a form: files, standard input and `--set`.
struct InputOptions: ParsableArguments {
  @Option(help: "field=value, or table[row].column=value; several for a field with several values. 欄位=值。")
  var set: [String] = []

  @Option(help: "field=path, or table[row].column=path: copies the file into the store as evidence. 附上檔案。")
  var attach: [String] = []

  @Option(help: "A .rec or .json file with the fields; - for standard input. 讀取檔案。")
  var from: String?

  var pathsNamed: [String] { (from == nil || from == "-" ? [] : ["--from"]) + (attach.isEmpty ? [] : ["--attach"]) }

  /// The largest file that is read, in bytes.
  private static let limit = 64 << 20

  /// What was given, laid over `start`. If that comes from another record, it may be all, and standard input is read
  /// only for `--from -`. `record` is the record that is amended.
  func laid(
    over start: Content, _ form: Form, record: String? = nil, isStarted: Bool = false, _ desk: Desk
  ) throws -> Assignments {
    var input = Assignments(over: start, of: form)
    let isPiped = from == nil && !isStarted && set.isEmpty && attach.isEmpty && isatty(STDIN_FILENO) == 0
    if let path = isPiped ? "-" : from {
      let bytes = try InputFile.read(path, limit: Self.limit)
      if !isPiped || !bytes.isEmpty {
        input = try Assignments.given(by: bytes, name: path, over: start, of: form, amending: record)
          .mapError { CommandRefusal($0, form: form) }.get()
      }
    }
    do throws(Finding) {
      for text in set { try input.assign(text) }
    } catch {
      throw CommandRefusal(.usage, [error])
    }
    for text in attach { try attach(text, to: &input, desk) }
    return input
  }

  private func attach(_ text: String, to input: inout Assignments, _ desk: Desk) throws {
    do {
      let (place, path) = try Assignments.split(text)
      if let finding = input.refusal(ofFilesAt: place) { throw finding }
      try input.attach(try desk.attach(path: path).get().text, at: place)
    } catch let finding as Finding {
      throw CommandRefusal(.usage, [finding])
    }
  }
}
