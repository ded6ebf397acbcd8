import Domain
import Desk

@testable import FrontEnd

/// Forms, people and records that the filling tests work with.
struct FillingWorld: Catalogue, RecordSource {
  var forms: [String: Form] = [:]
  var recordsByNumber: [String: RecordValue] = [:]
  /// Record numbers, newest first.
  var order: [String] = []

  /// Sunday, 2026-11-22 13:50 in Taipei.
  static let now = Moment("2026-11-22T13:50+08:00") ?? Moment(seconds: 0, offset: 480)
  static let me = PersonName(id: "wang.xm", name: "王小明")

  init() {
    for form in [FillingForms.allTypes, FillingForms.visit, FillingForms.controls(93)] { forms[form.id] = form }
    let named = Section(
      id: "identity", title: Phrase(zh: "資料", en: "Data"),
      fields: [Field(id: "name", type: TextType(), label: Phrase(zh: "姓名", en: "Name"))])
    for id in ["person", "unit"] {
      forms[id] = Form(id: id, version: 1, title: Phrase(zh: id, en: id), list: ["name"], sections: [named])
    }
    add("wang.xm", "person", ["name": "王小明", "name_en": "Wang Xiao-Ming"])
    add("chen.yt", "person", ["name": "陳雅婷", "name_en": "Chen Ya-Ting"])
    add("lin.zh", "person", ["name": "林志豪", "name_en": "Lin Zhi-Hao"])
    add("it", "unit", ["name": "資訊處", "name_en": "Information Division"])
    add("VIS-115-0001", "visit", ["name": "張先生", "purpose": "更換硬碟", "kind": "vendor"])
    add("VIS-115-0002", "visit", ["name": "李小姐", "purpose": "年度稽核", "kind": "visitor"])
  }

  mutating func add(_ number: String, _ form: String, _ values: KeyValuePairs<String, String>) {
    let content = Content(fields: values.map { Content.Field(id: $0.key, values: [$0.value]) })
    add(RecordValue(number: number, form: form, version: 1, content: content))
  }

  mutating func add(_ record: RecordValue) {
    recordsByNumber[record.number] = record
    order.insert(record.number, at: 0)
  }

  func record(_ number: String) -> RecordValue? { recordsByNumber[number] }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let all = order.compactMap { recordsByNumber[$0] }.filter { $0.form == form }
    return Array(all.prefix(limit ?? all.count))
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

  @MainActor
  func workspace(_ language: Language = .zhTW, allowsPaths: Bool = true) -> Workspace {
    let now = FillingWorld.now
    return Workspace(
      catalogue: self, desk: nil, records: self, person: FillingWorld.me, language: language,
      allowsPaths: allowsPaths, clock: { now })
  }
}
