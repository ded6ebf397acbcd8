import Desk
import Domain

/// Who runs a sub-command.
extension Desk {
  /// The desk with the caller at it, who is asked to prove who they are. A personal store does not ask.
  func attended(provenBy who: PersonOptions, allowsOneTime: Bool = false) throws -> Desk {
    guard isShared else {
      guard who.person == nil, who.secretFile == nil else { throw CommandRefusal(.usage, Self.isPersonal) }
      return self
    }
    guard let id = who.person else { throw CommandRefusal(.notPermitted, Self.asksWho) }
    let prompt = Phrase(zh: "\(id) 的通行碼：", en: "Passphrase of \(id): ")
    let checked = try check(id, try SecretInput.read(who.secretFile, prompt, language), .logIn)
    guard case .accepted(let mustChange) = checked.answer else {
      throw CommandRefusal(
        .notPermitted, checked.answer.message ?? Phrase(zh: "通行碼不對。", en: "The passphrase is wrong."))
    }
    let known = people[id]
    let desk = attended(by: known?.name ?? PersonName(id: id, name: id), proof: checked.proof)
    guard try known?.isActive == true || desk.awaited(id) != nil else {
      try desk.note(.refused, [(JournalLine.cause, "disabled")])
      throw CommandRefusal(.notPermitted, Self.isDisabled(desk.person))
    }
    guard !mustChange || allowsOneTime else {
      try desk.note(.refused, [(JournalLine.cause, "one_time")])
      throw CommandRefusal(
        .notPermitted,
        Phrase(
          zh: "這是一次性通行碼，要先換成自己的：ismsbook credential change --as \(id)。",
          en: "This passphrase is for one time and must be changed first: ismsbook credential change --as \(id)."))
    }
    return desk
  }

  /// The passphrase that a decision of a sign-off needs; nil for a caller on this machine, who has just given it.
  func secretToSign(_ who: PersonOptions) throws -> String? {
    guard SSHSession.desk != nil, isShared else { return nil }
    return try SecretInput.read(
      who.secretFile, Phrase(zh: "請再輸入通行碼以簽核：", en: "Your passphrase again, to sign: "), language)
  }

  static func isDisabled(_ person: PersonName) -> Phrase {
    Phrase(
      zh: "\(person.text) 已停用，不能進來；若仍在職，請系統管理者更新人員資料。",
      en: "\(person.text) is disabled and cannot come in; if that is wrong, an administrator can change the register "
        + "of people.")
  }

  private static let isPersonal = Phrase(
    zh: "這是個人紀錄庫，只有一個人，不必登入；請拿掉 --as 與 --secret-file。",
    en: "This is a personal store, of one person and without a log-in; leave out --as and --secret-file.")

  private static let asksWho = Phrase(
    zh: "這是共用紀錄庫，要知道是誰；請加上 --as 人員代碼，再輸入通行碼（或用 --secret-file 檔案，- 為標準輸入）。",
    en: "This is a shared store, which asks who you are; add --as ID and type your passphrase (or give it with "
      + "--secret-file FILE, - for standard input).")
}
