import Domain
import Desk
import TestKit
import Testing

@testable import FrontEnd

/// A shared store with people who sign, their passphrases, and requests at several points of their chain.
///
/// Li (office) asks; Hu heads the office and has Sun as deputy; Wu and Zhou work in operations; Wang administers.
struct SharedStore {
  let folder: TemporaryFolder
  /// Where the store is.
  var path: String { folder.path + "/store" }
  let catalogue: any Catalogue
  let clock: @Sendable () -> Moment
  /// With Wang at it.
  let desk: Desk
  private let given: GivenRecords
  /// By what everybody shows who they are who has a passphrase of their own.
  private let proofs: [PersonName: Proof]

  /// `further` are people and settings that it has beside those that every test needs.
  @MainActor
  init(
    _ catalogue: any Catalogue, in folder: TemporaryFolder? = nil, id: String? = nil,
    further: [Organisation.Entry] = [], settings: Content? = nil, clock: @escaping @Sendable () -> Moment
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    self.catalogue = catalogue
    self.clock = clock
    let path = self.folder.path
    var request = StoreRequest(path: path + "/store", organisation: "測試學院", person: Cast.wang, isShared: true)
    request.id = id
    let extra = further.compactMap(\.person)
    let known = (Organisation.office.entries + further).map { Submission(new: $0.form, $0.content) }
    var proofs: [PersonName: Proof] = [:]
    let made = try Desk.make(
      request, catalogue: GivenForms(catalogue), language: .zhTW, secretCost: .cheap, indexFolder: path + "/given",
      beginning: (known + (settings.map { [Submission(new: "settings", $0)] } ?? [])).map { known in { _ in [known] } },
      clock: clock
    ) { desk throws(StoreProblem) in
      for person in Cast.office + extra where person != Cast.yang || !extra.isEmpty {
        let isOneTime = person == Cast.sun
        let result = try desk.attended(by: isOneTime ? Cast.wang : person)
          .setSecret(of: person, Cast.secret(of: person), oneTime: isOneTime)
        if case .success(let proof?) = result { proofs[person] = proof }
      }
    }
    made.finishSaves()
    self.proofs = proofs
    given = try GivenRecords(in: self.folder, catalogue, clock: clock)
    // That the store is found by other words than those it was made with is said once.
    _ = try Desk.open(in: self.folder, catalogue, clock: clock)
    desk = try Desk.open(in: self.folder, catalogue, clock: clock)
  }

  /// The store as another program would open it, with Wang at it.
  func desk(_ clock: @escaping @Sendable () -> Moment) throws -> Desk {
    try .open(in: folder, catalogue, clock: clock)
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
    _ user: String, classification: String = "restricted", by person: PersonName = Cast.li
  ) throws -> Version {
    var content = Content.of([
      "request_kind": "new", "user_kind": "regular", "user_name": user, "staff_no": "E01234", "user_unit": "資訊室",
      "contact": "分機 123", "sod_conflict": "無", "training_ok": "yes", "owner_decision": "agree",
      "classification": classification,
    ])
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
    for number in 1...4 { try sign("ACC-115-000\(number)", .submit, Cast.li) }
    try sign("ACC-115-0002", .return, Cast.hu, "請補上員工編號")
    try sign("ACC-115-0003", .agree, Cast.hu, "同意")
    try amend("ACC-115-0003", "user_name", "錢六六", by: Cast.li)
  }

  /// What a store needs besides for `fillEntries`.
  static let keeper = [Organisation.Entry.person(Cast.mei, in: "OFFICE 資訊室", ["data_room_keeper"])]

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
      let saved = try submit("entry-log", content, by: Cast.yang)
      guard !to.isEmpty else { continue }
      try sign(saved.record, .submit, Cast.yang)
      if allSigned || corrects.isEmpty { try sign(saved.record, .agree, Cast.mei) }
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
