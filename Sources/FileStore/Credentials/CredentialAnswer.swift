import Domain

/// What became of a secret that was typed. A name without a credential gets the same answers as a wrong secret.
public enum CredentialAnswer: Hashable, Sendable {
  /// It is the person's; a one-time secret must now be changed.
  case accepted(mustChange: Bool)
  /// It is not; the next attempt may be made at that time.
  case refused(waitUntil: Moment)
  /// It was not looked at: an earlier attempt failed, and the next may be made at that time.
  case tooEarly(until: Moment)
  /// It was not looked at: an earlier attempt was cut off before its answer, and the next may be made at that time.
  case unfinished(until: Moment)
  /// It was not looked at: the clock stands before the last failure, so that the wait begins again.
  case clockMovedBack(until: Moment)
  /// It was not looked at: another person has to release the credential first.
  case locked

  /// What to tell the person; nil where the secret was accepted.
  public var message: Phrase? {
    switch self {
    case .accepted: nil
    case .refused(let until):
      Phrase(
        zh: "帳號或通行碼不對；請在 \(CredentialAnswer.clock(until)) 之後再試，忘記了請系統管理者重給。",
        en: "The id or the passphrase is wrong; try again after \(CredentialAnswer.clock(until)), or ask an "
          + "administrator for a new one.")
    case .tooEarly(let until):
      Phrase(
        zh: "先前輸入不對，還要等一下；請在 \(CredentialAnswer.clock(until)) 之後再試，或請系統管理者解除。",
        en:
          "An earlier attempt was wrong; try again after \(CredentialAnswer.clock(until)), or ask an administrator to "
          + "release it.")
    case .unfinished(let until):
      Phrase(
        zh: "上一次還沒核對完就中斷了，不算輸錯；請在 \(CredentialAnswer.clock(until)) 之後再試。",
        en: "The last attempt was cut off before it was answered, which counts as no failure; try again after "
          + "\(CredentialAnswer.clock(until)).")
    case .clockMovedBack(let until):
      Phrase(
        zh: "這台主機的時鐘倒退了，還要等一下，重新起算；請在 \(CredentialAnswer.clock(until)) 之後再試，並請系統管理者校時。",
        en: "The clock of this machine was set back, so the wait begins again; try again after "
          + "\(CredentialAnswer.clock(until)), and ask an administrator to set it right.")
    case .locked:
      Phrase(
        zh: "輸入不對的次數太多，已經鎖定；請找系統管理者解除。",
        en: "There were too many wrong attempts, so this is locked; ask an administrator to release it.")
    }
  }

  /// `14:20:07`.
  private static func clock(_ moment: Moment) -> String {
    let second = moment.seconds % 60
    return "\(moment.time.text):\(second < 10 ? "0" : "")\(second)"
  }
}
