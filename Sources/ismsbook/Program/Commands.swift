import ArgumentParser
import Domain

/// Every sub-command, and who may run it. To add one: `XCommand.swift` and one line here.
enum Commands {
  enum Entry {
    /// Over SSH too. It only reads, and ends once its reader is gone.
    case reading(any RemoteCommand.Type)
    /// Over SSH too; it finishes what it has begun to save.
    case writing(any RemoteCommand.Type)
    /// On this machine only.
    case local(any ParsableCommand.Type)

    var type: any ParsableCommand.Type {
      switch self {
      case .reading(let type), .writing(let type): type
      case .local(let type): type
      }
    }
  }

  static let all: [Entry] = [
    .local(OpenCommand.self), .local(InitCommand.self),
    .reading(ListCommand.self), .reading(ShowCommand.self),
    .writing(NewCommand.self), .writing(AmendCommand.self), .writing(VoidCommand.self),
    .reading(HistoryCommand.self), .reading(DiffCommand.self), .reading(SearchCommand.self),
    .reading(JournalCommand.self), .reading(PrintCommand.self), .reading(ExportCommand.self),
    .reading(VerifyCommand.self), .reading(HeadCommand.self),
    .local(BackupCommand.self), .local(RestoreCommand.self), .local(CopiesCommand.self),
    .writing(DecisionCommand<Submitting>.self), .writing(DecisionCommand<Agreeing>.self),
    .writing(DecisionCommand<Returning>.self), .writing(DecisionCommand<Refusing>.self),
    .writing(DecisionCommand<Withdrawing>.self),
    .reading(InboxCommand.self), .reading(RolesCommand.self), .reading(LackingCommand.self),
    .writing(AttachCommand.self), .reading(EvidenceCommand.self),
    .local(CredentialCommand.self), .local(SSHKeyCommand.self), .local(SessionCommand.self),
    .local(KioskCommand.self), .local(ScreensCommand.self), .local(KeysCommand.self), .reading(HelpCommand.self),
  ]

  /// What may be run over SSH.
  static let remote: [any RemoteCommand.Type] = all.compactMap { entry in
    switch entry {
    case .reading(let type), .writing(let type): type
    case .local: nil
    }
  }

  static func isReading(_ command: any ParsableCommand) -> Bool {
    all.contains { if case .reading(let type) = $0 { type == Swift.type(of: command) } else { false } }
  }

  /// The language that words ask for, which perhaps cannot be parsed.
  static func language(_ arguments: [String]) -> Language? {
    let names =
      zip(arguments, arguments.dropFirst()).compactMap { $0 == "--lang" ? $1 : nil }
      + arguments.filter { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    return names.first.flatMap { LanguageName(rawValue: $0)?.language }
  }

  /// Moves options from before the sub-command to after it, where the parser looks for them.
  static func sorted(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if ["--store", "--lang"].contains(first), rest.count >= 2 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if first.hasPrefix("--store=") || first.hasPrefix("--lang=") {
        leading.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !leading.isEmpty, let name = rest.first, !name.hasPrefix("-") else { return leading + rest }
    var place = rest.index(after: rest.startIndex)
    let type = all.first { $0.type.configuration.commandName == name }?.type
    if type?.configuration.subcommands.isEmpty == false, let next = rest.dropFirst().first, !next.hasPrefix("-") {
      place = rest.index(after: place)
    }
    return rest[..<place] + leading + rest[place...]
  }
}
