/// What the rules of signing have to say: what is wrong, who may do it, and what to do.
enum SignOffFinding {
  private static func finding(
    _ record: String, _ rule: String, severity: Finding.Severity = .error, _ zh: String, _ en: String
  ) -> Finding {
    Finding(.record(record), rule: rule, severity: severity, Phrase(zh: zh, en: en))
  }

  // MARK: - Nobody can sign

  static func nobodyNamed(_ step: Chain.Step, _ record: String) -> Finding {
    finding(
      record, "nobody", "「\(step.title.zh)」這一關還不知道由誰簽：表單沒有填這個人；請填表人補填。",
      "Nobody is named yet for the step '\(step.title.en)'; whoever filled the record in should fill that in.")
  }

  static func namedMayNot(
    _ person: PersonName, _ why: SignerSearch.Exclusion, _ step: Chain.Step, _ search: SignerSearch
  ) -> Finding {
    let reason = self.reason(why, search)
    return finding(
      search.record, "nobody",
      "「\(step.title.zh)」這一關填的是\(person.shown)，但\(reason.zh)；請填表人改填別人。",
      "For the step '\(step.title.en)' the record names \(person.shown(.en)), who \(reason.en); name somebody else.")
  }

  static func nobodyHas(
    _ role: Phrase, _ holders: [(name: PersonName, why: SignerSearch.Exclusion?)], _ step: Chain.Step,
    _ search: SignerSearch
  ) -> Finding {
    let record = search.record
    if holders.isEmpty {
      return finding(
        record, "nobody", "「\(step.title.zh)」這一關沒有人可簽：沒有在職人員具有角色「\(role.zh)」；請系統管理者在人員資料加上這個角色。",
        "Nobody can sign the step '\(step.title.en)': no active person has the role '\(role.en)'; an administrator can "
          + "give it to somebody in the register of people.")
    }
    let reasons = holders.map { holder in
      let why = reason(holder.why ?? .own, search)
      return Phrase(zh: "\(holder.name.shown)\(why.zh)", en: "\(holder.name.shown(.en)) \(why.en)")
    }
    let zh = reasons.map(\.zh).joined(separator: "、")
    let en = reasons.map(\.en).joined(separator: ", ")
    return finding(
      record, "nobody",
      "「\(step.title.zh)」這一關沒有人可簽，角色「\(role.zh)」的人員都不能簽：\(zh)；請系統管理者再給一位人員這個角色。",
      "Nobody can sign the step '\(step.title.en)', and none of the role '\(role.en)' may: \(en); an administrator can "
        + "give the role to one more person.")
  }

  static func noUnit(_ step: Chain.Step, _ record: String) -> Finding {
    finding(
      record, "nobody", "「\(step.title.zh)」這一關不知道是哪個單位的主管；請填表人填寫單位。",
      "The unit whose head signs '\(step.title.en)' is not known; whoever filled the record in should fill in the unit."
    )
  }

  static func noHead(_ unit: People.Unit, _ step: Chain.Step, _ record: String) -> Finding {
    finding(
      record, "nobody", "「\(step.title.zh)」這一關沒有人可簽：單位「\(unit.name)」沒有在職的主管；請系統管理者在單位資料填上單位主管。",
      "Nobody can sign the step '\(step.title.en)': the unit '\(unit.name)' has no active head; an administrator can "
        + "enter one in the register of units.")
  }

  /// Why somebody signs whose turn it would not be.
  static func standsIn(for title: Phrase) -> Phrase {
    Phrase(zh: "代\(title.zh)，由上一級簽", en: "for \(title.en), one step higher")
  }

  /// Why a step needs no signature of its own.
  static let counted = Phrase(
    zh: "送審人之上沒有人，送審即算", en: "nobody stands above whoever submitted it, whose signature counts")

  /// The same where whoever stands above all has signed another step of a chain that wants another person for each.
  static let countedBefore = Phrase(
    zh: "最高管理階層已簽過其他關卡，之上沒有人，那次簽章即算",
    en: "top management signed another step and nobody stands above, so that signature counts")

  static func noHeadAbove(_ unit: People.Unit, _ step: Chain.Step, _ record: String) -> Finding {
    finding(
      record, "nobody",
      "「\(step.title.zh)」這一關沒有人可簽：單位「\(unit.name)」的主管不能簽這筆，也沒有上級單位；請系統管理者設定上級單位或單位主管。",
      "Nobody can sign the step '\(step.title.en)': the head of '\(unit.name)' must not sign this record, and there is no "
        + "unit above; an administrator can enter a parent unit or another head.")
  }

  // MARK: - Somebody may not sign

