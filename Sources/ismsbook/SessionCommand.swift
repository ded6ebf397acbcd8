import ArgumentParser
import Domain
import Desk

/// `ismsbook session --person P`: what sshd starts for somebody's key, see `ssh-key`.
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

  /// What a visitor may run.
  private static let commands: [any VisitorCommand.Type] = [
    ListCommand.self, ShowCommand.self, HistoryCommand.self, DiffCommand.self, SearchCommand.self, NewCommand.self,
    AmendCommand.self, VoidCommand.self, SubmitCommand.self, AgreeCommand.self, ReturnCommand.self,
    WithdrawCommand.self, InboxCommand.self, HeadCommand.self, VerifyCommand.self, AttachCommand.self,
    EvidenceCommand.self, JournalCommand.self, PrintCommand.self, ExportCommand.self,
  ]

  private static var names: String { commands.compactMap { $0.configuration.commandName }.joined(separator: " ") }

  func run() throws {
    let call = Surroundings.takeCall()
    let session = try Session(common, readsWhole: call.command != nil)
    let visitor = try visitor(session, call)
    guard let command = call.command else {
      // The main thread of the process is the main actor's.
      return try MainActor.assumeIsolated {
        try VisitorScreens(session: session, person: visitor, call: call, language: common.language).open()
      }
    }
    try Visit.$current.withValue(Visit(person: visitor, session: session)) {
      try self.command(command, call, session, visitor)
    }
  }

  /// Who comes in: somebody who is registered, active, and has a passphrase of the store.
  private func visitor(_ session: Session, _ call: Surroundings.Call) throws -> PersonName {
    let known = try RegisteredPerson.all(session).first { $0.name.id == person }
    let name = known?.name ?? PersonName(id: PersonName.isValid(id: person) ? person : "nobody", name: "")
    func refused(_ reason: String, _ message: Phrase) throws -> ExitCode {
      try Session.note(
        .refused, [(JournalLine.cause, reason), ("Command", call.command ?? "-"), ("From", call.address)],
        session.desk.attended(by: name))
      return Session.refusal(message, Exit.notPermitted, session.language)
    }
    switch known?.state {
    case .active?, .waiting?: break
    case .disabled?: throw try refused("disabled", Session.disabled(name))
    default:
      throw try refused(
        "unknown",
        Phrase(
          zh: "人員名冊裡沒有這把金鑰的人員「\(person.excerpt)」；請找系統管理者。",
          en: "The person of this key, '\(person.excerpt)', is not registered; ask an administrator."))
    }
    guard session.desk.isShared else { return name }
    guard try session.ask({ desk throws(StoreProblem) in try desk.hasCredential(name.id) }) else {
      throw try refused(
        "credential",
        Phrase(
          zh: "\(name.text) 還沒有通行碼，不能進來；請系統管理者執行 ismsbook credential set。",
          en: "\(name.text) has no passphrase yet and cannot come in; an administrator can give one with ismsbook "
            + "credential set."))
    }
    return name
  }

  /// Runs a sub-command of the list in this process; anything else is refused and recorded.
  private func command(_ text: String, _ call: Surroundings.Call, _ session: Session, _ visitor: PersonName) throws {
    var language = session.language
    func refused(_ reason: String, _ message: Phrase, _ code: ExitCode = Exit.notPermitted) throws -> ExitCode {
      try Session.note(
        .refused, [(JournalLine.cause, reason), ("Command", text), ("From", call.address)],
        session.desk.attended(by: visitor))
      return Session.refusal(message, code, language)
    }
    let words: [String]
    switch CommandWords.split(text) {
    case .success(let found):
      words = Arguments.sorted(found)
      language = Arguments.language(words) ?? language
    case .failure(let finding): throw try refused("words", finding.message, Exit.usage)
    }
    let kind = Self.commands.first { $0.configuration.commandName == words.first }
    guard let kind else {
      throw try refused(
        "command",
        Phrase(
          zh: "「\((words.first ?? "").excerpt)」不能在連線中執行；可以的子命令：\(Self.names)。不加指令就開啟畫面（ssh -t）。",
          en:
            "'\((words.first ?? "").excerpt)' is not run over a connection; these are: \(Self.names). Without a command "
            + "the screens open (ssh -t)."))
    }
    do {
      var command = try kind.parse(Array(words.dropFirst()))
      let paths = command.pathsNamed
      guard paths.isEmpty else {
        let list = paths.joined(separator: ", ")
        throw try refused(
          "path",
          Phrase(
            zh: "連線中不能指定這台主機的路徑或另一個人（\(list)）；檔案請從標準輸入送來，例如 attach。",
            en: "Over a connection no path of this machine and no other person can be named (\(list)); send files on "
              + "standard input, as with attach."))
      }
      if command is any ReadingCommand { Caller.endWithReader() }
      try command.run()
    } catch let code as ExitCode {
      throw code
    } catch {
      // Asking for help is no misuse.
      if kind.exitCode(for: error) != .success { _ = try refused("usage", Self.usage, Exit.usage) }
      kind.end(with: error)
    }
  }

  private static let usage = Phrase(zh: "指令用法不對，已記錄：", en: "The command is not used rightly; this is recorded:")
}
