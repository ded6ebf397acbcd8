import ArgumentParser
import Domain
import Desk

/// `ismsbook credential`: the passphrases and PINs of a shared store.
struct CredentialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credential", abstract: "Passphrases and PINs of a shared store. 共用紀錄庫的通行碼與 PIN。",
    subcommands: [Set.self, Change.self, Release.self, List.self])

  /// `ismsbook credential set --person P`.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a person a one-time PIN or passphrase, which they must change; administrators only. 給一次性 PIN。",
      discussion: """
        Without --new-secret-file a PIN is made and printed. Where no administrator has a passphrase, as after its file
        was taken away on purpose, this works without --as. 沒有任何管理者有通行碼時，可不加 --as。
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    @Option(help: "The new one: its file, or - for standard input; else one is made. 新通行碼檔。")
    var newSecretFile: String?

    func run() throws {
      let (session, desk) = try CredentialCommand.administrator(common, who, orFirst: person)
      let known = try CredentialCommand.find(person, session)
      guard known.id != desk.person.id else {
        throw Session.refusal(
          Phrase(
            zh: "自己的通行碼請用 ismsbook credential change --as \(known.id) 更換。",
            en: "Change your own passphrase with ismsbook credential change --as \(known.id)."), Exit.usage,
          session.language)
      }
      let made = newSecretFile == nil ? FirstCredentials.oneTimePIN(desk.credentialRules) : nil
      let secret =
        try made
        ?? SecretInput.read(newSecretFile, Phrase(zh: "", en: ""), option: "--new-secret-file", session.language)
      _ = try session.done { (_) throws(StoreProblem) in try desk.setSecret(of: known, secret, oneTime: true) }
      let told = made.map { Phrase(zh: "：\($0)", en: ": \($0)") } ?? Phrase(zh: "", en: "")
      Output.line(
        Phrase(
          zh: "\(known.text) 的一次性通行碼已設定，第一次使用時要換掉\(told.zh)",
          en: "\(known.text) has a one-time passphrase now, to be changed at first use\(told.en)")[session.language])
    }
  }

  /// `ismsbook credential change --as P`.
  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change your own passphrase or PIN. 更換自己的通行碼。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions

    @Option(help: "The new one: its file, or - for standard input; else it is asked for. 新通行碼檔。")
    var newSecretFile: String?

    @Flag(help: "Agree to the roles that you were registered with, where that is for you to do. 同意登錄給您的角色。")
    var accept = false

    func run() throws {
      let session = try CredentialCommand.shared(try Session(common, asking: who, allowsOneTime: true))
      let person = try session.person()
      let prompt = Phrase(zh: "新的通行碼：", en: "New passphrase: ")
      let secret = try SecretInput.readNew(newSecretFile, prompt, option: "--new-secret-file", session.language)
      let proof = try session.done { desk throws(StoreProblem) in
        try desk.setSecret(of: person, secret, oneTime: false)
      }
      Output.line(Phrase(zh: "通行碼已更換。", en: "The passphrase is changed.")[session.language])
      try session.tellAwaited(person, proof, accepts: accept)
    }
  }

  /// `ismsbook credential release --person P`.
  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person try again after too many failures; administrators only. 解除鎖定。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    func run() throws {
      let (session, desk) = try CredentialCommand.administrator(common, who)
      let known = try CredentialCommand.find(person, session)
      if let refusal = try session.ask({ (_) throws(StoreProblem) in try desk.release(known.id) }) {
        throw Output.fail(refusal, session.language)
      }
      Output.line(
        Phrase(zh: "\(known.text) 可以再試了。", en: "\(known.text) can try again.")[session.language])
    }
  }

  /// `ismsbook credential list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List who has a passphrase, and its state; administrators only. 列出通行碼狀態。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions

    @Flag(help: "Print as JSON. 以 JSON 輸出。")
    var json = false

    func run() throws {
      let (session, _) = try CredentialCommand.administrator(common, who)
      let all = try session.done { desk throws(StoreProblem) in try desk.credentials() }
      let known = Dictionary(all.map { ($0.person.id, $0) }, uniquingKeysWith: { first, _ in first })
      let people = try RegisteredPerson.all(session)
      try session.ask { desk throws(StoreProblem) in try FirstCredentials.warnOfLoneAdministrator(desk) }
      if json {
        Output.json(.list(people.map { members($0, known[$0.name.id]) }))
        return
      }
      for person in people {
        let status = known[person.name.id]
        Output.line(
          [
            person.name.text, person.state.label[session.language], label(status)[session.language],
            status.map { session.catalogue.clock.placed($0.setAt).shown } ?? "-", status?.setBy.text ?? "-",
            String(status?.failures ?? 0),
          ].joined(separator: "\t"))
      }
    }

    private func label(_ status: CredentialStatus?) -> Phrase {
      guard let status else { return Phrase(zh: "沒有通行碼", en: "no passphrase") }
      if status.isLocked { return Phrase(zh: "鎖定", en: "locked") }
      return status.mustChange ? Phrase(zh: "一次性", en: "one-time") : Phrase(zh: "自設", en: "their own")
    }

    private func members(_ person: RegisteredPerson, _ status: CredentialStatus?) -> JSON {
      .object([
        ("person", .text(person.name.id)), ("name", .text(person.name.name)), ("state", .text(person.state.rawValue)),
        ("has_credential", .flag(status != nil)), ("must_change", .flag(status?.mustChange ?? false)),
        ("locked", .flag(status?.isLocked ?? false)), ("failures", .number(status?.failures ?? 0)),
        ("set_at", status.map { .text($0.setAt.text) } ?? .null),
        ("set_by", status.map { .text($0.setBy.text) } ?? .null),
      ])
    }
  }
}

extension CredentialCommand {
  /// The session of an administrator. Where no administrator has a passphrase yet, an administrator's may be set by
  /// whoever holds the store's files.
  private static func administrator(
    _ common: CommonOptions, _ who: PersonOptions, orFirst person: String? = nil
  ) throws -> (Session, Desk) {
    if let person, who.person == nil {
      let session = try shared(try Session(common))
      let isFirst = try session.ask { desk throws(StoreProblem) in try desk.mayBeGivenByNobody(person) }
      if isFirst { return (session, session.desk.attended(by: Desk.nobody)) }
    }
    let session = try shared(try Session(common, asking: who))
    _ = try session.requireAdministrator()
    return (session, session.desk)
  }

  private static func shared(_ session: Session) throws -> Session {
    guard !session.desk.isShared else { return session }
    throw Session.refusal(
      Phrase(
        zh: "個人紀錄庫不需要通行碼；多人使用請建立共用紀錄庫（ismsbook init --shared）。",
        en: "A personal store has no passphrases; for several people make a shared store (ismsbook init --shared)."),
      Exit.usage, session.language)
  }

  private static func find(_ id: String, _ session: Session) throws -> PersonName {
    let people = try RegisteredPerson.all(session)
    if let person = people.first(where: { $0.name.id == id }) { return person.name }
    let near = Suggestion.nearest(to: id, among: people.map(\.name.id))
    throw Session.refusal(Suggestion.unknown(Phrase(zh: "人員", en: "person"), id, near), Exit.notFound, session.language)
  }
}
