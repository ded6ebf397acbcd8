import Desk
import Domain
import TestKit

/// The store of the filling tests: three people, a unit and two visits.
extension FillingForms {
  static let catalogue: FewForms = {
    let named = Section(
      id: "identity", title: phrase("資料", "Data"),
      fields: [
        Field(id: "id", type: TextType(), label: phrase("代碼", "Id")),
        Field(id: "name", type: TextType(), label: phrase("姓名", "Name")),
        Field(id: "name_en", type: TextType(), label: phrase("英文姓名", "Name in English")),
      ])
    let register = ["person", "unit"].map { id in
      Form(id: id, version: 1, title: phrase(id, id), number: "{id}", list: ["name"], sections: [named])
    }
    let forms = [allTypes, visit, settings, checklist, controls(93), controls(1_000)] + register
    return FewForms(forms.sorted { $0.id < $1.id }, clock: StoreClock({ now }, zone: Zone(offset: 480)))
  }()

  /// Sunday, 2026-11-22 13:50 in Taipei.
  static let now = Moment("2026-11-22T13:50+08:00") ?? Moment(seconds: 0, offset: 480)

  static func store(in folder: TemporaryFolder) throws -> Desk {
    let new = { (form: String, values: KeyValuePairs<String, String>) in
      { (_: Desk) in [Submission(new: form, .of(values))] }
    }
    return try .make(
      in: folder, catalogue,
      beginning: [
        new("person", ["id": "wang.xm", "name": "王小明", "name_en": "Wang Xiao-Ming"]),
        new("person", ["id": "chen.yt", "name": "陳雅婷", "name_en": "Chen Ya-Ting"]),
        new("person", ["id": "lin.zh", "name": "林志豪", "name_en": "Lin Zhi-Hao"]),
        new("unit", ["id": "it", "name": "資訊處", "name_en": "Information Division"]),
        new(
          "visit", ["name": "張先生", "purpose": "更換硬碟", "kind": "vendor", "on": "2026-11-20", "escort": "chen.yt"]),
        new(
          "visit", ["name": "李小姐", "purpose": "年度稽核", "kind": "visitor", "on": "2026-11-21", "escort": "chen.yt"]),
      ], clock: { now })
  }
}