  static func excluded(
    _ why: SignerSearch.Exclusion, _ current: SignOffState.StepState, _ search: SignerSearch
  ) -> Finding {
    let reason = self.reason(why, search)
    let turn = Self.turn(current)
    return finding(
      search.record, why == .own ? "own" : "separation", "您\(reason.zh)，不能簽「\(current.title.zh)」；\(turn.zh)",
      "You cannot sign '\(current.title.en)', because whoever signs it must not be somebody who \(reason.en); \(turn.en)"
    )
  }

  private static func reason(_ why: SignerSearch.Exclusion, _ search: SignerSearch) -> Phrase {
    switch why {
    case .disabled: Phrase(zh: "不是在職人員", en: "is not an active person")
    case .own: Phrase(zh: "填寫、修改或申請了這筆紀錄", en: "filled in, changed or asked for this record")
    case .signed(let step):
      Phrase(zh: "已簽「\(search.title(of: step).zh)」", en: "signed '\(search.title(of: step).en)'")
    case .sameUnit(let step):
      Phrase(
        zh: "與「\(search.title(of: step).zh)」的簽核人同單位，不夠獨立",
        en: "is of the unit of whoever signed '\(search.title(of: step).en)' and so not independent")
    case .twice: Phrase(zh: "已簽過這筆紀錄的其他關卡", en: "signed another step of this record")
    case .subject: Phrase(zh: "就是這筆紀錄所記的人", en: "is whom the record is about")
    case .gains: Phrase(zh: "會因此得到權限", en: "gains by it")
    case .given(let giver):
      Phrase(
        zh: "的通行碼剛由\(giver.name)重給，和\(giver.name)算同一手",
        en: "was just given a new passphrase by \(giver.name), who wrote it")
    }
  }

  /// Whose turn it is.
  private static func turn(_ current: SignOffState.StepState) -> Phrase {
    let names = current.signers.names
    if current.signers.deputies.isEmpty {
      return Phrase(zh: "這一關由\(names.zh)簽核。", en: "\(names.en) can sign it.")
    }
    let deputies = Phrase.people(current.signers.deputies.map(\.person))
    return Phrase(
      zh: "這一關由\(names.zh)簽核，或由代理人\(deputies.zh)代簽。", en: "\(names.en) can sign it, or \(deputies.en) as deputy.")
  }

  static func notTheTurn(of person: PersonName, _ current: SignOffState.StepState, _ record: String) -> Finding {
    let turn = Self.turn(current)
    return finding(
      record, "not_signer", "現在的關卡是「\(current.title.zh)」，不是由您簽核；\(turn.zh)",
      "It is the turn of '\(current.title.en)', which is not yours to sign; \(turn.en)")
  }

  static func notDeputyToday(_ principal: People.Person, _ day: Day, _ record: String) -> Finding {
    let from = principal.deputyFrom?.text ?? "-"
    let to = principal.deputyTo?.text ?? "-"
    return finding(
      record, "deputy",
      "您代理\(principal.name.shown)的期間是 \(from) 至 \(to)，今天（\(day.text)）不在期間內；請由\(principal.name.shown)簽核，或先更新人員資料的代理期間。",
      "You are deputy for \(principal.name.shown(.en)) from \(from) to \(to), which does not include today (\(day.text)); "
        + "\(principal.name.shown(.en)) can sign, or have the dates changed in the register of people.")
  }

  static func unknown(_ person: PersonName, _ record: String) -> Finding {
    finding(
      record, "person", "人員名冊中沒有「\(person.id)」，不能簽核；請系統管理者先登錄這位人員。",
      "'\(person.id)' is not in the register of people and cannot sign; an administrator can register them.")
  }

  static func disabled(_ person: PersonName, _ record: String) -> Finding {
    finding(
      record, "person", "\(person.shown)已停用，不能簽核；若仍在職，請系統管理者更新人員資料。",
      "\(person.shown(.en)) is disabled and cannot sign; if that is wrong, an administrator can change the register of people."
    )
  }

  // MARK: - Not now

  static func stale(_ version: Version, _ newer: Version) -> Finding {
    finding(
      version.record, "stale",
      "您看的是第 \(version.number) 版，\(newer.savedBy.shown)已存第 \(newer.number) 版；請看過新版再決定。",
      "You looked at version \(version.number), but \(newer.savedBy.shown(.en)) saved version \(newer.number) meanwhile; look at "
        + "that one and decide again.")
  }

  static func incomplete(_ record: String) -> Finding {
    finding(
      record, "history", "\(record) 有較早的版本讀不到，無法確認是誰的申請，不能簽核；請先執行 ismsbook verify。",
      "Earlier versions of \(record) cannot be read, so it is not known whose request it is, and it cannot be signed; run "
        + "'ismsbook verify' first.")
  }

