import ArgumentParser
import Domain
import Desk

/// Who runs a sub-command in a shared store. A personal store has one person, and asks nobody.
struct PersonOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "Your id, in a shared store. 共用紀錄庫中您的人員代碼。")
  var person: String?

  @Option(help: "Your passphrase or PIN: its file, or - for the first line of standard input. 通行碼檔。")
  var secretFile: String?

  var pathsNamed: [String] {
    (person == nil ? [] : ["--as"]) + (secretFile == nil || secretFile == "-" ? [] : ["--secret-file"])
  }
}

extension Session {
  /// Asks who somebody is, and has them prove it.
  static func prove(
    _ who: PersonOptions, _ store: FileStore, _ records: any RecordSource, _ catalogue: any Catalogue,
    allowsOneTime: Bool, _ language: Language
  ) throws -> PersonName? {
    guard store.description.isShared else {
      guard who.person == nil, who.secretFile == nil else {
        throw refusal(
          Phrase(
            zh: "這是個人紀錄庫，只有一個人，不必登入；請拿掉 --as 與 --secret-file。",
            en: "This is a personal store, of one person and without a log-in; leave out --as and --secret-file."),
          Exit.usage, language)
      }
      return nil
    }
    guard let id = who.person else {
      throw refusal(
        Phrase(
          zh: "這是共用紀錄庫，要知道是誰；請加上 --as 人員代碼，再輸入通行碼（或用 --secret-file 檔案，- 為標準輸入）。",
          en: "This is a shared store, which asks who you are; add --as ID and type your passphrase (or give it with "
            + "--secret-file FILE, - for standard input)."), Exit.notPermitted, language)
    }
    let prompt = Phrase(zh: "\(id) 的通行碼：", en: "Passphrase of \(id): ")
    let secret = try SecretInput.read(who.secretFile, prompt, language)
    let mustChange = try check(id, secret, .logIn, store, records, language)
    let known = records.record(id)
    let name = PersonName(id: id, name: known?.content["name"].first ?? id)
    guard try known?.content["active"].first == "yes" || isAwaited(id, store, records, catalogue, language) else {
      try record(.refused, name, [(JournalLine.cause, "disabled")], store, language)
      throw refusal(disabled(name), Exit.notPermitted, language)
    }
    guard !mustChange || allowsOneTime else {
      try record(.refused, name, [(JournalLine.cause, "one_time")], store, language)
      throw refusal(
        Phrase(
          zh: "這是一次性通行碼，要先換成自己的：ismsbook credential change --as \(id)。",
          en: "This passphrase is for one time and must be changed first: ismsbook credential change --as \(id)."),
        Exit.notPermitted, language)
    }
    return name
  }

  /// Whether somebody who is not in force yet comes in to agree to what they were given.
  static func isAwaited(
    _ id: String, _ store: FileStore, _ records: any RecordSource, _ catalogue: any Catalogue, _ language: Language
  ) throws -> Bool {
    do throws(StoreProblem) {
      return try store.awaited(
        id, catalogue: catalogue, people: People(records), now: Surroundings.clock()) != nil
    } catch { throw Output.fail(error, language) }
  }

  /// Asks for the passphrase again before any decision of a sign-off. Somebody at this machine has just given it.
  func confirm(_ who: PersonOptions) throws {
    guard let visit = Visit.current, store.description.isShared else { return }
    let prompt = Phrase(zh: "請再輸入通行碼以簽核：", en: "Your passphrase again, to sign: ")
    let secret = try SecretInput.read(who.secretFile, prompt, language)
    guard try Session.check(visit.person.id, secret, .confirm, store, records, language) else { return }
    try Session.record(.refused, visit.person, [(JournalLine.cause, "one_time")], store, language)
    throw Session.refusal(
      Phrase(
        zh: "一次性通行碼不能用來簽核；請先開啟畫面換成自己的通行碼。",
        en: "A one-time passphrase cannot sign; open the screens and change it to one of your own first."),
      Exit.notPermitted, language)
  }

  /// Whether the secret, which is the person's, must be changed now. Ends the program where it is not theirs.
  private static func check(
    _ id: String, _ secret: String, _ purpose: CredentialPurpose, _ store: FileStore, _ records: any RecordSource,
    _ language: Language
  ) throws -> Bool {
    let answer: CredentialAnswer
    do throws(StoreProblem) {
      answer = try store.check(
        id, secret, rules: CredentialRules(Settings(records)), purpose: purpose)
    } catch { throw Output.fail(error, language) }
    if case .accepted(let mustChange) = answer { return mustChange }
    throw refusal(answer.message ?? Phrase(zh: "通行碼不對。", en: "The passphrase is wrong."), Exit.notPermitted, language)
  }

  static func refusal(_ message: Phrase, _ code: ExitCode, _ language: Language) -> ExitCode {
    Output.error("ismsbook: " + message[language])
    return code
  }

  static func disabled(_ person: PersonName) -> Phrase {
    Phrase(
      zh: "\(person.text) 已停用，不能進來；若仍在職，請系統管理者更新人員資料。",
      en: "\(person.text) is disabled and cannot come in; if that is wrong, an administrator can change the register "
        + "of people.")
  }
}
