import Domain

/// A small form of incidents that the tests fill in.
enum Sample {
  static let now = Moment("2026-11-22T14:20:05+08:00") ?? Moment(seconds: 0, offset: 480)
  static let me = PersonName(id: "wang", name: "王小明")

  static func rule(_ source: String) -> Rule {
    switch Rule.parse(source) {
    case .success(let rule): rule
    case .failure(let error): Rule(source: source, expression: Expression(.name("unreadable \(error)"), offset: 0))
    }
  }

  static func type(_ id: String) -> any FieldType { FieldTypes[id] ?? TextType() }

  static let levels = ChoiceList(
    id: "levels", title: Phrase(zh: "等級", en: "Levels"),
    items: [
      ChoiceList.Item(id: "low", label: Phrase(zh: "低", en: "Low")),
      ChoiceList.Item(id: "high", label: Phrase(zh: "高", en: "High")),
      ChoiceList.Item(id: "highest", label: Phrase(zh: "最高", en: "Highest")),
    ])

  static func field(
    _ id: String, _ type: String, need: Field.Need = .optional, default value: String? = nil,
    choices: ChoiceList? = nil,
    targets: [String] = [], columns: [Field] = [], checks: [(String, String)] = [], when: String? = nil,
    compute: String? = nil
  ) -> Field {
    Field(
      id: id, type: self.type(type), label: Phrase(verbatim: id), need: need, defaultValue: value.map(rule),
      choices: choices, targets: targets, columns: columns,
      checks: checks.map { Field.Check(rule: rule($0.0), message: Phrase(verbatim: $0.1)) }, when: when.map(rule),
      compute: compute.map(rule))
  }

  static let incident = Form(
    id: "incident", version: 1, title: Phrase(zh: "事件", en: "Incident"), number: "INC-{roc}-{serial}",
    list: ["title", "level"],
    sections: [
      Section(
        id: "what", title: Phrase(zh: "概況", en: "What"),
        fields: [
          field("title", "text", need: .required, checks: [("length(title) <= 10", "too long")]),
          field("known_at", "moment", need: .required, default: "now", checks: [("known_at <= now", "in the future")]),
          field("ended_at", "moment", checks: [("ended_at >= known_at", "ends before it begins")]),
          field("minutes", "number", compute: "minutes(ended_at - known_at)"),
          field("level", "choice", need: .required, choices: levels),
          field("kinds", "choices", choices: levels),
          field("secret", "yes-no", default: "false"),
          field("reason", "paragraph", need: .when(rule("level = 'highest'")), when: "level in ['high', 'highest']"),
          field("handler", "person"),
          field("plan", "reference", targets: ["plan"]),
          field("due", "day", compute: "date(known_at) + 1 month"),
        ]),
      Section(
        id: "rows", title: Phrase(zh: "明細", en: "Rows"), when: rule("secret = false"),
        fields: [
          field(
            "items", "rows",
            columns: [
              field("name", "text", need: .required), field("qty", "number", need: .required, default: "1"),
              field("price", "number"), field("total", "number", compute: ".qty * .price"),
              field("note", "text", need: .when(rule(".qty > 10")), checks: [(".note != 'x'", "not x")]),
              field("place", "text", compute: "text(row) + '/' + count(items)"),
            ], checks: [("count(items) <= 3", "at most three")]),
          field("sum", "number", compute: "sum(items.total)"),
          field("many", "number", compute: "count(items, .qty > 10)"),
        ]),
    ])

  static func entry(_ records: any RecordSource = NoRecords(), form: Form = incident) -> Entry {
    Entry(form: form, now: now, me: me, records: records)
  }

  /// The value of an expression over the sample form, as text.
  static func value(_ source: String, _ content: Content, _ records: any RecordSource = NoRecords()) -> String? {
    entry(records).texts(rule(source), for: field("any", "text"), in: content).first
  }
}

/// Records from a table.
struct Table: RecordSource {
  var all: [RecordValue] = []
  var forms: [String: Form] = ["incident": Sample.incident]

  func record(_ number: String) -> RecordValue? { all.first { $0.number == number } }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let found = all.filter { $0.form == form }
    return limit.map { Array(found.prefix($0)) } ?? found
  }

  func form(_ id: String) -> Form? { forms[id] }
}

extension Content {
  static func of(_ fields: KeyValuePairs<String, String>, items: [Row] = []) -> Content {
    var content = Content()
    for (id, value) in fields { content[id] = content[id] + [value] }
    content[rows: "items"] = items
    return content
  }
}