  static func isVoid(_ record: String) -> Finding {
    finding(
      record, "status", "\(record) 已作廢，不能再簽核或修改；需要時請另填一筆。",
      "\(record) is void and can neither be signed nor changed; fill in another record if one is needed.")
  }

  static func isOver(_ status: Status, _ record: String) -> Finding {
    finding(
      record, "status", "\(record) 已\(status.label.zh)，沒有待簽的關卡；要更正請修正並寫明原因，會重新簽核。",
      "\(record) is \(status.label.en) and waits for no signature; to correct it, amend it with a reason, and it is signed "
        + "again.")
  }

  static func isSubmitted(_ record: String, _ current: SignOffState.StepState?) -> Finding {
    let turn = current.map { Self.turn($0) } ?? Phrase(zh: "", en: "")
    return finding(
      record, "status", "\(record) 已送審，不必再送；\(turn.zh)", "\(record) is submitted already; \(turn.en)")
  }

  static func notSubmitted(_ record: String, _ changedSince: Int?) -> Finding {
    guard let changedSince else {
      return finding(
        record, "status", "\(record) 還沒有送審，不能簽核；請填表人先送審。",
        "\(record) is not submitted yet and cannot be signed; whoever filled it in can submit it.")
    }
    return finding(
      record, "status", "\(record) 在第 \(changedSince) 版簽核後又修改過，先前的簽核不算數；請填表人重新送審。",
      "\(record) was changed after version \(changedSince) was signed, so those signatures do not count; whoever changed it "
        + "can submit it again.")
  }

  static func isSignedAtOnce(_ current: SignOffState.StepState, _ record: String) -> Finding {
    finding(
      record, "status", "\(record) 不用送審；由\(current.signers.names.zh)直接簽核。",
      "\(record) is not submitted; \(current.signers.names.en) signs it at once.")
  }

  static func notTheFiller(_ signers: StepSigners, _ record: String) -> Finding {
    finding(
      record, "not_signer", "只有填表人可以送審；請由\(signers.names.zh)送審。",
      "Only whoever filled the record in can submit it: \(signers.names.en).")
  }

  static func notTheSubmitter(_ person: PersonName, _ record: String) -> Finding {
    finding(
      record, "not_signer", "只有送審的人可以撤回；請由\(person.shown)撤回，或在輪到您時退回。",
      "Only \(person.shown(.en)), who submitted it, can take it back; you can send it back when it is your turn.")
  }

  static func signedMeanwhile(_ signature: Signature, _ record: String) -> Finding {
    finding(
      record, "withdraw", "\(signature.person.shown)已經簽核，不能再撤回；請目前關卡的簽核人退回，或等簽完後修正。",
      "\(signature.person.shown(.en)) has signed, so it cannot be taken back; whoever's turn it is can send it back, or amend it "
        + "when it is signed.")
  }

  /// `step` is the one that waits, where the form's records may be refused at another.
  static func notRefusable(_ step: Phrase?, _ record: String) -> Finding {
    guard let step else {
      return finding(
        record, "refuse", "\(record) 不是申請，不能駁回；請退回填表人，或作廢。",
        "\(record) is no request and cannot be refused; send it back, or have it voided.")
    }
    return finding(
      record, "refuse", "「\(step.zh)」不是核准的關卡，不能駁回；請退回填表人。",
      "'\(step.en)' is no step of approval, at which a request is refused; send it back.")
  }

  static func noDecision(_ action: Action, _ record: String) -> Finding {
    finding(
      record, "action", "「\(action.label.zh)」不是簽核的決定；請選送審、同意、退回或撤回。",
      "'\(action.label.en)' is no decision of a sign-off; choose submit, agree, return or withdraw.")
  }

  // MARK: - Changing what is signed

  /// `open` are the fields that may be added to all the same.
  static func amendsSigned(_ status: Status, _ record: String, open: [Field]) -> Finding {
    let zh = open.map { "「\($0.label.zh)」" }.joined()
    let en = open.map { "'\($0.label.en)'" }.joined(separator: ", ")
    guard open.isEmpty else {
      return finding(
        record, "amend", severity: .warning,
        "\(record) 已\(status.label.zh)；只增補\(zh)時簽核仍算數，改其他欄位就要重新簽核。",
        "\(record) is \(status.label.en); the signatures stand if only \(en) is added to, and if anything else is changed "
          + "the sign-off starts again.")
    }
    return finding(
      record, "amend", severity: .warning, "\(record) 已\(status.label.zh)；修正會存成新版、要寫原因，並重新簽核。",
      "\(record) is \(status.label.en); amending it makes a new version, needs a reason, and starts the sign-off again."
    )
  }

