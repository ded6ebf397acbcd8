/// What is said about changes of what grants power: why they are refused, or whom they wait for.
enum GrantFinding {
  private static func finding(
    _ record: String, _ rule: String, severity: Finding.Severity = .error, _ zh: String, _ en: String
  ) -> Finding {
    Finding(.record(record), rule: rule, severity: severity, Phrase(zh: zh, en: en))
  }

  private static func labels(_ fields: [Field]) -> Phrase {
    Phrase(
      zh: fields.map { "「\($0.label.zh)」" }.joined(), en: fields.map { "'\($0.label.en)'" }.joined(separator: ", "))
  }

  static func notAllowed(_ fields: [Field], _ refusal: Finding, _ form: Form, _ record: String) -> Finding {
    let what = labels(fields)
    return finding(
      record, "grant", "\(what.zh)是給予權限的欄位。\(refusal.message.zh)",
      "\(what.en) grants power. \(refusal.message.en)")
  }

  /// `others` may write it.
  static func own(_ fields: [Field], _ others: [PersonName], _ record: String) -> Finding {
    let what = labels(fields)
    guard !others.isEmpty else {
      return finding(
        record, "grant_own", "\(what.zh)會給您自己權限，不能由自己提出，目前也沒有別人可以提出；請先再登錄一位系統管理者。",
        "\(what.en) would give power to yourself, which nobody does, and nobody else may do it yet; register a second "
          + "administrator first.")
    }
    let names = Phrase.people(others)
    return finding(
      record, "grant_own", "\(what.zh)會給您自己權限，不能由自己提出；請由\(names.zh)提出。",
      "\(what.en) would give power to yourself, which nobody does; ask \(names.en) to do it.")
  }

  static func noVoid(_ form: Form, _ record: String) -> Finding {
    let what = labels(form.grantingFields)
    return finding(
      record, "grant_void",
      "\(record) 給了權限，不能作廢；請修正\(what.zh)把權限收回（例如改為不在職），由第二人同意，紀錄會留著。",
      "\(record) grants power and cannot be voided; amend \(what.en) to take the power back, such as by setting a "
        + "person to inactive, and have a second person agree. The record stays.")
  }

  static func waits(_ fields: [Field], _ signers: StepSigners, _ chain: Chain, _ record: String) -> Finding {
    if let gap = signers.gap {
      var gap = gap
      gap.severity = .warning
      return gap
    }
    let what = labels(fields)
    let names = signers.names
    return finding(
      record, "grant_waits", severity: .warning, "\(what.zh)要第二人同意才生效，在那之前照舊；可以同意的人：\(names.zh)。",
      "\(what.en) takes effect once a second person agrees, and until then all stays as it was; these may agree: "
        + "\(names.en).")
  }

  /// `holders` have the role.
  static func nobody(_ role: Phrase, _ holders: [PersonName], _ grants: GrantHistory, _ record: String) -> Finding {
    let what = labels(grants.fields)
    let names = holders.isEmpty ? Phrase(zh: "無", en: "nobody") : Phrase.people(holders)
    return finding(
      record, "nobody",
      "\(what.zh)要第二人同意才生效，但目前沒有人可以：有通行碼的「\(role.zh)」（\(names.zh)）都是提出的人，或因此得到權限，或通行碼剛由提出的人重給；"
        + "請再登錄一位「\(role.zh)」並給通行碼，由他同意。",
      "\(what.en) takes effect once a second person agrees, but nobody can: those of the role '\(role.en)' with a "
        + "passphrase (\(names.en)) wrote it, gain by it, or were just given a new passphrase by the person who wrote it; "
        + "register one more person of that role, give them a passphrase, and have them agree.")
  }

  static func amendsWaiting(_ record: String) -> Finding {
    finding(
      record, "amend", severity: .warning, "\(record) 有變更在等第二人同意；改到給予權限的欄位時，以改後的內容重新等同意。",
      "A change of \(record) waits for a second person; if fields that grant power are changed, what they say then "
        + "waits again.")
  }

  static func nothingWaits(_ record: String) -> Finding {
    finding(
      record, "status", "\(record) 沒有等第二人同意的變更；要改權限請先修正這筆紀錄。",
      "Nothing of \(record) waits for a second person; to change what it grants, amend it first.")
  }

  /// Nobody of the role would be left.
  static func last(_ role: Phrase, _ record: String) -> Finding {
    finding(
      record, "last", "同意後就沒有任何在職且有通行碼的「\(role.zh)」；請先讓另一位有這個角色並給通行碼，或退回。",
      "Nobody active with the role '\(role.en)' and a passphrase would be left; give the role and a passphrase to "
        + "somebody else first, or send it back.")
  }
}
