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
  /// Asks who somebody is, and has them prove it: the desk with them at it. Nil in a personal store.
  static func prove(_ who: PersonOptions, _ desk: Desk, allowsOneTime: Bool) throws -> Desk? {
    let language = desk.language
    guard desk.isShared else {
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
    let checked: Checked
    do throws(StoreProblem) { checked = try desk.check(id, secret, .logIn) } catch {
      throw Output.fail(error, language)
    }
    guard case .accepted(let mustChange) = checked.answer else {
      throw refusal(
        checked.answer.message ?? Phrase(zh: "通行碼不對。", en: "The passphrase is wrong."), Exit.notPermitted, language)
    }
    let known = desk.people[id]
    let attended = desk.attended(by: known?.name ?? PersonName(id: id, name: id), proof: checked.proof)
    let isAwaited: Bool
    do throws(StoreProblem) { isAwaited = try desk.awaited(id) != nil } catch { throw Output.fail(error, language) }
    guard known?.isActive == true || isAwaited else {
      try note(.refused, [(JournalLine.cause, "disabled")], attended)
      throw refusal(disabled(attended.person), Exit.notPermitted, language)
    }
    guard !mustChange || allowsOneTime else {
      try note(.refused, [(JournalLine.cause, "one_time")], attended)
      throw refusal(
        Phrase(
          zh: "這是一次性通行碼，要先換成自己的：ismsbook credential change --as \(id)。",
          en: "This passphrase is for one time and must be changed first: ismsbook credential change --as \(id)."),
        Exit.notPermitted, language)
    }
    return attended
  }

  /// The passphrase that a decision of a sign-off needs; nil from somebody at this machine, who has just given it.
  func secretToSign(_ who: PersonOptions) throws -> String? {
    guard Visit.current != nil, desk.isShared else { return nil }
    return try SecretInput.read(
      who.secretFile, Phrase(zh: "請再輸入通行碼以簽核：", en: "Your passphrase again, to sign: "), language)
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
