import Domain
import Desk
import Synchronization
import Testing

@testable import FrontEnd

/// A shared store with people who sign, their passphrases, and requests at several points of their chain.
///
/// Li (office) asks; Hu heads the office and has Sun as deputy; Wu and Zhou work in operations; Wang administers.
struct SharedStore {
  static let wang = PersonName(id: "wang.xm", name: "王小明")
  static let li = PersonName(id: "li.s", name: "李四")
  static let hu = PersonName(id: "hu", name: "胡主任")
  static let sun = PersonName(id: "sun", name: "孫代理")
  static let wu = PersonName(id: "wu", name: "吳工程師")
  static let zhou = PersonName(id: "zhou", name: "周工程師")
  static let yang = PersonName(id: "yang", name: "楊工讀")
  static let everybody = [wang, li, hu, sun, wu, zhou, yang]
  /// Cheap enough for tests.
  static let cost = ScryptCost(rounds: 2, blockSize: 1, parallelism: 1) ?? .production

  /// Where the store is.
  let path: String
  let catalogue: any Catalogue
  let clock: @Sendable () -> Moment
  /// With Wang at it.
  let desk: Desk
  private let given: GivenRecords
  private let index: String
  /// By what everybody shows who they are who has a passphrase of their own.
  private let proofs: [PersonName: Proof]

  /// Makes it in a folder. `further` are people and settings that it has beside those that every test needs.
  @MainActor
  init(
    in folder: String, _ catalogue: any Catalogue, id: String? = nil, further: [(form: String, content: Content)] = [],
    clock: @escaping @Sendable () -> Moment
  ) throws {
    path = folder + "/store"
    index = folder + "/index"
    self.catalogue = catalogue
    self.clock = clock
    var request = StoreRequest(path: path, organisation: "測試學院", person: Self.wang, isShared: true)
    request.id = id
    let extra = further.filter { $0.form == "person" }.compactMap { PersonName($0.content) }
    var proofs: [PersonName: Proof] = [:]
    let made = try Desk.make(
      request, catalogue: GivenForms(catalogue), language: .zhTW, secretCost: Self.cost,
      indexFolder: folder + "/given",
      beginning: (Self.register + further).map { known in
        { _ in [Submission(new: known.form, known.content)] }
      }, clock: clock
    ) { desk throws(StoreProblem) in
      for person in Self.everybody + extra where person != Self.yang || !extra.isEmpty {
        let isOneTime = person == Self.sun
        let result = try desk.attended(by: isOneTime ? Self.wang : person)
          .setSecret(of: person, Self.secret(of: person), oneTime: isOneTime)
        if case .success(let proof?) = result { proofs[person] = proof }
      }
    }
    made.finishSaves()
    self.proofs = proofs
    given = try GivenRecords(
      at: path, catalogue, person: Self.wang, cost: Self.cost, index: folder + "/given", clock: clock)
    // That the store is found by other words than those it was made with is said once.
    _ = try Self.open(path, catalogue, index, clock)
    desk = try Self.open(path, catalogue, index, clock)
  }

  private static func open(
    _ path: String, _ catalogue: any Catalogue, _ index: String, _ clock: @escaping @Sendable () -> Moment
  ) throws -> Desk {
    try Desk.open(
      at: path, catalogue: catalogue, person: wang, language: .zhTW, secretCost: cost, indexFolder: index, clock: clock)
  }

  /// The store as another program would open it, with Wang at it.
  func desk(_ clock: @escaping @Sendable () -> Moment) throws -> Desk {
    try Self.open(path, catalogue, index, clock)
  }

  static func secret(of person: PersonName) -> String { "pass-\(person.id)-2026" }

  static func content(_ fields: KeyValuePairs<String, String>) -> Content {
    var content = Content()
    for (id, value) in fields { content[id] = content[id] + [value] }
    return content
  }

  static func person(
    _ name: PersonName, _ unit: String, _ role: String, _ more: KeyValuePairs<String, String> = [:]
  ) -> (form: String, content: Content) {
    var fields = content(["id": name.id, "name": name.name, "unit": unit, "active": "yes", "roles": role])
    for (id, value) in more { fields[id] = fields[id] + [value] }
    return ("person", fields)
  }

  private static var register: [(form: String, content: Content)] {
    [
      ("unit", content(["id": "BOARD", "name": "校長室", "active": "yes"])),
      ("unit", content(["id": "OFFICE", "name": "資訊室", "parent": "BOARD 校長室", "head": "hu 胡主任", "active": "yes"])),
      person(wang, "BOARD 校長室", "administrator", ["roles": "security_officer"]),
      person(li, "OFFICE 資訊室", "staff"),
      person(
        hu, "OFFICE 資訊室", "manager", ["deputy": "sun 孫代理", "deputy_from": "2026-11-01", "deputy_to": "2026-11-30"]),
      person(sun, "OFFICE 資訊室", "staff"), person(wu, "OFFICE 資訊室", "operations"),
      person(zhou, "OFFICE 資訊室", "operations"), person(yang, "OFFICE 資訊室", "data_room_duty"),
    ]
  }

  // MARK: - Looking

  func version(_ record: String) throws -> Version {
    try desk.catchUp()
    return try desk.look(at: record).get().version
  }

