import Domain

/// Forms for the tests, made in Swift.
enum FillingForms {
  static func rule(_ source: String) -> Rule {
    switch Rule.parse(source) {
    case .success(let rule): rule
    case .failure: Rule(source: source, expression: Expression(.literal(.flag(false)), offset: 0))
    }
  }

  static func phrase(_ zh: String, _ en: String) -> Phrase { Phrase(zh: zh, en: en) }

  static let kinds = ChoiceList(
    id: "kinds", title: phrase("人員別", "Kind"),
    items: [
      ChoiceList.Item(id: "authorized", label: phrase("授權人員", "Authorized")),
      ChoiceList.Item(id: "vendor", label: phrase("廠商", "Vendor")),
      ChoiceList.Item(id: "visitor", label: phrase("訪客", "Visitor")),
    ])

  static let reasons = ChoiceList(
    id: "reasons", title: phrase("事由別", "Reasons"),
    items: [
      ChoiceList.Item(id: "repair", label: phrase("故障處理", "Repair")),
      ChoiceList.Item(id: "audit", label: phrase("稽核", "Audit")),
      ChoiceList.Item(id: "other", label: phrase("其他", "Other")),
    ])

  /// What files are taken.
  static let settings = Form(
    id: "settings", version: 1, title: phrase("設定", "Settings"), number: "SET-{serial}",
    sections: [
      Section(
        id: "files", title: phrase("檔案", "Files"),
        fields: [
          Field(
            id: "evidence_kinds", type: TextType(), label: phrase("佐證檔案種類", "Kinds of files"),
            defaultValue: rule("'txt png'"))
        ])
    ])

  /// A short form with a field that only vendors and visitors have.
  static let visit = Form(
    id: "visit", version: 1, title: phrase("出入記錄表", "Entry log"), document: "ISMS-4-05-01",
    number: "VIS-{roc}-{serial}", controls: ["A.7.2"], list: ["name", "kind"],
    sections: [
      Section(
        id: "entry", title: phrase("進入登記", "Entry"),
        fields: [
          Field(
            id: "name", type: TextType(), label: phrase("姓名", "Name"),
            help: phrase("進入者本人的姓名。", "The name of who enters."), example: phrase("王小明", "Wang Xiao-Ming"),
            need: .required),
          Field(
            id: "kind", type: ChoiceType(), label: phrase("人員別", "Kind of person"), need: .required,
            defaultValue: rule("'authorized'"), choices: kinds),
          Field(
            id: "purpose", type: TextType(), label: phrase("事由說明", "Purpose"), need: .required,
            checks: [
              Field.Check(
                rule: rule("length(purpose) >= 4"),
                message: phrase("事由說明過短；請至少寫 4 個字。", "The purpose is too short; write at least 4 characters."))
            ]),
          Field(
            id: "on", type: DayType(), label: phrase("日期", "Date"), need: .required, defaultValue: rule("today"),
            checks: [
              Field.Check(
                rule: rule("on <= today"), message: phrase("日期在未來；請確認。", "The date is in the future; make sure."),
                isWarning: true)
            ]),
        ]),
      Section(
        id: "outsider", title: phrase("非授權人員", "Outsiders"), when: rule("kind != 'authorized'"),
        fields: [
          Field(
            id: "escort", type: PersonType(), label: phrase("陪同人員", "Escort"),
            need: .required)
        ]),
    ])

  /// Every field type there is, with a computed number and a table.
  static let allTypes = Form(
    id: "all-types", version: 1, title: phrase("各種欄位", "All field types"), number: "ALL-{roc}-{serial}",
    list: ["text"],
    sections: [
      Section(
        id: "plain", title: phrase("文字與數字", "Text and numbers"),
        fields: [
          Field(id: "text", type: TextType(), label: phrase("文字", "Text"), need: .required),
          Field(id: "paragraph", type: ParagraphType(), label: phrase("長文字", "Paragraph"), lines: 5),
          Field(id: "number", type: NumberType(), label: phrase("數字", "Number"), unit: phrase("度", "deg")),
          Field(
            id: "double", type: NumberType(), label: phrase("兩倍", "Twice"), compute: rule("number * 2")),
          Field(id: "day", type: DayType(), label: phrase("日期", "Day")),
          Field(id: "time", type: TimeType(), label: phrase("時間", "Time")),
          Field(id: "moment", type: MomentType(), label: phrase("日期時間", "Moment")),
          Field(id: "flag", type: YesNoType(), label: phrase("異常", "Abnormal")),
        ]),
      Section(
        id: "lists", title: phrase("清單", "Lists"),
        fields: [
          Field(id: "choice", type: ChoiceType(), label: phrase("單選", "Choice"), choices: kinds),
          Field(id: "choices", type: ChoicesType(), label: phrase("複選", "Choices"), choices: reasons),
          Field(id: "person", type: PersonType(), label: phrase("人員", "Person")),
          Field(id: "unit", type: UnitType(), label: phrase("單位", "Unit")),
          Field(
            id: "reference", type: ReferenceType(), label: phrase("關聯紀錄", "Reference"), targets: ["visit"]),
          Field(
            id: "references", type: ReferencesType(), label: phrase("關聯紀錄（多筆）", "References"), targets: ["visit"]),
          Field(id: "zone", type: ZoneType(), label: phrase("時區", "Time zone")),
          Field(id: "file", type: FileType(), label: phrase("佐證", "Evidence")),
          items,
        ]),
    ])

