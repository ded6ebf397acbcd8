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

  let store: FileStore
  let catalogue: any Catalogue
  let now: Moment
  private let records: StoreRecords

  init(_ store: FileStore, _ catalogue: any Catalogue, now: Moment) throws {
    self.store = store
    self.catalogue = catalogue
    self.now = now
    records = StoreRecords(store: store, catalogue: catalogue)
    try savePeople()
  }

  func desk(_ clock: @escaping @Sendable () -> Moment) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: Self.wang, language: .zhTW, secretCost: Self.cost, clock: clock)
  }

  static func secret(of person: PersonName) -> String { "pass-\(person.id)-2026" }

  private var rules: CredentialRules { CredentialRules(Settings(records), cost: Self.cost) }

  private func savePeople() throws {
    func content(_ fields: KeyValuePairs<String, String>) -> Content {
      var content = Content()
      for (id, value) in fields { content[id] = content[id] + [value] }
      return content
    }
    func person(
      _ name: PersonName, _ unit: String, _ role: String, _ more: KeyValuePairs<String, String> = [:]
    ) throws {
      var fields = content(["id": name.id, "name": name.name, "unit": unit, "active": "yes", "roles": role])
      for (id, value) in more { fields[id] = fields[id] + [value] }
      try save("person", fields, named: name.id)
    }
    try save("unit", content(["id": "BOARD", "name": "校長室", "active": "yes"]), named: "BOARD")
    try save(
      "unit",
      content(["id": "OFFICE", "name": "資訊室", "parent": "BOARD 校長室", "head": "hu 胡主任", "active": "yes"]),
      named: "OFFICE")
    try person(Self.wang, "BOARD 校長室", "administrator", ["roles": "security_officer"])
    try person(Self.li, "OFFICE 資訊室", "staff")
    try person(
      Self.hu, "OFFICE 資訊室", "manager",
      ["deputy": "sun 孫代理", "deputy_from": "2026-11-01", "deputy_to": "2026-11-30"])
    try person(Self.sun, "OFFICE 資訊室", "staff")
    try person(Self.wu, "OFFICE 資訊室", "operations")
    try person(Self.zhou, "OFFICE 資訊室", "operations")
    try person(Self.yang, "OFFICE 資訊室", "data_room_duty")
    for person in Self.everybody where person != Self.yang {
      try store.setCredential(
        of: person, Self.secret(of: person), by: person, oneTime: person == Self.sun, rules: rules,
        salt: [UInt8](repeating: 7, count: 16))
    }
  }

  private func save(_ id: String, _ content: Content, named number: String) throws {
    let form = try #require(catalogue.form(id))
    _ = try store.append(
      NewVersion(
        form: form.reference, title: form.title.zh, record: .named(number),
        status: form.isGranting ? .approved : .saved, savedBy: Self.wang, content: form.arranged(content)))
  }

  // MARK: - Requests

  /// A request of Li's for an account.
  func request(_ user: String, classification: String = "restricted") throws -> Version {
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
    return try submit("access-request", content, by: Self.li)
  }

  private func submit(_ form: String, _ content: Content, by person: PersonName) throws -> Version {
    let desk = desk { now }.attended(by: person)
    return try desk.submit(Submission(new: form, desk.blank(form, content))).get().version
  }

  /// Signs as the rules allow.
  @discardableResult
  func sign(_ record: String, _ action: Action, _ person: PersonName, _ comment: String? = nil) throws -> Version {
    let history = try store.history(of: record)
    let version = try #require(history.last)
    let form = try #require(catalogue.form(version.form))
    let state = try #require(
      SignOffState(
        form: form, catalogue: catalogue, version: version, history: history, people: People(records), now: now))
    let signed = try state.signed(action, by: person, comment: comment).get()
    return try saved(
      store.append(
        NewVersion(
          form: version.form, title: form.title.zh, record: .existing(record, base: version.number),
          status: signed.status, action: signed.action, savedBy: person, content: signed.content)))
  }

  /// Changes one field of a record.
  @discardableResult
  func amend(_ record: String, _ field: String, _ value: String, by person: PersonName) throws -> Version {
    let version = try #require(try store.version(record))
    var content = version.content
    content[field] = [value]
    return try saved(
      store.append(
        NewVersion(
          form: version.form, title: "帳號申請單", record: .existing(record, base: version.number),
          status: catalogue.form(version.form.id)?.isGranting == true ? .approved : .saved, action: .amend,
          savedBy: person, reason: "更正", content: content)))
  }

  private func saved(_ result: SaveResult) throws -> Version {
    guard case .saved(let version) = result else { throw Unsaved(result: result) }
    return version
  }

  struct Unsaved: Error {
    let result: SaveResult
  }

  /// Four requests: two wait for Hu, one was sent back, one was changed after Hu had agreed.
  func fillRequests() throws {
    for name in ["張三", "趙五", "錢六", "鄭七"] { _ = try request(name) }
    for number in 1...4 { try sign("ACC-115-000\(number)", .submit, Self.li) }
    try sign("ACC-115-0002", .return, Self.hu, "請補上員工編號")
    try sign("ACC-115-0003", .agree, Self.hu, "同意")
    try amend("ACC-115-0003", "user_name", "錢六六", by: Self.li)
  }

  /// Entries of October, as far as the keeper of the data room signs them: two, one that another one corrects, and
  /// that other one, which waits for its keeper where `allSigned` is false.
  func fillEntries(allSigned: Bool) throws {
    let mei = PersonName(id: "mei", name: "梅管理")
    var person = Content()
    for (id, value) in [
      "id": mei.id, "name": mei.name, "unit": "OFFICE 資訊室", "active": "yes", "roles": "data_room_keeper",
    ] {
      person[id] = [value]
    }
    try save("person", person, named: mei.id)
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
      if allSigned || corrects.isEmpty { try sign(saved.record, .agree, mei) }
    }
  }

  /// Wrong attempts until somebody is locked.
  func lock(_ person: PersonName) throws {
    var moment = now
    for _ in 0..<20 {
      moment = Moment(seconds: moment.seconds + 1_000, offset: moment.offset)
      if case .locked = try store.check(person.id, "wrong", rules: rules, now: moment) { return }
    }
  }
}
