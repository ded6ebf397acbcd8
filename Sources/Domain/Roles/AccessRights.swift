/// Which role may do what with which form, and which classification it may read.
///
/// For each role the last rule that fits a form says everything it may do there; a person has the rights of all
/// their roles together. Who has no role has no right.
public struct AccessRights: Sendable {
  /// A form, as far as rules tell forms apart.
  public struct Subject: Hashable, Sendable {
    public let form: String
    public let kind: Form.Kind
    /// The procedure's code, `05`; empty for forms of the administration.
    public let procedure: String
    public let title: Phrase

    public init(form: String, kind: Form.Kind, procedure: String, title: Phrase) {
      self.form = form
      self.kind = kind
      self.procedure = procedure
      self.title = title
    }

    public init(_ form: Form, procedure: String) {
      self.init(form: form.id, kind: form.kind, procedure: procedure, title: form.title)
    }
  }

  /// Which forms a rule is about.
  public enum Scope: Hashable, Sendable {
    case forms([String])
    case kinds([Form.Kind])
    case procedures([String])
    case all

    public func contains(_ subject: Subject) -> Bool {
      switch self {
      case .forms(let ids): ids.contains(subject.form)
      case .kinds(let kinds): kinds.contains(subject.kind)
      case .procedures(let codes): codes.contains(subject.procedure)
      case .all: true
      }
    }
  }

  public struct Grant: Hashable, Sendable {
    public let roles: [String]
    public let scope: Scope
    public let may: Set<Right>

    public init(roles: [String], scope: Scope, may: Set<Right>) {
      self.roles = roles
      self.scope = scope
      self.may = may
    }
  }

  /// Every role there is, in the order of the list.
  public let roles: ChoiceList
  public let grants: [Grant]
  /// The roles that may read each classification; one that is not named may be read by nobody.
  public let clearance: [String: [String]]
  /// The roles that may read the whole journal; anybody may read what they did themselves.
  public let journalReaders: [String]
  /// The classifications with what they are called.
  public let classifications: ChoiceList
  /// The rights that say who may grant power where these name nobody, so that there always is somebody who may.
  private var grantors: [Grant] = []

  public init(
    roles: ChoiceList, grants: [Grant], clearance: [String: [String]], journalReaders: [String],
    classifications: ChoiceList
  ) {
    self.roles = roles
    self.grants = grants
    self.clearance = clearance
    self.journalReaders = journalReaders
    self.classifications = classifications
  }

  /// What one role may do with a form.
  public func rights(of role: String, on subject: Subject) -> Set<Right> {
    func may(by rules: [Grant]) -> Set<Right> {
      rules.last { $0.roles.contains(role) && $0.scope.contains(subject) }?.may ?? []
    }
    let own = may(by: grants)
    guard own.contains(.amend), may(by: grantors).contains(.grant) else { return own }
    return own.union([.grant])
  }

  /// Whether nobody may grant power by these rights: nobody could be given a role, shut out or made a deputy.
  public var nameNoGrantor: Bool { !grants.contains { $0.may.contains(.grant) } }

  /// The same rights, by which those may grant power who may by `others`, as far as they may amend here.
  public func withGrantors(of others: AccessRights) -> AccessRights {
    var rights = self
    rights.grantors = others.grants
    return rights
  }

  public func allows(_ right: Right, _ subject: Subject, roles: Set<String>) -> Bool {
    roles.contains { rights(of: $0, on: subject).contains(right) }
  }

  /// The roles that may do something, in the order of the list.
  public func rolesAllowed(_ right: Right, _ subject: Subject) -> [ChoiceList.Item] {
    roles.items.filter { rights(of: $0.id, on: subject).contains(right) }
  }

  public func reads(_ classification: String, roles: Set<String>) -> Bool {
    !roles.isDisjoint(with: clearance[classification] ?? [])
  }

  // MARK: - Refusals