  func history(_ record: String) throws -> [Version] {
    try desk.catchUp()
    return try desk.history(of: record).get()
  }

  func drafts(of owner: String) throws -> [String] { try StoreFiles.drafts(of: owner, in: path) }

  /// What an administrator may know of somebody's passphrase.
  func credential(of person: PersonName) throws -> CredentialStatus? {
    try desk.credentials().get().first { $0.person.id == person.id }
  }

  // MARK: - As it is given

  /// Saves a record that no rule of today would take.
  @MainActor @discardableResult
  func save(
    given form: Form, _ name: GivenRecords.Name? = nil, by person: PersonName, reason: String? = nil,
    _ content: Content
  ) throws -> Version {
    let version = try given.save(form, name, by: person, reason: reason, content)
    try desk.catchUp()
    return version
  }

  // MARK: - Requests

  /// A request for an account, Li's if nobody else is named.
  func request(
    _ user: String, classification: String = "restricted", by person: PersonName = li
  ) throws -> Version {
    var content = Content()
    for (id, value) in [
      "request_kind": "new", "user_kind": "regular", "user_name": user, "staff_no": "E01234", "user_unit": "資訊室",
      "contact": "分機 123", "sod_conflict": "無", "training_ok": "yes", "owner_decision": "agree",
      "classification": classification,
    ] { content[id] = [value] }
    content[rows: "items"] = [
      Row([
        "system_text": "差勤系統", "account": "user1", "role": "一般查詢", "env": "production", "privileged": "no",
        "remote": "no", "from": "2026-11-22", "reason": "每月彙整各單位差勤資料並製作報表。",
      ])
    ]
    return try submit("access-request", content, by: person)
  }

  private func submit(_ form: String, _ content: Content, by person: PersonName) throws -> Version {
    let desk = desk.attended(by: person)
    return try desk.submit(Submission(new: form, desk.blank(form, content))).get().version
  }

  /// Signs as the rules allow.
  @discardableResult
  func sign(_ record: String, _ action: Action, _ person: PersonName, _ comment: String? = nil) throws -> Version {
    let version = try version(record)
    let results = try desk.attended(by: person, proof: proofs[person]).sign(action, [version], comment: comment).get()
    let result = try #require(results.first)
    return try #require(result.saved, "\(result.outcome)")
  }

  /// Changes one field of a record.
  @discardableResult
  func amend(_ record: String, _ field: String, _ value: String, by person: PersonName) throws -> Version {
    let version = try version(record)
    var content = version.content
    content[field] = [value]
    return try desk.attended(by: person).submit(
      Submission(amending: record, base: version.number, to: content, reason: "更正")
    ).get().version
  }

  /// Four requests: two wait for Hu, one was sent back, one was changed after Hu had agreed.
  func fillRequests() throws {
    for name in ["張三", "趙五", "錢六", "鄭七"] { _ = try request(name) }
    for number in 1...4 { try sign("ACC-115-000\(number)", .submit, Self.li) }
    try sign("ACC-115-0002", .return, Self.hu, "請補上員工編號")
    try sign("ACC-115-0003", .agree, Self.hu, "同意")
    try amend("ACC-115-0003", "user_name", "錢六六", by: Self.li)
  }

  /// Who keeps the data room, where its entries are filled in.
  static let mei = PersonName(id: "mei", name: "梅管理")

  /// What a store needs besides for `fillEntries`.
  static var keeper: [(form: String, content: Content)] { [person(mei, "OFFICE 資訊室", "data_room_keeper")] }

  /// Entries of October, as far as the keeper of the data room signs them: two, one that another one corrects, and
  /// that other one, which waits for its keeper where `allSigned` is false.
  func fillEntries(allSigned: Bool) throws {
    for (name, from, to, corrects) in [
      ("張三", "2026-10-05T09:00+08:00", "2026-10-05T10:00+08:00", ""), ("李四", "2026-10-06T09:00+08:00", "", ""),
      ("王五", "2026-10-07T09:00+08:00", "2026-10-07T10:00+08:00", ""),
      ("李四", "2026-10-06T09:00+08:00", "2026-10-06T11:00+08:00", "ENT-115-0002"),
    ] {
      var content = Content()
      for (id, value) in [
        "person_name": name, "person_org": "某某資訊", "purpose_kind": "patrol", "purpose": "例行巡檢", "enter_at": from,
        "leave_at": to, "corrects": corrects,
      ] where !value.isEmpty { content[id] = [value] }
      let saved = try submit("entry-log", content, by: Self.yang)
      guard !to.isEmpty else { continue }
      try sign(saved.record, .submit, Self.yang)
      if allSigned || corrects.isEmpty { try sign(saved.record, .agree, Self.mei) }
    }
  }

  /// Wrong attempts until somebody is locked.
  @MainActor
  func lock(_ person: PersonName) throws {
    for _ in 0..<20 {
      if case .locked = try given.tryWrong(person) { break }
    }
    try desk.catchUp()
  }
}

extension PersonName {
  /// The person that a record of the register is of.
  fileprivate init?(_ content: Content) {
    guard let id = content["id"].first, let name = content["name"].first else { return nil }
    self.init(id: id, name: name)
  }
}
