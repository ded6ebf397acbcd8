import Domain

extension Organisation {
  /// A unit, and Wang in it.
  package static let one = Organisation([.unit("org", "測試學院"), .person(Cast.wang, in: "org", ["administrator"])])

  /// Two units, and three people of whom records name one or another. `login` is Wang's user of the operating system.
  package static func three(login: String) -> Organisation {
    Organisation(
      [.unit("org", "測試學院"), .unit("IT", "資訊處")]
        + [(Cast.wang, login), (Cast.lee, Cast.lee.id), (Cast.linYC, Cast.linYC.id)].map {
          Entry.person($0, in: "org", ["administrator"], ["login": $1])
        })
  }

  /// Six people: one who heads it, and one for each kind of work.
  package static let six = Organisation(
    [
      .unit("org", "測試學院"), .unit("IT", "資訊處", ["parent": "org"]),
      .person(
        Cast.wang, in: "org", ["administrator", "security_officer", "security_team", "data_room_keeper", "auditor"]),
      .person(named("head.it"), in: "org", ["top_management"]), .person(named("ciso.top"), in: "org", ["ciso"]),
      .person(named("lead_auditor.top"), in: "org", ["lead_auditor"]),
      .person(named("lin.yc"), in: "org", ["human_resources", "purchasing"]),
      .person(named("lee.dh"), in: "IT", ["operations", "data_room_duty", "staff"]),
    ], heads: [("org", "head.it"), ("IT", "head.it")])

  /// Li (office) asks; Hu heads the office and has Sun as deputy; Wu and Zhou work in operations; Wang administers.
  package static let office = Organisation([
    .unit("BOARD", "校長室"), .unit("OFFICE", "資訊室", ["parent": "BOARD 校長室", "head": "hu 胡主任"]),
    .person(Cast.wang, in: "BOARD 校長室", ["administrator", "security_officer"]),
    .person(Cast.li, in: "OFFICE 資訊室", ["staff"]),
    .person(
      Cast.hu, in: "OFFICE 資訊室", ["manager"],
      ["deputy": "sun 孫代理", "deputy_from": "2026-11-01", "deputy_to": "2026-11-30"]),
    .person(Cast.sun, in: "OFFICE 資訊室", ["staff"]), .person(Cast.wu, in: "OFFICE 資訊室", ["operations"]),
    .person(Cast.zhou, in: "OFFICE 資訊室", ["operations"]), .person(Cast.yang, in: "OFFICE 資訊室", ["data_room_duty"]),
  ])

  /// Whom Wang lets into the college: Lin is staff, Su of the security team and keeper of the data room, Ho to be head
  /// of the only unit, Chen chief security officer with the deputy Dai, Au an auditor.
  package static let college = Organisation([
    .person(Cast.lin, in: "org", ["staff"]), .person(Cast.su, in: "org", ["security_team", "data_room_keeper"]),
    .person(Cast.ho, in: "org", ["manager"]), .person(Cast.dai, in: "org", ["manager"]),
    .person(Cast.au, in: "org", ["auditor"]),
    .person(Cast.chen, in: "org", ["ciso"], ["deputy": "dai", "deputy_from": "t", "deputy_to": "+30"]),
  ])

  /// A unit above, two below with a head each, and two people in every role but that of the administrators.
  package static func everyRole(_ roles: [ChoiceList.Item]) -> Organisation {
    var entries: [Entry] = [.unit("TOP", "校長室")]
    entries += [("org", "測試學院"), ("IT", "資訊處")].map { Entry.unit($0, $1, ["parent": "TOP"]) }
    entries += [
      (Cast.wang, "org", "administrator"), (Cast.lee, "IT", "operations"), (Cast.linYC, "IT", "operations"),
      (PersonName(id: "admin.it", name: "系統管理"), "IT", "administrator"),
      (PersonName(id: "head.org", name: "院主任"), "org", "manager"),
      (PersonName(id: "head.it", name: "處主任"), "IT", "manager"),
      (PersonName(id: "head.top", name: "校主任"), "TOP", "manager"),
    ].map { Entry.person($0, in: $1, [$2]) }
    for role in roles where role.id != "administrator" {
      entries += ["TOP", "IT"].map { unit in
        Entry.person(
          PersonName(id: "\(role.id).\(unit.lowercased())", name: role.label.zh + unit), in: unit, [role.id])
      }
    }
    return Organisation(entries, heads: [("org", "head.org"), ("IT", "head.it"), ("TOP", "head.top")])
  }

  /// One person for each task of governance, two security officers, and units with their heads below `TOP`.
  package static let governance: Organisation = {
    let units = [("TOP", "校長室", "gu"), ("IT", "資訊處", "peng"), ("AUD", "稽核室", "tan"), ("SEC", "資安中心", "mo")]
    let people = [
      ("admin", "IT", "administrator"), ("gu", "TOP", "top_management"), ("peng", "IT", "manager"),
      ("ho", "IT", "operations"), ("su", "IT", "staff"), ("tan", "AUD", "manager"), ("kuo", "AUD", "auditor"),
      ("hsu", "AUD", "lead_auditor"), ("mo", "SEC", "ciso"), ("lin", "SEC", "security_officer"),
      ("wu", "SEC", "security_officer"), ("lu", "TOP", "purchasing"), ("shen", "SEC", "security_team"),
      ("yu", "TOP", "human_resources"),
    ]
    return Organisation(
      units.map { Entry.unit($0.0, $0.1, ["parent": $0.0 == "TOP" ? "" : "TOP"]) }
        + [.person(Cast.wang, in: "TOP", ["administrator"])]
        + people.map { Entry.person(named($0.0), in: $0.1, [$0.2]) },
      heads: units.map { ($0.0, $0.2) })
  }()

  /// Somebody whose name is of no matter.
  package static func named(_ id: String) -> PersonName {
    id == Cast.wang.id ? Cast.wang : PersonName(id: id, name: id + "君")
  }
}
