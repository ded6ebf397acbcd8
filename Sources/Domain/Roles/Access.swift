/// Who is at work in a store, and what they may do there.
///
/// In a personal store one person does everything. In a shared one, the roles in the person's record decide, by the
/// rights and clearances of the definitions; where those cannot be read nobody may do anything.
public struct Access: Sendable {
  public let person: PersonName
  public let roles: Set<String>
  public let isShared: Bool
  public let rights: AccessRights?
  private let people: People?
  private let subjects: [String: AccessRights.Subject]
  /// The only forms of which anything may be read, as at a shared terminal; `nil` for all.
  private let forms: Set<String>?
  /// What the person is a party as.
  public private(set) var parties: Set<Party> = []
  /// Numbers of records that they may read although they are not cleared for what those are classed as.
  public var opened: Set<String> = []

  /// Somebody in a shared store on a day. What they may read because they have to do with it is given afterwards.
  public init(_ person: PersonName, people: People, catalogue: any Catalogue, on day: Day? = nil) {
    self.person = person
    parties = day.map { people.parties(of: person.id, on: $0) } ?? []
    let known = people[person.id]
    roles = known?.isActive == true ? known?.roles ?? [] : []
    isShared = true
    self.people = people
    rights = catalogue.accessRights()
    subjects = Dictionary(catalogue.subjects().map { ($0.form, $0) }, uniquingKeysWith: { first, _ in first })
    forms = nil
  }

  /// A terminal that several people share: whoever stands at it, it shows only records of its own forms, and only what
  /// all of these roles together may read.
  public init(terminal: PersonName, roles: Set<String>, forms: Set<String>, people: People, catalogue: any Catalogue) {
    person = terminal
    self.roles = roles
    isShared = true
    self.people = people
    rights = catalogue.accessRights()
    subjects = Dictionary(catalogue.subjects().map { ($0.form, $0) }, uniquingKeysWith: { first, _ in first })
    self.forms = forms
  }

  /// Somebody in a store, shared or not.
  public init(_ person: PersonName, isShared: Bool, records: any RecordSource, catalogue: any Catalogue) {
    self = isShared ? Access(person, people: People(records), catalogue: catalogue) : Access(alone: person)
  }

  /// The one person of a personal store.
  public init(alone person: PersonName) {
    self.person = person
    roles = []
    isShared = false
    rights = nil
    people = nil
    subjects = [:]
    forms = nil
  }

  /// Why the person may not do something with records of a form; nil where they may.
  public func refusal(_ right: Right, form id: String) -> Finding? {
    guard isShared else { return nil }
    guard let rights, let subject = subjects[id] else { return Access.unknown(id) }
    return rights.refusal(right, subject, roles: roles, people)
  }

  /// Why the person may not read what is classed so, of whatever form.
  func refusal(reading classification: String) -> Finding? {
    rights?.refusal(reading: classification, roles: roles, people)
  }

  /// Whether anything of a form may be read here at all.
  public func mayRead(form id: String) -> Bool { forms?.contains(id) ?? may(.read, form: id) }

  /// Who else may do something with records of a form, by id.
  func others(who may: Right, form id: String, than me: String) -> [PersonName] {
    guard let rights, let subject = subjects[id], let people else { return [] }
    return people.everybody.filter { person in
      person.isActive && person.id != me && rights.allows(may, subject, roles: person.roles)
    }.map(\.name)
  }

  /// The role that gives credentials and keys.
  public static let administrator = "administrator"

  /// Why the person may not do what only administrators do, and who they are; nil where they may.
  public var refusalUnlessAdministrator: Finding? {
    guard isShared, !roles.contains(Access.administrator) else { return nil }
    let names = Phrase.people((people?.holders(of: Access.administrator) ?? []).map(\.name))
    return Finding(
      .nowhere, rule: "right",
      Phrase(
        zh: "只有系統管理者可以做這件事；請找其中一位：\(names.zh)。",
        en: "Only administrators may do this; ask one of them: \(names.en)."))
  }

  /// Why only the person's own entries of the journal are shown; nil where all may be.
  public var journalLimit: Phrase? {
    guard isShared else { return nil }
    guard let rights else { return AccessRights.unreadable }
    return roles.isDisjoint(with: rights.journalReaders) ? rights.journalLimit : nil
  }

  /// Whether the person sees records of a form from their first save on.
  public func watches(_ form: Form) -> Bool { isShared && !roles.isDisjoint(with: form.watchedBy) }

  public func may(_ right: Right, form id: String) -> Bool {
    guard isShared else { return true }
    guard let rights, let subject = subjects[id] else { return false }
    return rights.allows(right, subject, roles: roles)
  }

  /// Who may read what is classed so and so, and what keeps the person from it.
  public func holders(reading classifications: Set<String>) -> Phrase {
    rights?.holders(reading: classifications, people) ?? Access.unknown("-").message
  }

  static func unknown(_ id: String) -> Finding {
    Finding(
      .nowhere, rule: "right",
      Phrase(
        zh: "查不到表單「\(id)」的權限設定，因此不允許；請系統管理者執行 ismsbook screens check。",
        en: "No rights are known for the form '\(id)', so nothing is allowed; an administrator should run "
          + "ismsbook screens check."))
  }
}
