import Domain
import Reports
import Testing

@Suite("Records that leave the store")
struct RecordReportTests {
  private static let form = Form(
    id: "check", version: 2, title: Phrase(zh: "檢查表", en: "Check"), document: "ISMS-4-99-01",
    sections: [
      Section(
        id: "all", title: Phrase(zh: "內容", en: "Content"),
        fields: [
          Field(id: "title", type: TextType(), label: Phrase(zh: "主旨", en: "Title")),
          Field(id: "note", type: ParagraphType(), label: Phrase(zh: "說明", en: "Note")),
          Field(id: "place", type: TextType(), label: Phrase(zh: "地點", en: "Place")),
          Field(
            id: "checks", type: RowsType(), label: Phrase(zh: "檢查", en: "Checks"),
            columns: [
              Field(id: "item", type: TextType(), label: Phrase(zh: "項目", en: "Item")),
              Field(id: "result", type: TextType(), label: Phrase(zh: "結果", en: "Result")),
            ]),
        ])
    ])

  private static let wang = PersonName(id: "wang", name: "王小明")
  private static let moment = Moment(seconds: 1_795_000_000, offset: 480)

  private func version(_ change: (inout Content) -> Void = { _ in }) -> Version {
    var content = Content(fields: [
      Content.Field(id: "title", values: ["=1+1"]), Content.Field(id: "note", values: ["第一行\n\"第二行\", {setting.x}"]),
    ])
    content[rows: "checks"] = [
      Row(cells: [Content.Field(id: "item", values: ["門"]), Content.Field(id: "result", values: ["正常"])])
    ]
    change(&content)
    return Version(
      record: "CHK-0001", form: FormReference(id: "check", version: 2), number: 3, status: .approved, action: .agree,
      savedAt: Self.moment, savedBy: Self.wang, site: "main", sequence: 12, seal: "5ea1", content: content)
  }

  private func sheet(_ version: Version, _ language: Language) -> String {
    let steps = [Chain.Step(id: "unit_head", title: Phrase(zh: "單位主管", en: "Head of unit"), by: .unitHead)]
    let entry = Entry(form: Self.form, now: Self.moment, me: Self.wang, records: NoRecords())
    return RecordSheet(
      version, entry: entry, status: version.status.label, steps: steps, settings: nil, organisation: "測試學院",
      printed: (Self.wang, Self.moment),
      language: language
    ).lines.joined(separator: "\n")
  }

  @Test("A page for paper has the heading, every field that is asked, the signatures and the seal")
  func page() {
    let signed = version { content in
      content[rows: Signature.table] = [
        Signature(
          step: "unit_head", person: PersonName(id: "sun", name: "孫代理"), deputyFor: PersonName(id: "hu", name: "胡主任"),
          decision: .agree, comment: "同意", at: Self.moment, version: 2, seal: "aa"
        ).row
      ]
    }
    let shown = sheet(signed, .zhTW)
    for line in [
      "測試學院", "檢查表 (ISMS-4-99-01, check/2)", "CHK-0001    第 3 版    核准", "[內容]", "主旨：=1+1",
      "說明：\n  第一行\n  \"第二行\", {setting.x}", "地點：-", "  1. 項目：門\n     結果：正常",
      "單位主管：孫代理 (sun)（代理胡主任 (hu)）  \(Self.moment.shown)  同意  第 2 版「同意」",
      "日誌第 12 號（main）", "封緘：5ea1", "列印：\(Self.moment.shown)  wang 王小明",
    ] {
      #expect(shown.contains(line), "\(line) is not in\n\(shown)")
    }
    let english = sheet(signed, .en)
    #expect(english.contains("Head of unit: 孫代理 (sun) (deputy for 胡主任 (hu))  \(Self.moment.shown)  agree  version 2"))
    #expect(english.contains("Title: =1+1") && english.contains("Seal: 5ea1"))
  }

  @Test("A table keeps commas, quotation marks and lines in their cells, and is no formula")
  func table() {
    let table = RecordTable(Self.form, isShared: false, language: .en)
    #expect(table.heading == "Record,Version,Status,Saved at,Saved by,Seal,Title,Note,Place")
    #expect(
      table.line(of: version())
        == "CHK-0001,3,approved,\(Self.moment.text),wang 王小明,5ea1,'=1+1,\"第一行\n\"\"第二行\"\", {setting.x}\",")
    let negative = table.line(of: version { $0["title"] = ["-3.5"] })
    #expect(negative.contains(",-3.5,"))
  }
}
