import Desk
import Domain

/// Forms, people and records that the filling tests work with.
struct FillingWorld: Catalogue {
  var forms: [String: Form] = [:]
  let clock = StoreClock({ FillingWorld.now }, zone: Zone(offset: 480))

  /// Sunday, 2026-11-22 13:50 in Taipei.
  static let now = Moment("2026-11-22T13:50+08:00") ?? Moment(seconds: 0, offset: 480)
  static let me = PersonName(id: "wang.xm", name: "王小明")
  private static let controls = [FillingForms.controls(93), FillingForms.controls(1_000)]

  init() {
    for form in [FillingForms.allTypes, FillingForms.visit, FillingForms.settings, FillingForms.checklist]
      + Self.controls
    {
      forms[form.id] = form
    }
    let named = Section(
      id: "identity", title: Phrase(zh: "資料", en: "Data"),
      fields: [
        Field(id: "id", type: TextType(), label: Phrase(zh: "代碼", en: "Id")),
        Field(id: "name", type: TextType(), label: Phrase(zh: "姓名", en: "Name")),
        Field(id: "name_en", type: TextType(), label: Phrase(zh: "英文姓名", en: "Name in English")),
      ])
    for id in ["person", "unit"] {
      forms[id] = Form(
        id: id, version: 1, title: Phrase(zh: id, en: id), number: "{id}", list: ["name"], sections: [named])
    }
  }

  /// A store with three people, a unit and two visits.
  func makeStore(in folder: String) throws -> Desk {
    let new = { (form: String, values: KeyValuePairs<String, String>) in
      { (_: Desk) in
        [Submission(new: form, Content(fields: values.map { Content.Field(id: $0.key, values: [$0.value]) }))]
      }
    }
    return try Desk.make(
      StoreRequest(path: folder + "/store", organisation: "測試學院", person: Self.me), catalogue: self, language: .zhTW,
      indexFolder: folder + "/index",
      beginning: [
        new("person", ["id": "wang.xm", "name": "王小明", "name_en": "Wang Xiao-Ming"]),
        new("person", ["id": "chen.yt", "name": "陳雅婷", "name_en": "Chen Ya-Ting"]),
        new("person", ["id": "lin.zh", "name": "林志豪", "name_en": "Lin Zhi-Hao"]),
        new("unit", ["id": "it", "name": "資訊處", "name_en": "Information Division"]),
        new(
          "visit", ["name": "張先生", "purpose": "更換硬碟", "kind": "vendor", "on": "2026-11-20", "escort": "chen.yt"]),
        new(
          "visit", ["name": "李小姐", "purpose": "年度稽核", "kind": "visitor", "on": "2026-11-21", "escort": "chen.yt"]),
      ], clock: { Self.now })
  }

  func form(_ id: String) -> Form? { forms[id] }
  func form(_ reference: FormReference) -> Form? { forms[reference.id] }

  var menu: Menu { Menu(layers: []) }
  func procedure(_ id: String) -> Procedure? { nil }
  func procedures() -> [Procedure] { [] }
  func heads() -> [FormHead] {
    forms.values.sorted { $0.id < $1.id }.map {
      FormHead(id: $0.id, version: $0.version, title: $0.title, document: "", aliases: [], procedure: "")
    }
  }
  func text(_ name: String, folder: String, language: Language) -> String? { nil }
  func findings() -> [Finding] { [] }
  var fingerprint: String { "" }
}
