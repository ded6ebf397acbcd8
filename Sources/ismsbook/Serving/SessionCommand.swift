import ArgumentParser
import Desk
import Domain

/// `ismsbook session --person P`: what sshd starts for a person's key, see `ssh-key`.
struct SessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: "Let a person in over SSH; started by sshd for a key of ssh-key. 由 sshd 為人員的金鑰啟動。",
    discussion: """
      Opens the screens, or runs the one sub-command that the client asks for: \(SessionCommand.names).
      Nothing else is run, and no shell. 只會開啟畫面，或執行上列子命令之一。
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "The person's id. 人員代碼。")
  var person: String

  private static var names: String {
    Commands.remote.compactMap { $0.configuration.commandName }.joined(separator: " ")
  }

  func run() throws {
    let call = Environment.takeCall()
    do {
      let desk = try visitor(at: try Desk.opened(common, readsWhole: call.command != nil), call)
      guard let command = call.command else {
        // The main thread of the process is the main actor's.
        return try MainActor.assumeIsolated { try Screens.open(for: desk, call) }
      }
      try SSHSession.$desk.withValue(desk) { try run(command, call, desk) }
    } catch {
      // Told as the client's words ask for, not those of sshd.
      Ismsbook.end(with: error, CommandWords.known(in: call.command ?? ""))
    }
  }

  /// The desk with the caller: a person who is registered, active, and has a passphrase of the store.
  private func visitor(at desk: Desk, _ call: Environment.Call) throws -> Desk {
    let known = try RegisteredPerson.all(desk).first { $0.name.id == person }
    let name = known?.name ?? PersonName(id: PersonName.isValid(id: person) ? person : "nobody", name: "")
    let desk = desk.attended(by: name)
    switch known?.state {
    case .active?, .waiting?: break
    case .disabled?: throw try refused("disabled", Desk.isDisabled(name), call, desk)
    default:
      throw try refused(
        "unknown",
        Phrase(
          zh: "人員名冊裡沒有這把金鑰的人員「\(person.excerpt)」；請找系統管理者。",
          en: "The person of this key, '\(person.excerpt)', is not registered; ask an administrator."), call, desk)
    }
    guard try !desk.isShared || desk.hasCredential(name.id) else {
      throw try refused(
        "credential",
        Phrase(
          zh: "\(name.text) 還沒有通行碼，不能進來；請系統管理者執行 ismsbook credential set。",
          en: "\(name.text) has no passphrase yet and cannot come in; an administrator can give one with ismsbook "
            + "credential set."), call, desk)
    }
    return desk
  }

  /// A refusal that the journal knows of, with what was asked for and from where.
  private func refused(
    _ reason: String, _ message: Phrase, _ call: Environment.Call, _ desk: Desk, exit: Exit = .notPermitted
  ) throws -> CommandRefusal {
    try desk.note(
      .refused, [(JournalLine.cause, reason), ("Command", call.command ?? "-"), ("From", call.address)])
    return CommandRefusal(exit, message)
  }

  /// Runs a sub-command of those over SSH in this process; refuses and records any other.
  private func run(_ text: String, _ call: Environment.Call, _ desk: Desk) throws {
    let words: [String]
    switch CommandWords.split(text) {
    case .success(let found): words = Commands.sorted(found)
    case .failure(let finding): throw try refused("words", finding.message, call, desk, exit: .usage)
    }
    guard let kind = Commands.remote.first(where: { $0.configuration.commandName == words.first }) else {
      let name = (words.first ?? "").excerpt
      throw try refused(
        "command",
        Phrase(
          zh: "「\(name)」不能在連線中執行；可以的子命令：\(Self.names)。不加指令就開啟畫面（ssh -t）。",
          en: "'\(name)' is not run over a connection; these are: \(Self.names). Without a command the screens open "
            + "(ssh -t)."), call, desk)
    }
    var command = try parsed(kind, Array(words.dropFirst()), call, desk)
    guard command.pathsNamed.isEmpty else {
      let list = command.pathsNamed.joined(separator: ", ")
      throw try refused(
        "path",
        Phrase(
          zh: "連線中不能用 \(list)：不能指定這台主機的路徑、另一個人，也不能修復；檔案請從標準輸入送來，例如 attach。",
          en: "Over a connection \(list) is not taken: no path of this machine, no other person and no repair can be "
            + "asked for; send files on standard input, as with attach."), call, desk)
    }
    if Commands.isReading(command) { OutputReader.endWithReader() }
    try command.run()
  }

  private func parsed(
    _ kind: any RemoteCommand.Type, _ words: [String], _ call: Environment.Call, _ desk: Desk
  ) throws -> any RemoteCommand {
    do {
      return try kind.parse(words)
    } catch {
      // Asking for help is no misuse.
      if kind.exitCode(for: error) != .success {
        let usage = Phrase(zh: "指令用法不對，已記錄：", en: "The command is not used rightly; this is recorded:")
        try refused("usage", usage, call, desk, exit: .usage).tell(desk.language)
      }
      throw error
    }
  }
}
