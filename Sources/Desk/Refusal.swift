import Domain

/// Why something was not done: what is wrong, who may, and what to do.
public struct Refusal: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The person may not do it, or did not prove who they are.
    case notPermitted
    /// What was given, or the record as it stands, does not allow it.
    case findings
    /// Nothing is wrong, but something is remarkable that nobody has been told of yet.
    case remarks
    /// Nothing is wrong, but signatures would no longer count, and nobody has been told yet.
    case signsAgain
    /// A change that changes nothing.
    case unchanged
    /// What was asked for does not exist on this form.
    case usage
    /// There is no such thing.
    case notFound
    /// Somebody else saved this version since.
    case conflict(current: Version)
    /// Whoever asked is gone.
    case unheard
  }

  public let kind: Kind
  /// What is wrong, and remarks beside it, in the order of the form; never empty.
  public let findings: [Finding]

  init(_ kind: Kind, _ findings: [Finding]) {
    self.kind = kind
    self.findings = findings
  }

  init(_ kind: Kind, _ finding: Finding) { self.init(kind, [finding]) }

  /// The first that blocks.
  public var finding: Finding? { findings.first(where: \.blocks) ?? findings.first }

  public var message: Phrase { finding?.message ?? Phrase(verbatim: "") }

  /// The same to be shown where there is a key that opens lists.
  public func naming(pick key: Phrase) -> Refusal { Refusal(kind, findings.map { $0.naming(pick: key) }) }

  /// The rule that the journal names.
  public var rule: String { finding?.rule ?? "" }

  /// Somebody else was faster.
  static func conflict(_ current: Version) -> Refusal {
    Refusal(
      .conflict(current: current),
      Finding(
        .record(current.record), rule: "conflict",
        Phrase(
          zh: "\(current.record) 已被 \(current.savedBy.name) 存成第 \(current.number) 版，沒有存入；請看過新版再試。",
          en:
            "\(current.savedBy.name) has saved version \(current.number) of \(current.record), nothing was saved; look "
            + "at it and try again.")))
  }

  static func noRecord(_ number: String) -> Refusal {
    Refusal(
      .notFound,
      Finding(
        .record(number), rule: "record",
        Phrase(zh: "沒有紀錄 \(number)；請檢查編號。", en: "There is no record \(number); check the number.")))
  }

  static func noReason(_ record: String) -> Refusal {
    Refusal(
      .findings, Finding(.record(record), rule: "reason", Phrase(zh: "請寫原因。", en: "Give a reason.")))
  }

  static func isVoid(_ record: String) -> Refusal {
    Refusal(
      .findings,
      Finding(
        .record(record), rule: "status",
        Phrase(
          zh: "\(record) 已作廢，不能再更改；需要時請新增一筆。",
          en: "\(record) is void and cannot be changed; fill in a new record if needed.")))
  }

  static func noForm(_ id: String) -> Refusal {
    Refusal(
      .notFound,
      Finding(
        .nowhere, rule: "form",
        Phrase(
          zh: "找不到表單「\(id)」的定義；請執行 ismsbook screens check。",
          en: "The form '\(id)' is not defined; run ismsbook screens check.")))
  }
}
