import ArgumentParser
import Desk
import Domain
import Founding
import Reports

/// `ismsbook credential`: the passphrases and PINs of a shared store.
struct CredentialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credential", abstract: "Passphrases and PINs of a shared store. 共用紀錄庫的通行碼與 PIN。",
    subcommands: [Set.self, Change.self, Release.self, Remove.self, List.self])

  /// `ismsbook credential set --person P`.
  struct Set: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a person a one-time PIN or passphrase, which they must change; administrators only. 給一次性 PIN。",
      discussion: """
        Without --new-secret-file a PIN is made and printed. Where no administrator has a passphrase, as after its file
        was taken away on purpose, this works without --as. 沒有任何管理者有通行碼時，可不加 --as。
        """)

    @OptionGroup var options: PersonalOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    @Option(help: "The new one: its file, or - for standard input; else one is made. 新通行碼檔。")
    var newSecretFile: String?

    /// While no administrator has a passphrase, the holder of the store's files may give one.
    func open() throws -> Desk {
      let desk = try Desk.opened(options.common).shared()
      if options.who.person == nil, try desk.mayBeGivenByNobody(person) { return desk.attended(by: Desk.nobody) }
      return try desk.attended(provenBy: options.who)
    }

    func answer(at desk: Desk) throws -> Answer {
      if desk.person != Desk.nobody { try desk.requireAdministrator() }
      let known = try RegisteredPerson.find(person, desk).name
      guard known.id != desk.person.id else {
        throw CommandRefusal(
          .usage,
          Phrase(
            zh: "自己的通行碼請用 ismsbook credential change --as \(known.id) 更換。",
            en: "Change your own passphrase with ismsbook credential change --as \(known.id)."))
      }
      let made = newSecretFile == nil ? FirstCredentials.oneTimePIN(desk.credentialRules) : nil
      let nothing = Phrase(verbatim: "")
      let secret =
        try made ?? SecretInput.read(newSecretFile, nothing, option: "--new-secret-file", desk.language)
      _ = try desk.setSecret(of: known, secret, oneTime: true).get()
      let told = made.map { Phrase(zh: "：\($0)", en: ": \($0)") } ?? nothing
      let done = Phrase(
        zh: "\(known.text) 的一次性通行碼已設定，第一次使用時要換掉",
        en: "\(known.text) has a one-time passphrase now, to be changed at first use")
      return Answer([(done + told)[desk.language]], json: ["person": .text(known.id), "pin": .text(made)])
    }
  }

  /// `ismsbook credential change --as P`.
  struct Change: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change your own passphrase or PIN. 更換自己的通行碼。")

    @OptionGroup var options: PersonalOptions

    @Option(help: "The new one: its file, or - for standard input; else it is asked for. 新通行碼檔。")
    var newSecretFile: String?

    @Flag(help: "Agree to the roles that you were registered with, where that is for you to do. 同意登錄給您的角色。")
    var accept = false

    func open() throws -> Desk {
      try Desk.opened(options.common, asking: options.who, allowsOneTime: true).shared()
    }

    func answer(at desk: Desk) throws -> Answer {
      let prompt = Phrase(zh: "新的通行碼：", en: "New passphrase: ")
      let secret = try SecretInput.readNew(newSecretFile, prompt, option: "--new-secret-file", desk.language)
      let proof = try desk.setSecret(of: desk.person, secret, oneTime: false).get()
      let told = try desk.attended(by: desk.person, proof: proof).toldAwaited(accepts: accept)
      return Answer(
        ([Phrase(zh: "通行碼已更換。", en: "The passphrase is changed.")] + told.lines).map { $0[desk.language] },
        json: ["person": .text(desk.person.id), "awaits": .object(told.awaits), "agreed": .flag(told.isAgreed)])
    }
  }

  /// `ismsbook credential release --person P`.
  struct Release: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person try again after too many failures; administrators only. 解除鎖定。")

    @OptionGroup var options: PersonalOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    func answer(at desk: Desk) throws -> Answer {
      try desk.administered(person, Desk.release, json: ("locked", false)) {
        Phrase(zh: "\($0) 可以再試了。", en: "\($0) can try again.")
      }
    }
  }

  /// `ismsbook credential remove --person P`.
  struct Remove: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a person's passphrase away, as of one who leaves; administrators only. 移除通行碼。")

    @OptionGroup var options: PersonalOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    func answer(at desk: Desk) throws -> Answer {
      try desk.administered(person, Desk.removeCredential, json: ("has_credential", false)) {
        Phrase(zh: "\($0) 的通行碼移除了，不能再登入。", en: "\($0) has no passphrase any more and cannot log in.")
      }
    }
  }

  /// `ismsbook credential list`.
  struct List: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "List who has a passphrase, and its state; administrators only. 列出通行碼狀態。")

    @OptionGroup var options: PersonalOptions

    func answer(at desk: Desk) throws -> Answer {
      try desk.shared().requireAdministrator()
      let all = try desk.credentials().get()
      let known = Dictionary(all.map { ($0.person.id, $0) }, uniquingKeysWith: { first, _ in first })
      let people = try RegisteredPerson.all(desk)
      var answer = Answer.list(
        people, cells: { cells($0, known[$0.name.id], desk) }, json: { json($0, known[$0.name.id]) })
      answer.warnings = [try desk.loneAdministrator()].compactMap {
        $0.map { Phrase(verbatim: $0.line(desk.language)) }
      }
      return answer
    }

    private func cells(_ person: RegisteredPerson, _ status: CredentialStatus?, _ desk: Desk) -> [String] {
      [
        person.name.text, person.state.label[desk.language], label(status)[desk.language],
        status.map { desk.catalogue.clock.placed($0.setAt).shown } ?? "-", status?.setBy.text ?? "-",
        String(status?.failures ?? 0),
      ]
    }

    private func label(_ status: CredentialStatus?) -> Phrase {
      guard let status else { return Phrase(zh: "沒有通行碼", en: "no passphrase") }
      if status.isLocked { return Phrase(zh: "鎖定", en: "locked") }
      return status.mustChange ? Phrase(zh: "一次性", en: "one-time") : Phrase(zh: "自設", en: "their own")
    }

    private func json(_ person: RegisteredPerson, _ status: CredentialStatus?) -> JSON {
      [
        "person": .text(person.name.id), "name": .text(person.name.name), "state": .text(person.state.rawValue),
        "has_credential": .flag(status != nil), "must_change": .flag(status?.mustChange ?? false),
        "locked": .flag(status?.isLocked ?? false), "failures": .number(status?.failures ?? 0),
        "set_at": .text(status?.setAt.text), "set_by": .text(status?.setBy.text),
      ]
    }
  }
}

