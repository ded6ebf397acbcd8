import Domain

/// What became of a secret that was typed. A name without a credential gets the same answers as a wrong secret.
public enum CredentialAnswer: Hashable, Sendable {
  /// It is the person's; a one-time secret must now be changed.
  case accepted(mustChange: Bool)
  /// It is not; the next attempt may be made at that time.
  case refused(waitUntil: Moment)
  /// It was not looked at: an earlier attempt failed, and the next may be made at that time.
  case tooEarly(until: Moment)
  /// It was not looked at: another person has to release the credential first.
  case locked

  public var isAccepted: Bool { if case .accepted = self { true } else { false } }

  /// What to tell the person; nothing where the secret was accepted.
  public var message: Phrase? {
    switch self {
    case .accepted: nil
    case .refused(let until):
      Phrase(
        zh: "帳號或通行碼不對；請在 \(CredentialAnswer.clock(until)) 之後再試。",
        en: "The id or the passphrase is wrong; try again after \(CredentialAnswer.clock(until)).")
    case .tooEarly(let until):
      Phrase(
        zh: "先前輸入不對，還要等一下；請在 \(CredentialAnswer.clock(until)) 之後再試。",
        en: "An earlier attempt was wrong; try again after \(CredentialAnswer.clock(until)).")
    case .locked:
      Phrase(
        zh: "輸入不對的次數太多，已經鎖定；請找管理者解除。",
        en: "There were too many wrong attempts, so this is locked; ask the administrator to release it.")
    }
  }

  /// `14:20:07`.
  private static func clock(_ moment: Moment) -> String {
    let second = moment.seconds % 60
    return "\(moment.time.text):\(second < 10 ? "0" : "")\(second)"
  }
}
