import ArgumentParser
import Domain

/// A sub-command that answers something. What it answers is printed here, and why it is refused is told in
/// `Ismsbook.end`; the command itself says neither.
protocol AnsweringCommand: ParsableCommand {
  associatedtype Options: CommandOptions
  var options: Options { get }

  /// Works the answer out, and has it told.
  func respond(_ tell: (Answer) throws -> Void) throws
}

extension AnsweringCommand {
  func run() throws {
    try respond { answer in
      try answer.tell(asJSON: options.json, options.language)
      if answer.code != .success { throw answer.code }
    }
  }
}
