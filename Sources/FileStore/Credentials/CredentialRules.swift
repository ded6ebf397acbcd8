import Domain

/// What a passphrase or PIN must be, and what follows when a wrong one is typed. The numbers come from the
/// organisation's settings.
public struct CredentialRules: Hashable, Sendable {
  /// Characters at least.
  public var minimumPassphraseLength: Int
  /// Digits at least; a secret of digits alone is a PIN.
  public var minimumPINLength: Int
  /// Failures in a row after which only another person can release the credential; nil where it is never locked.
  public var failuresUntilLocked: Int?
  /// Seconds to wait after a failure at most.
  public var longestDelay: Int
  /// What a hash costs when a credential is set.
  public var cost: ScryptCost

  /// Characters that a secret may have, so that a hash cannot be made to take long.
  static let maximumLength = 256

  public init(
    minimumPassphraseLength: Int, minimumPINLength: Int, failuresUntilLocked: Int?, longestDelay: Int,
    cost: ScryptCost = .production
  ) {
    self.minimumPassphraseLength = minimumPassphraseLength
    self.minimumPINLength = minimumPINLength
    self.failuresUntilLocked = failuresUntilLocked
    self.longestDelay = longestDelay
    self.cost = cost
  }

  /// As the settings say.
  public init(_ settings: Settings, cost: ScryptCost = .production) {
    self.init(
      minimumPassphraseLength: settings.number("passphrase_min") ?? 8,
      minimumPINLength: settings.number("pin_min") ?? 6, failuresUntilLocked: settings.number("sign_in_failures"),
      longestDelay: settings.number("sign_in_longest_delay") ?? 300, cost: cost)
  }

  /// Seconds to wait after that many failures in a row: 1, 2, 4, 8 and so on.
  public func delay(after failures: Int) -> Int {
    guard failures > 0 else { return 0 }
    return min(1 << min(failures - 1, 30), max(longestDelay, 0))
  }

  /// What keeps a secret from being taken by a person; each with what to do.
  public func findings(_ secret: String, person: String) -> [Finding] {
    let text = CanonicalText.of(secret)
    let isPIN = !text.isEmpty && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    var findings: [Finding] = []
    func note(_ rule: String, _ zh: String, _ en: String) {
      findings.append(Finding(.nowhere, rule: rule, Phrase(zh: zh, en: en)))
    }
    let least = isPIN ? minimumPINLength : minimumPassphraseLength
    if text.count < max(least, 1) {
      if isPIN {
        note(
          "length", "PIN 太短；請至少用 \(least) 個數字，或改用 \(minimumPassphraseLength) 個字以上的通行碼。",
          "The PIN is too short; use at least \(least) digits, or a passphrase of \(minimumPassphraseLength) characters."
        )
      } else {
        note(
          "length", "通行碼太短；請至少用 \(least) 個字，或改用 \(minimumPINLength) 個以上數字的 PIN。",
          "The passphrase is too short; use at least \(least) characters, or a PIN of \(minimumPINLength) digits.")
      }
    }
    if text.count > CredentialRules.maximumLength {
      note(
        "length", "通行碼太長；請最多用 \(CredentialRules.maximumLength) 個字。",
        "The passphrase is too long; use at most \(CredentialRules.maximumLength) characters.")
    }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      note(
        "control", "通行碼裡有控制字元；請只用看得見的字元與空格。",
        "The passphrase holds control characters; use only visible ones and spaces.")
    }
    if CredentialRules.isRun(text) {
      note(
        "guessable", "通行碼全是同一個字或連號，太容易猜到；請換一個。",
        "One character repeated or a run such as 1234 is easy to guess; choose another.")
    }
    if !person.isEmpty, text.lowercased() == person.lowercased() {
      note(
        "guessable", "通行碼不可和人員代碼相同；請換一個。",
        "The passphrase must not be the person's id; choose another.")
    }
    return findings
  }

  /// Whether each scalar follows the one before by the same step of -1, 0 or 1.
  private static func isRun(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int($0.value) }
    guard values.count > 2 else { return false }
    let step = values[1] - values[0]
    return (-1...1).contains(step) && zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
  }
}
