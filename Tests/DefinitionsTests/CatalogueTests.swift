import Definitions
import Domain
import Foundation
import TestKit
import Testing

@Suite struct CatalogueTests {
  @Test func faultlessDefinitionsHaveNoFindings() throws {
    let fixture = try SmallScreens()
    #expect(fixture.complaints() == [])
    let catalogue = fixture.catalogue
    #expect(catalogue.menu.items.map(\.id) == ["room", "settings"])
    #expect(catalogue.findings() == [])
  }

  @Test func aReferenceToAFormThatIsStillToComeIsANote() throws {
    let fixture = try SmallScreens()
    let notes = ScreensCheck.findings(folder: fixture.folder, overrides: nil)
    #expect(
      notes.map { ScreensCheck.describe($0, language: .en) }
        == ["Procedures/01-room/repair.yaml:15:50: the form 'asset' is still to come"])
    #expect(notes.allSatisfy { $0.severity == .note && $0.rule == "later" })
    #expect(notes.map { ScreensCheck.describe($0, language: .zhTW) }[0].hasSuffix(": 表單「asset」尚未提供。"))
  }

  @Test func headsFollowTheCatalogueWithoutReadingTheForms() throws {
    let fixture = try SmallScreens()
    try fixture.replace("sections:\n", with: "sections: [\n", in: SmallScreens.visit)
    let catalogue = fixture.catalogue
    let heads = catalogue.heads()
    #expect(heads.map(\.id) == ["visit", "repair", "settings"])
    #expect(heads.map(\.procedure) == ["room", "room", ""])
    #expect(heads[0].version == 2)
    #expect(heads[0].title == Phrase(zh: "訪客登記", en: "Visitor log"))
    #expect(heads[0].aliases == ["進出登記", "Sign-in sheet"])
    #expect(heads[0].document == "ISMS-4-01-01")
    #expect(catalogue.findings() == [])
    #expect(catalogue.form("visit") == nil)
  }

  @Test func allOtherFormsWorkWhenOneIsBroken() throws {
    let fixture = try SmallScreens()
    try fixture.write("form: visit\nversion: [", to: SmallScreens.visit)
    let catalogue = fixture.catalogue
    #expect(catalogue.form("visit") == nil)
    #expect(catalogue.form("repair")?.field("title") != nil)
    #expect(catalogue.heads().map(\.id) == ["repair", "settings"])
    #expect(catalogue.findings().map(\.rule) == ["yaml"])
  }

  @Test func aFormWithoutEnglishStillWorks() throws {
    let fixture = try SmallScreens()
    try fixture.remove("Text/en/repair.yaml")
    let catalogue = fixture.catalogue
    #expect(catalogue.form("repair")?.title == Phrase(verbatim: "維修單"))
    #expect(catalogue.findings().map(\.severity) == [.warning])
    #expect(
      fixture.complaints() == ["Procedures/01-room/repair.yaml: there is no English; add Text/en/repair.yaml"])
  }

  @Test func aBrokenMenuLeavesTheFormsUsable() throws {
    let fixture = try SmallScreens()
    try fixture.write("menu: [", to: "Menus/main.yaml")
    let catalogue = fixture.catalogue
    #expect(catalogue.menu.items.isEmpty)
    #expect(catalogue.form("visit") != nil)
    #expect(catalogue.procedure("room")?.code == "01")
    #expect(!catalogue.findings().isEmpty)
  }

  @Test func everyPartOfAFormIsRead() throws {
    let fixture = try SmallScreens()
    let form = try #require(fixture.catalogue.form("visit"))
    #expect(form.kind == .log)
    #expect(form.chain == "CH1")
    #expect(form.frequency == Form.Term(note: Phrase(zh: "每次進出", en: "At each visit")))
    #expect(form.retention?.amount == 3)
    #expect(form.controls == ["A.7.2", "7.2"])
    #expect(form.links.map(\.form) == ["repair"])
    #expect(form.links[0].set.map(\.field) == ["title", "visit"])
    #expect(form.links[0].label.en == "Open a repair")
    #expect(form.field("purpose")?.example?.en == "Replace a disk")
    #expect(form.field("purpose")?.checks.map(\.message.zh) == ["事由太短；請寫明要做的事。"])
    #expect(form.field("leave_at")?.checks.map(\.isWarning) == [false, true])
    #expect(form.field("leave_at")?.checks.map(\.message.en.count) == [33, 29])
    #expect(form.field("items")?.column("state")?.choices?.items.map(\.label.en) == ["New", "Used"])
    guard case .rows(let rows, _)? = form.field("items")?.template else {
      Issue.record("the table has no template")
      return
    }
    #expect(rows == [Row(["item": "工具", "state": "used"]), Row(["item": "UPS", "state": "new"])])
  }

  @Test func commonFieldsStandBehindTheFormsOwn() throws {
    let fixture = try SmallScreens()
    let catalogue = fixture.catalogue
    let visit = try #require(catalogue.form("visit"))
    #expect(visit.sections.map(\.id) == ["entry", "things", "record"])
    #expect(visit.field("classification")?.defaultValue?.source == "'internal'")
    let repair = try #require(catalogue.form("repair"))
    #expect(repair.field("classification")?.defaultValue?.source == "'restricted'")
    // Its own field of the same id wins.
    #expect(repair.field("remarks")?.type.id == "text")
    #expect(repair.fields.filter { $0.id == "remarks" }.count == 1)
    #expect(catalogue.form("settings")?.field("fill_date") == nil)
  }

  @Test func formsThatReferToEachOtherAreRead() throws {
    let fixture = try SmallScreens()
    try fixture.replace(
      "required: true\n    check", with: "required: latest('repair', .due > today).due < today\n    check",
      in: SmallScreens.visit)
    #expect(fixture.complaints() == [])
  }

  @Test func proceduresAndTheirTextsAreRead() throws {
    let fixture = try SmallScreens()
    let catalogue = fixture.catalogue
    let room = try #require(catalogue.procedure("room"))
    #expect(room.forms == ["visit", "repair"])
    #expect(room.aliases == ["機房", "Data room"])
    #expect(room.later.map(\.title.en) == ["Asset register"])
    #expect(catalogue.procedure("roof") == nil)
    #expect(catalogue.text("sop", folder: room.folder, language: .en)?.hasPrefix("# Room keeping") == true)
    #expect(catalogue.text("sop", folder: room.folder, language: .zhTW)?.hasPrefix("# 機房管理") == true)
    #expect(catalogue.text("../sop", folder: room.folder, language: .en) == nil)
    #expect(catalogue.text("other", folder: room.folder, language: .en) == nil)
  }

  @Test func chainsAndListsAreRead() throws {
    let fixture = try SmallScreens()
    let catalogue = fixture.catalogue
    #expect(catalogue.chain("CH1")?.steps.map(\.id) == ["filler", "head"])
    #expect(catalogue.chain("CH1")?.steps[1].when?.source == "level = 'high'")
    #expect(catalogue.choiceList("requirements")?.items.map(\.id) == ["7.2", "A.7.2", "law"])
    #expect(catalogue.choiceList("requirements")?.groups.map(\.id) == ["physical"])
    #expect(catalogue.choiceList("../levels") == nil)
  }

  @Test func earlierVersionsAreKeptApart() throws {
    let fixture = try SmallScreens()
    let old = try fixture.text(SmallScreens.visit).replacing("version: 2", with: "version: 1")
      .replacing("type: number, label: 停留", with: "type: text, label: 停留").replacing("id: purpose", with: "id: why")
      .replacing("purpose", with: "why")
    try fixture.write(old, to: "Released/visit.1.yaml")
    let catalogue = fixture.catalogue
    #expect(catalogue.form(FormReference(id: "visit", version: 1))?.field("why") != nil)
    #expect(catalogue.form(FormReference(id: "visit", version: 2))?.field("purpose") != nil)
    #expect(catalogue.form(FormReference(id: "visit", version: 7))?.version == 2)
    #expect(
      fixture.complaints() == [
        "Procedures/01-room/visit.yaml:2:1: the field 'why' has vanished; list it under 'retired'",
        "Procedures/01-room/visit.yaml:36:10: the field 'stay' was text; a type never changes, use a new id",
      ])
  }

  @Test func retiredFieldsAndRowsForEveryItemAreRead() throws {
    let fixture = try SmallScreens()
    let settings = "Administration/settings.yaml"
    let table = """
        - id: kept
          type: rows
          label: 控制措施
          columns:
          - {id: control, type: choice, label: 控制, choices: controls}
          - {id: how, type: text, label: 做法}
          - {id: reasons, type: choices, label: 理由, choices: controls}
          default: {each: controls, as: control, with: {A.7.2: {how: 登記與陪同, reasons: [A.7.2]}}}
      retired:
      - {id: old, type: text, label: 舊欄位, last: 1}

      """
    try fixture.write(try fixture.text(settings) + table, to: settings)
    try fixture.replace(
      "fields: {",
      with: """
        retired: {old: Old}
        fields: {kept: {label: Controls, default: {with: {A.7.2: {how: Register and escort}}}}, kept.control: Control, \
        kept.how: How, kept.reasons: Reasons,
        """,
      in: "Text/en/settings.yaml")
    #expect(fixture.complaints() == [])
    let form = try #require(fixture.catalogue.form("settings"))
    #expect(form.retired == [Form.Retired(id: "old", type: "text", label: Phrase(zh: "舊欄位", en: "Old"), last: 1)])
    guard case .each(let list, let column, let cells, let english)? = form.field("kept")?.template else {
      Issue.record("the table has no template")
      return
    }
    #expect(list.items.map(\.id) == ["A.7.2"])
    #expect(column == "control")
    #expect(cells["A.7.2"]?["how"] == ["登記與陪同"] && english["A.7.2"]?["how"] == ["Register and escort"])
    #expect(cells["A.7.2"]?["reasons"] == ["A.7.2"] && english["A.7.2"]?["reasons"] == ["A.7.2"])
    let records = NoRecords()
    let me = Cast.wang
    for (language, how) in [(Language.zhTW, "登記與陪同"), (.en, "Register and escort")] {
      let entry = Entry(form: form, now: Moment(seconds: 0, offset: 480), me: me, records: records, language: language)
      let rows = entry.withDefaults()[rows: "kept"]
      #expect(rows.map { $0["control"] } == [["A.7.2"]] && rows.map { $0["how"] } == [[how]])
    }
  }

  @Test func aDefaultThatIsATextHasItsEnglish() throws {
    let fixture = try SmallScreens()
    try fixture.replace("label: 事由\n", with: "label: 事由\n    default: \"'例行巡檢'\"\n", in: SmallScreens.visit)
    #expect(
      fixture.complaints() == [
        "\(SmallScreens.visit):23:5: no English for 'fields/purpose/default'; add it to \(SmallScreens.visitEnglish)"
      ])
    try fixture.replace(
      "    label: Purpose\n", with: "    label: Purpose\n    default: Routine round\n", in: SmallScreens.visitEnglish)
    #expect(fixture.complaints() == [])
    let form = try #require(fixture.catalogue.form("visit"))
    let me = Cast.wang
    let texts = [Language.zhTW, .en].map { language in
      Entry(form: form, now: Moment(seconds: 0, offset: 480), me: me, records: NoRecords(), language: language)
        .withDefaults()["purpose"]
    }
    #expect(texts == [["例行巡檢"], ["Routine round"]])
  }
}
