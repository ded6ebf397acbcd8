import Domain

/// Forms and contents for the tests of the reading screens.
nonisolated enum ReadingForms {
  static let all: [Form] = [incident, report, oldNote, note]

  static let categories = ChoiceList(
    id: "category", title: Phrase(zh: "類別", en: "Category"),
    items: [
      ChoiceList.Item(id: "intrusion", label: Phrase(zh: "系統入侵", en: "Intrusion")),
      ChoiceList.Item(id: "phishing", label: Phrase(zh: "社交工程", en: "Social engineering")),
      ChoiceList.Item(id: "loss", label: Phrase(zh: "設備遺失", en: "Loss of equipment")),
    ])

  static let incident = Form(
    id: "incident-notice", version: 1, title: Phrase(zh: "資安事件通報單", en: "Incident notification"),
    document: "ISMS-4-12-01", number: "INC-{roc}-{serial}", links: [reportLink].compactMap { $0 },
    list: ["title", "category", "level", "known_at", "reporter"],
    sections: [
      Section(
        id: "what", title: Phrase(zh: "事件概況", en: "What happened"),
        fields: [
          field("title", "text", "事件主旨", "Subject", need: .required),
          field("category", "choice", "類別", "Category", choices: categories),
          field("level", "number", "事件等級", "Level", unit: Phrase(zh: "級", en: "")),
          field("known_at", "moment", "知悉時間", "Known at"),
          field("reporter", "person", "通報人", "Reporter"),
          field("description", "paragraph", "事件描述", "Description"),
          field("personal_data", "yes-no", "涉及個資", "Personal data"),
        ]),
      Section(
        id: "authority", title: Phrase(zh: "個資通報", en: "Personal data notice"), when: rule("personal_data"),
        fields: [field("authority", "text", "主管機關", "Authority")]),
      Section(
        id: "handling", title: Phrase(zh: "處置", en: "Handling"),
        fields: [
          field(
            "actions", "rows", "處置紀錄", "Actions",
            columns: [
              field("at", "moment", "時間", "At"), field("what", "text", "事項", "What"),
              field("owner", "person", "負責人", "Owner"),
            ]),
          field("related", "references", "關聯紀錄", "Related records"),
          field("evidence", "file", "佐證", "Evidence"),
        ]),
    ])

  static let report = Form(
    id: "incident-report", version: 2, title: Phrase(zh: "資安事件報告書", en: "Incident report"),
    document: "ISMS-4-12-02", number: "REP-{roc}-{serial}", list: ["subject", "incident"],
    sections: [
      Section(
        id: "report", title: Phrase(zh: "報告", en: "Report"),
        fields: [
          field("incident", "reference", "事件", "Incident"), field("subject", "text", "主旨", "Subject"),
          field(
            "measures", "rows", "措施", "Measures",
            columns: [
              field("what", "text", "事項", "What"), field("cause", "reference", "起因", "Cause"),
              field("done", "reference", "結果", "Result"),
            ]),
        ])
    ])

  /// A note as it was, and as it is now: one field less, one with another label.
  static let oldNote = Form(
    id: "note", version: 1, title: Phrase(zh: "備忘", en: "Note"), number: "NOTE-{serial}", list: ["text"],
    sections: [
      Section(
        id: "note", title: Phrase(zh: "內容", en: "Content"),
        fields: [field("text", "text", "舊內容", "Old text"), field("phone", "text", "電話", "Phone")])
    ])

  static let note = Form(
    id: "note", version: 2, title: Phrase(zh: "備忘", en: "Note"), number: "NOTE-{serial}", list: ["text"],
    sections: [
      Section(id: "note", title: Phrase(zh: "內容", en: "Content"), fields: [field("text", "text", "內容", "Text")])
    ],
    retired: [Form.Retired(id: "phone", type: "text", label: Phrase(zh: "電話", en: "Phone"), last: 1)])

  private static var reportLink: Form.Link? {
    guard let when = rule("level >= 1"), let this = rule("this"), let title = rule("title") else { return nil }
    return Form.Link(
      id: "report", form: "incident-report", label: Phrase(zh: "開立事件報告書", en: "Write the incident report"),
      when: when, set: [("incident", this), ("subject", title)])
  }

  static func rule(_ source: String) -> Rule? { try? Rule.parse(source).get() }

  static func field(
    _ id: String, _ type: String, _ zh: String, _ en: String, need: Field.Need = .optional,
    choices: ChoiceList? = nil, columns: [Field] = [], unit: Phrase? = nil, compute: Rule? = nil
  ) -> Field {
    Field(
      id: id, type: FieldTypes[type] ?? TextType(), label: Phrase(zh: zh, en: en), need: need, choices: choices,
      columns: columns, unit: unit, compute: compute)
  }

  // MARK: - Contents

  static let mail = Content(
    fields: [
      Content.Field(id: "title", values: ["郵件主機遭入侵"]), Content.Field(id: "category", values: ["intrusion"]),
      Content.Field(id: "level", values: ["2"]), Content.Field(id: "known_at", values: ["2026-11-22T13:50+08:00"]),
      Content.Field(id: "reporter", values: ["wang.xm 王小明"]),
      Content.Field(id: "description", values: ["主機對外連線異常。\n已隔離主機並通報。"]),
      Content.Field(id: "personal_data", values: ["no"]),
    ],
    tables: [
      Content.Table(
        id: "actions",
        rows: [
          Row(["at": "2026-11-22T13:55+08:00", "what": "隔離主機", "owner": "wang.xm 王小明"]),
          Row(["at": "2026-11-22T14:05+08:00", "what": "保存記錄檔與記憶體映像", "owner": "lee.dh 李大華"]),
        ])
    ])

  static let phishing = Content(fields: [
    Content.Field(id: "title", values: ["Phishing mail to the dean"]),
    Content.Field(id: "category", values: ["phishing"]),
    Content.Field(id: "level", values: ["1"]), Content.Field(id: "known_at", values: ["2026-11-23T09:00+08:00"]),
    Content.Field(id: "reporter", values: ["lee.dh 李大華"]), Content.Field(id: "personal_data", values: ["yes"]),
    Content.Field(id: "authority", values: ["教育部"]),
    Content.Field(id: "related", values: ["INC-115-0001", "INC-115-0099"]),
  ])

  static let mailReport = Content(fields: [
    Content.Field(id: "incident", values: ["INC-115-0001"]), Content.Field(id: "subject", values: ["郵件主機入侵事件報告"]),
  ])

  static let lostKey = Content(fields: [
    Content.Field(id: "title", values: ["門禁卡遺失"]), Content.Field(id: "category", values: ["loss"]),
    Content.Field(id: "level", values: ["12"]), Content.Field(id: "known_at", values: ["2026-11-24T08:10+08:00"]),
  ])

  /// Everything in it acts on a terminal or hides something.
  static let hostile = Content(
    fields: [
      Content.Field(id: "title", values: ["a\u{1B}[31mred\u{202E}txt.exe\u{200B}\u{7}\u{9B}2J"]),
      Content.Field(id: "category", values: ["\u{1B}]0;x\u{7}"]), Content.Field(id: "level", values: ["\u{8}\u{8}1"]),
      Content.Field(id: "reporter", values: ["wang.xm \u{202E}明小王"]),
      Content.Field(id: "description", values: ["first\r\u{1B}[2Jsecond\nthird\u{2028}fourth"]),
      Content.Field(id: "related", values: ["INC\u{1B}[1m"]), Content.Field(id: "unknown", values: ["\u{E0041}tag"]),
    ],
    tables: [Content.Table(id: "actions", rows: [Row(["what": "\u{1B}c\u{202D}x", "owner": "\u{200F}"])])])
}
