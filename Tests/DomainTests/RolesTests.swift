import Domain
import Testing

@Suite("Who may do what")
struct RolesTests {
  private let rights = AccessRights(
    roles: ChoiceList(
      id: "roles", title: Phrase(verbatim: "roles"),
      items: [
        ChoiceList.Item(id: "admin", label: Phrase(zh: "管理者", en: "Administrator")),
        ChoiceList.Item(id: "staff", label: Phrase(zh: "人員", en: "Staff")),
        ChoiceList.Item(id: "auditor", label: Phrase(zh: "稽核員", en: "Auditor")),
      ]),
    grants: [
      AccessRights.Grant(roles: ["admin"], scope: .all, may: Set(Right.allCases)),
      AccessRights.Grant(roles: ["staff"], scope: .all, may: [.create, .read, .amend]),
      AccessRights.Grant(roles: ["staff"], scope: .kinds([.administration]), may: [.read]),
      AccessRights.Grant(roles: ["staff"], scope: .procedures(["14"]), may: []),
      AccessRights.Grant(roles: ["auditor"], scope: .all, may: [.read]),
      AccessRights.Grant(roles: ["auditor"], scope: .forms(["audit-plan"]), may: [.create, .read]),
    ],
    clearance: ["internal": ["admin", "staff", "auditor"], "confidential": ["admin"]],
    journalReaders: ["auditor"],
    classifications: ChoiceList(
      id: "classification", title: Phrase(verbatim: "c"),
      items: [ChoiceList.Item(id: "confidential", label: Phrase(zh: "機密", en: "Confidential"))]))

  private let patrol = AccessRights.Subject(
    form: "patrol", kind: .checklist, procedure: "05", title: Phrase(zh: "巡檢表", en: "Patrol"))
  private let plan = AccessRights.Subject(
    form: "audit-plan", kind: .plan, procedure: "14", title: Phrase(zh: "稽核計畫", en: "Audit plan"))
  private let person = AccessRights.Subject(
    form: "person", kind: .administration, procedure: "", title: Phrase(zh: "人員", en: "Person"))

  @Test("the last rule that fits says everything for a role")
  func lastRule() {
    #expect(rights.rights(of: "staff", on: patrol) == [.create, .read, .amend])
    #expect(rights.rights(of: "staff", on: person) == [.read])
    #expect(rights.rights(of: "staff", on: plan) == [])
    #expect(rights.rights(of: "auditor", on: plan) == [.create, .read])
    #expect(rights.rights(of: "unknown", on: patrol) == [])
  }

  @Test("several roles have the rights of all, and no role has none")
  func several() {
    #expect(rights.allows(.create, plan, roles: ["staff", "auditor"]))
    #expect(!rights.allows(.void, patrol, roles: ["staff", "auditor"]))
    #expect(!rights.allows(.read, patrol, roles: []))
    #expect(rights.rolesAllowed(.create, plan).map(\.id) == ["admin", "auditor"])
  }

  @Test("a refusal says which roles may, in both languages")
  func refusal() {
    #expect(rights.refusal(.read, patrol, roles: ["staff"]) == nil)
    let told = rights.refusal(.create, plan, roles: ["staff"])?.message
    #expect(told?.zh == "您的角色（人員）不能新增「稽核計畫」；可以的角色：管理者、稽核員。")
    #expect(told?.en == "Your roles (Staff) may not create 'Audit plan'; these may: Administrator, Auditor.")
    let nobody = AccessRights(
      roles: rights.roles, grants: [], clearance: [:], journalReaders: [], classifications: rights.classifications)
    #expect(nobody.refusal(.void, plan, roles: ["admin"])?.message.en.hasPrefix("No role may void") == true)
  }

  @Test("a classification is read by the roles it names only")
  func clearance() {
    #expect(rights.reads("internal", roles: ["staff"]))
    #expect(!rights.reads("confidential", roles: ["staff", "auditor"]))
    #expect(!rights.reads("unknown", roles: ["admin"]))
    #expect(rights.refusal(reading: "confidential", roles: ["admin"]) == nil)
    #expect(
      rights.refusal(reading: "confidential", roles: ["staff"])?.message.zh
        == "這筆紀錄的機密等級是「機密」，只有這些角色可以閱讀：管理者；需要時請向其中一位洽詢。")
  }

  @Test("the table has a row a form, a column a role, and puts equal rows together")
  func table() {
    let other = AccessRights.Subject(
      form: "entry", kind: .log, procedure: "05", title: Phrase(zh: "出入", en: "Entry"))
    let table = RightsTable(rights, [patrol, plan, other, person])
    #expect(table.columns.map(\.id) == ["admin", "staff", "auditor"])
    #expect(table.rows[0].cells.map { RightsTable.text($0, .zhTW) } == ["增讀修簽廢匯權", "增讀修", "讀"])
    #expect(table.rows[1].cells.map { RightsTable.text($0, .en) } == ["CRASVEG", "-", "CR"])
    #expect(table.groups.map { $0.forms.map(\.form) } == [["patrol", "entry"], ["audit-plan"], ["person"]])
    #expect(RightsTable.legend.en == "C create  R read  A amend  S sign  V void  E export  G grant power in")
  }

  @Test("people, roles, units and deputies are read from their records")
  func people() {
    var cast = SignOffCast()
    cast.person(
      SignOffCast.li, "OFFICE", ["staff"],
      ["deputy": "hu 胡主任", "deputy_from": "2026-11-01", "deputy_to": "2026-11-22"])
    let people = People(cast.source)
    #expect(people["li"]?.unit == "OFFICE")
    #expect(people.unit("LAB")?.parent == "OFFICE")
    #expect(people.holders(of: "ciso").map(\.id) == ["chen"], "not those who left")
    #expect(people.represented(by: "hu", on: Sample.now.day).map(\.id) == ["li"])
    let later = Day(daysSinceEpoch: Sample.now.day.daysSinceEpoch + 1)
    #expect(people.represented(by: "hu", on: later) == [])
    #expect(people.title(ofRole: "ciso").zh == "資安長")
    #expect(people.title(ofRole: "strange").en == "strange")
  }
}