  /// Why somebody with these roles may not do something: who may, by role and, where `people` are known, by name.
  /// Nil where they may.
  public func refusal(
    _ right: Right, _ subject: Subject, roles mine: Set<String>, _ people: People? = nil
  ) -> Finding? {
    guard !allows(right, subject, roles: mine) else { return nil }
    let able = rolesAllowed(right, subject)
    let may = names(able)
    let own = names(roles.items.filter { mine.contains($0.id) })
    let title = subject.title
    guard !able.isEmpty else {
      return Finding(
        .nowhere, rule: "right",
        Phrase(
          zh: "沒有任何角色可以\(right.label.zh)「\(title.zh)」；需要時請系統管理者調整權限設定。",
          en: "No role may \(right.label.en) '\(title.en)'; an administrator can change the rights if that is needed."))
    }
    return Finding(
      .nowhere, rule: "right",
      Phrase(
        zh: "您的角色（\(own.zh)）不能\(right.label.zh)「\(title.zh)」；可以的角色：\(may.zh)。",
        en: "Your roles (\(own.en)) may not \(right.label.en) '\(title.en)'; these may: \(may.en).")
        + holders(able, people))
  }

  /// Why somebody with these roles may not read a record of a classification. Nil where they may.
  public func refusal(
    reading classification: String, roles mine: Set<String>, _ people: People? = nil
  ) -> Finding? {
    guard !reads(classification, roles: mine) else { return nil }
    let label = classifications[classification]?.label ?? Phrase(verbatim: classification)
    let able = roles.items.filter { clearance[classification]?.contains($0.id) == true }
    let may = names(able)
    return Finding(
      .nowhere, rule: "clearance",
      Phrase(
        zh: "這筆紀錄的機密等級是「\(label.zh)」，只有這些角色可以閱讀：\(may.zh)；需要時請向其中一位洽詢。",
        en:
          "This record is classed '\(label.en)', which only these roles may read: \(may.en); ask one of them if you need it."
      ) + holders(able, people))
  }

  /// The roles that may read all of these classifications, and who has one of them now.
  func holders(reading classifications: Set<String>, _ people: People?) -> Phrase {
    let able = roles.items.filter { role in classifications.allSatisfy { reads($0, roles: [role.id]) } }
    let may = names(able)
    return Phrase(zh: may.zh + "。", en: may.en + ".") + holders(able, people)
  }

  /// Names at most in a message.
  private static let mostNames = 3

  /// Who has one of these roles now.
  private func holders(_ items: [ChoiceList.Item], _ people: People?) -> Phrase {
    guard let people else { return Phrase(verbatim: "") }
    var all: [PersonName] = []
    for person in items.flatMap({ people.holders(of: $0.id) }) where !all.contains(person.name) {
      all.append(person.name)
    }
    guard !all.isEmpty else {
      return Phrase(
        zh: "目前沒有在職人員具有這些角色；請系統管理者指定。", en: " Nobody active has such a role; an administrator can give it.")
    }
    let names = Phrase.people(Array(all.prefix(Self.mostNames)))
    let isMore = all.count > Self.mostNames
    return Phrase(
      zh: "目前有：\(names.zh)\(isMore ? "等 \(all.count) 人" : "")。",
      en: " Now: \(names.en)\(isMore ? " and \(all.count - Self.mostNames) more" : "").")
  }

  /// Said where no rights are known.
  static let unreadable = Phrase(
    zh: "讀不到權限設定，只列出您自己的；請系統管理者執行 ismsbook screens check。",
    en: "The rights cannot be read, so only your own entries are listed; an administrator should run ismsbook screens "
      + "check.")

  /// What somebody who may not read the whole journal is told.
  public var journalLimit: Phrase {
    let may = names(roles.items.filter { journalReaders.contains($0.id) })
    return Phrase(
      zh: "只列出您自己的；可以看整本日誌的角色：\(may.zh)。",
      en: "Only your own entries are listed; these roles may read the whole journal: \(may.en).")
  }

  /// Roles at most in a message; the table of rights shows the others.
  private static let mostRoles = 6

  private func names(_ items: [ChoiceList.Item]) -> Phrase {
    if items.isEmpty { return Phrase(zh: "無", en: "none") }
    let shown = items.prefix(Self.mostRoles)
    let isMore = items.count > shown.count
    return Phrase(
      zh: shown.map(\.label.zh).joined(separator: "、") + (isMore ? "等 \(items.count) 種" : ""),
      en: shown.map(\.label.en).joined(separator: ", ") + (isMore ? " and \(items.count - shown.count) more" : ""))
  }
}