extension Desk {
  /// The same desk, of a store that has passphrases.
  fileprivate func shared() throws -> Desk {
    guard !isShared else { return self }
    throw CommandRefusal(
      .usage,
      Phrase(
        zh: "個人紀錄庫不需要通行碼；多人使用請建立共用紀錄庫（ismsbook init --shared）。",
        en: "A personal store has no passphrases; for several people make a shared store (ismsbook init --shared)."))
  }

  /// What an administrator does with the passphrase of the person who is named, and what is said of it.
  fileprivate func administered(
    _ person: String, _ act: (Desk) -> (String) throws(StoreProblem) -> Refusal?, json: (String, Bool),
    _ done: (String) -> Phrase
  ) throws -> Answer {
    try shared().requireAdministrator()
    let known = try RegisteredPerson.find(person, self).name
    if let refusal = try act(self)(known.id) { throw refusal }
    let said = done(known.text)[language]
    return Answer([said], json: ["person": .text(known.id), json.0: .flag(json.1)])
  }

  /// What a person who is not in force yet is told: what they are registered with. They agree by saying so.
  fileprivate func toldAwaited(
    accepts: Bool
  ) throws -> (lines: [Phrase], awaits: [(String, JSON)], isAgreed: Bool) {
    guard let state = try awaited(person.id), let pending = state.pendingGrants else { return ([], [], false) }
    let shown = pending.fields.map { field in
      (field, state.version.content[field.id].map { field.type.shown($0, field, language) })
    }
    let lines = shown.map { Phrase(verbatim: "\($0.label[language])\t\($1.joined(separator: ", "))") }
    let awaits = shown.map { ($0.id, JSON.texts($1)) }
    guard accepts else {
      let id = person.id
      let how = Phrase(
        zh: "以上要由您同意才生效：ismsbook agree \(id) --as \(id)；不同意請執行 ismsbook return \(id) --as \(id) --reason …",
        en: "This takes effect once you agree: ismsbook agree \(id) --as \(id); else send it back with ismsbook return "
          + "\(id) --as \(id) --reason …")
      return (lines + [how], awaits, false)
    }
    guard let result = try sign(.agree, [state.version]).get().first else { throw Exit.tryAgain.code }
    return (lines + [try result.get().receipt], awaits, true)
  }
}