  static let items = Field(
    id: "items", type: RowsType(), label: phrase("明細", "Items"),
    columns: [
      Field(id: "item", type: TextType(), label: phrase("項目", "Item"), need: .required),
      Field(id: "amount", type: NumberType(), label: phrase("數量", "Amount"), need: .required),
      Field(id: "price", type: NumberType(), label: phrase("單價", "Price")),
      Field(id: "cost", type: NumberType(), label: phrase("小計", "Cost"), compute: rule(".amount * .price")),
      Field(id: "owner", type: PersonType(), label: phrase("負責人", "Owner")),
    ])

  /// A table of prepared rows, with a column that is worked out between those to fill in.
  static let checklist: Form = {
    let rows = [("機房", "門禁"), ("機房", "監視"), ("走道", "消防")].map { area, item in
      Row(cells: [Content.Field(id: "area", values: [area]), Content.Field(id: "item", values: [item])])
    }
    let checks = Field(
      id: "checks", type: RowsType(), label: phrase("檢查項目", "Checks"), template: .rows(rows, english: rows),
      columns: [
        Field(id: "area", type: TextType(), label: phrase("區域", "Area"), width: 24),
        Field(id: "item", type: TextType(), label: phrase("項目", "Item"), need: .required, width: 24),
        Field(id: "amount", type: NumberType(), label: phrase("數量", "Amount")),
        Field(id: "cost", type: NumberType(), label: phrase("小計", "Cost"), compute: rule(".amount * .price")),
        Field(id: "price", type: NumberType(), label: phrase("單價", "Price")),
        Field(id: "note", type: TextType(), label: phrase("備註", "Note"), width: 24),
      ])
    return Form(
      id: "checklist", version: 1, title: phrase("檢查表", "Checklist"), number: "CHK-{roc}-{serial}", list: ["checks"],
      sections: [Section(id: "all", title: phrase("檢查", "Checks"), fields: [checks])])
  }()

  /// A table with one row for each of many controls, as in a statement of applicability.
  static func controls(_ count: Int) -> Form {
    let themes = [phrase("組織控制措施", "Organizational"), phrase("技術控制措施", "Technological")]
    let list = ChoiceList(
      id: "controls", title: phrase("控制措施", "Controls"),
      groups: themes.enumerated().map { ChoiceList.Group(id: "g\($0)", title: $1) },
      items: (1...count).map { number in
        ChoiceList.Item(
          id: "A.\(number <= count / 2 ? 5 : 8).\(number)", label: phrase("控制措施\(number)", "Control \(number)"),
          group: number <= count / 2 ? "g0" : "g1")
      })
    let applicable = ChoiceList(
      id: "applicable", title: phrase("適用性", "Applicability"),
      items: [
        ChoiceList.Item(id: "applicable", label: phrase("適用", "Applicable")),
        ChoiceList.Item(id: "excluded", label: phrase("不適用", "Excluded")),
      ])
    let table = Field(
      id: "controls", type: RowsType(), label: phrase("控制措施表", "Controls"), need: .required,
      template: .each(list: list, column: "control"),
      columns: [
        Field(
          id: "control", type: ChoiceType(), label: phrase("控制編號", "Control"), need: .required, choices: list,
          width: 8),
        Field(
          id: "title", type: TextType(), label: phrase("名稱", "Title"), compute: rule("label(.control)")),
        Field(
          id: "applicable", type: ChoiceType(), label: phrase("適用性", "Applicability"), need: .required,
          defaultValue: rule("'applicable'"), choices: applicable),
        Field(
          id: "why", type: ParagraphType(), label: phrase("理由說明", "Justification"), need: .required, lines: 3),
        Field(
          id: "due", type: DayType(), label: phrase("預定完成", "Due"), when: rule(".applicable = 'applicable'")),
      ])
    return Form(
      id: "soa-\(count)", version: 1, title: phrase("適用性聲明", "Statement of applicability"),
      number: "SOA-{roc}-{serial}",
      sections: [
        Section(
          id: "controls", title: phrase("控制措施表", "Controls"),
          fields: [
            table,
            Field(
              id: "n", type: NumberType(), label: phrase("適用項數", "Applicable"),
              compute: rule("count(controls, .applicable = 'applicable')")),
          ])
      ])
  }
}