  /// `open` are the fields that may be filled in all the same.
  static func amendsSubmitted(_ record: String, open: [Field]) -> Finding {
    guard !open.isEmpty else {
      return finding(
        record, "amend", severity: .warning, "\(record) 正在簽核；修正後先前的簽核不算數，要重新送審。",
        "\(record) is being signed; if it is changed, the signatures so far do not count and it has to be submitted "
          + "again.")
    }
    let zh = open.map { "「\($0.label.zh)」" }.joined()
    let en = open.map { "'\($0.label.en)'" }.joined(separator: ", ")
    return finding(
      record, "amend", severity: .warning,
      "\(record) 正在簽核；只填\(zh)時先前的簽核仍算數，改其他欄位就要重新送審。",
      "\(record) is being signed; the signatures so far stand if only \(en) is filled in, and if anything else is "
        + "changed it has to be submitted again.")
  }

  /// Somebody changes a signed record with which they have nothing to do.
  static func amendsOfOthers(_ record: String, _ round: [Signature]) -> Finding {
    let names = Phrase.people(signers(round))
    return finding(
      record, "part",
      "\(record) 已有人簽核，只有經手的人（填表、簽核、紀錄裡提到的人、簽核角色或主管）可以修正；請找 \(names.zh)，或另填一筆。",
      "\(record) is signed, and only those who have a part in it (who filled it in, sign it, are named in it, or head "
        + "their unit) may amend it; ask \(names.en), or fill in another record.")
  }

  /// Somebody changes a signed record that is about themselves.
  static func amendsAboutThemselves(_ record: String, _ round: [Signature]) -> Finding {
    let names = Phrase.people(signers(round))
    return finding(
      record, "part", "\(record) 是關於您自己的紀錄，已有人簽核，您不能修正；請找 \(names.zh)。",
      "\(record) is about you and is signed, so you may not amend it; ask \(names.en).")
  }

  private static func signers(_ round: [Signature]) -> [PersonName] {
    round.map(\.person).reduce(into: []) { all, name in if !all.contains(name) { all.append(name) } }
  }

  // MARK: - What a step needs

  /// The rule of what is to be added after the signatures.
  static let addedRule = "added_after"

  /// A field is empty that is to be filled in after a step is signed: a note, which keeps nothing from being signed.
  static func toBeAdded(
    _ field: Field, after step: String, _ signed: SignedSteps, _ place: Finding.Place
  ) -> Finding {
    let title = signed.titles[step] ?? Phrase(zh: "核准", en: "approval")
    return Finding(
      place, rule: addedRule, severity: .note,
      Phrase(
        zh: "「\(title.zh)」之後要補「\(field.label.zh)」；補填不影響簽核。",
        en: "'\(field.label.en)' is to be added after '\(title.en)'; the signatures stand."))
  }

  /// The rule of everything that is asked when a step is signed.
  static let neededRule = "needed_by"

  /// A field is empty that has to be filled in before a step is signed.
  static func needed(_ field: Field, by step: String, _ signed: SignedSteps, _ place: Finding.Place) -> Finding {
    let zh = field.label.zh
    let en = field.label.en
    if signed.isPreview {
      let until = signed.titles[step].map {
        Phrase(zh: "，「\($0.zh)」簽核前要填", en: ", needed before '\($0.en)' is signed")
      }
      let later = until ?? Phrase(zh: "，可以之後再補", en: ", may be added later")
      let empty = Phrase(
        zh: field.isTable ? "「\(zh)」還沒有任何一列" : "「\(zh)」還沒填",
        en: field.isTable ? "'\(en)' has no row yet" : "'\(en)' is not filled in yet")
      return Finding(
        place, rule: neededRule, severity: .note, empty + later + Phrase(zh: "。", en: "."))
    }
    let title = signed.title(of: step)
    let before =
      signed.signing?.before
      ?? Phrase(zh: "「\(title.zh)」簽核前", en: "before '\(title.en)' is signed")
    return Finding(
      place, rule: neededRule,
      field.isTable
        ? Phrase(
          zh: "\(before.zh)，「\(zh)」至少要有一列；請先修正這筆紀錄補填，再簽核。",
          en: "'\(en)' needs at least one row \(before.en); amend the record first, then sign.")
        : Phrase(
          zh: "\(before.zh)要填「\(zh)」；請先修正這筆紀錄補填，再簽核。",
          en: "'\(en)' has to be filled in \(before.en); amend the record first, then sign."))
  }

  /// Something that a step needs does not hold.
  static func unready(_ message: Phrase, _ signed: SignedSteps?, _ place: Finding.Place) -> Finding {
    if signed?.isPreview == true { return Finding(place, rule: neededRule, severity: .note, message) }
    guard let before = signed?.signing?.before else { return Finding(place, rule: neededRule, message) }
    return Finding(
      place, rule: neededRule, Phrase(zh: "\(before.zh)：\(message.zh)", en: "To mend \(before.en): \(message.en)"))
  }
}
