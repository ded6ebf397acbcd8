import Testing

/// One fault, brought into the faultless definitions, and what the check then says.
struct BadInput: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let old: String
  let new: String
  let expected: [String]

  init(_ name: String, in path: String, _ old: String, _ new: String, says expected: String...) {
    self.name = name
    self.path = path
    self.old = old
    self.new = new
    self.expected = expected
  }

  var testDescription: String { name }
}

/// Faults of one form.
private let visit = ScreensFixture.visit
private let english = ScreensFixture.visitEnglish

@Suite struct BadInputTests {
  @Test(arguments: keys + expressions + ids + references + texts + others)
  func everyFaultIsNamedWithItsPlace(_ input: BadInput) throws {
    let fixture = try ScreensFixture()
    try fixture.replace(input.old, with: input.new, in: input.path)
    #expect(fixture.complaints() == input.expected)
  }

  static let keys = [
    BadInput(
      "unknown key", in: visit, "label: 事由", "label: 事由\n      labal: 理由",
      says: "\(visit):26:7: unknown key 'labal'; did you mean 'label'?"),
    BadInput(
      "unknown key of the head", in: visit, "kind: log", "kind: log\ncolour: red",
      says: "\(visit):8:1: unknown key 'colour'."),
    BadInput(
      "missing key", in: visit, "id: level, type: choice, label: 等級,", "id: level, label: 等級,",
      says: "\(visit):32:7: the key 'type' is missing; add it",
      "\(visit):32:31: 'choices' does not go with type 'text'"),
    BadInput(
      "unknown type", in: visit, "type: moment, label: 進入時間", "type: momment, label: 進入時間",
      says: "\(visit):33:28: unknown type 'momment'; did you mean 'moment'?"),
    BadInput(
      "list where text is wanted", in: visit, "title: 訪客登記", "title: [訪客登記]",
      says: "\(visit):3:8: 'title' must be text, not a list or mapping"),
    BadInput(
      "text where a list is wanted", in: visit, "list: [purpose, level]", "list: purpose",
      says: "\(visit):15:7: 'list' must be a list"),
    BadInput(
      "empty value", in: visit, "document: ISMS-4-01-01", "document:",
      says: "\(visit):4:10: 'document' is empty; fill it in or remove it",
      "\(visit):3:1: the key 'document' is missing; add it"),
    BadInput(
      "number out of range", in: visit, "version: 2", "version: 0",
      says: "\(visit):2:10: 'version' must be a whole number from 1 to 9999"),
    BadInput(
      "head key behind the sections", in: "Procedures/01-room/repair.yaml", "kind: request\n", "",
      says: "Procedures/01-room/repair.yaml:1:1: the key 'kind' is missing; add it"),
    BadInput(
      "key that does not go with the type", in: visit, "label: 事由\n", "label: 事由\n      lines: 3\n",
      says: "\(visit):25:7: 'lines' does not go with type 'text'"),
    BadInput(
      "default of a computed field", in: visit, "unit: 分鐘,", "unit: 分鐘, default: 1,",
      says: "\(visit):40:62: a field with 'compute' cannot have 'default'; remove it"),
    BadInput(
      "check without message", in: visit, "      message: 事由太短；請寫明要做的事。\n", "",
      says: "\(english):12:14: unknown English of 'fields/purpose/message'.",
      "\(visit):29:7: this check has no 'message'; say what is wrong and what to do"),
    BadInput(
      "check of a list without message", in: visit, ", message: 離開早於進入；請更正。", "",
      says: "\(english):17:18: unknown English of 'fields/leave_at/messages/0'.",
      "\(visit):38:9: this check has no 'message'; say what is wrong and what to do"),
  ]

  static let expressions = [
    BadInput(
      "wrong type", in: visit, "check: length(purpose) >= 2", "check: purpose >= 2",
      says: "\(visit):29:25: text and a number do not go together. [purpose >= 2]"),
    BadInput(
      "unknown field", in: visit, "leave_at - enter_at", "leave_at - entered_at",
      says: "\(visit):40:86: unknown field 'entered_at'; did you mean 'enter_at'? [minutes(leave_at - entered_at)]"),
    BadInput(
      "unfinished expression", in: visit, "when: level != 'low'", "when: level !=",
      says: "\(visit):43:17: The expression ends too early. [level !=]"),
    BadInput(
      "choice that the list does not have", in: visit, "when: level != 'low'", "when: level != 'lo'",
      says: "\(visit):43:18: unknown choice of 'levels' 'lo'; did you mean 'low'? [level != 'lo']"),
    BadInput(
      "loop of computations", in: visit, "compute: minutes(leave_at - enter_at)",
      "compute: again}\n    - {id: again, type: number, label: 停留, compute: stay",
      says:
        "\(english):18:18: unknown English of 'fields/stay/unit'.",
      "\(visit):40:64: These computations depend on each other in a loop: stay -> again; take one of them out."),
    BadInput(
      "field of another form", in: "Procedures/01-room/repair.yaml", "visit.enter_at", "visit.entr_at",
      says: "Procedures/01-room/repair.yaml:18:26: unknown field of visit 'entr_at'; did you mean 'enter_at'?"
        + " [due <= date(visit.entr_at) + …]"),
    BadInput(
      "rule of a common field", in: "Administration/common.yaml", "fill_date <= today", "fill_date <= todax",
      says: "Administration/common.yaml:9:91: unknown field 'todax'; did you mean 'today'? [fill_date <= todax]"),
    BadInput(
      "condition of a chain that a form does not have", in: "Chains/chains.yaml", "level = 'high'", "price = 1",
      says: "\(visit):8:1: a condition of chain CH1 does not fit this form: unknown field 'price'. [price = 1]"),
  ]

  static let ids = [
    BadInput(
      "duplicate field", in: visit, "{id: level, type: choice", "{id: purpose, type: choice",
      says: "dup"),
    BadInput(
      "invalid field id", in: "Administration/settings.yaml", "id: repair_days", "id: repair-days",
      says: "Administration/settings.yaml:9:10: 'repair-days' cannot be the id of a field; begin with a letter"),
    BadInput(
      "reserved word", in: "Procedures/01-room/repair.yaml", "id: asset,", "id: today,", says: "reserved"),
    BadInput(
      "form id unlike its file", in: "Procedures/01-room/repair.yaml", "form: repair", "form: repairs",
      says: "Procedures/01-room/repair.yaml:1:7: the form's id must be 'repair', like the name of the file"),
    BadInput(
      "document number of another form", in: visit, "ISMS-4-01-01", "ISMS-4-01-02",
      says: "doc"),
    BadInput("prefix of another form", in: visit, "VIS-{roc}", "REP-{roc}", says: "prefix"),
    BadInput("unknown part of a number", in: visit, "VIS-{roc}", "VIS-{rock}", says: "part"),
  ]

  static let references = [
    BadInput("form that is not there", in: visit, "to: repair", "to: repaer", says: "form"),
    BadInput("target that is not there", in: "Procedures/01-room/repair.yaml", "to: [visit]", "to: [visits]", says: "target"),
    BadInput("choice list that is not there", in: visit, "choices: levels", "choices: level", says: "list"),
    BadInput("control that is not there", in: visit, "A.7.2, \"7.2\"", "A.7.3, \"7.2\"", says: "control"),
    BadInput("chain that is not there", in: visit, "chain: CH1", "chain: CH11", says: "chain"),
    BadInput("list column that is not there", in: visit, "list: [purpose, level]", "list: [purpos]", says: "column"),
    BadInput("unlisted form", in: "Procedures/01-room/procedure.yaml", "[visit, repair]", "[visit]", says: "unlisted"),
    BadInput("listed form that is not there", in: "Procedures/01-room/procedure.yaml", "[visit, repair]", "[visit, repair, audit]", says: "missing"),
    BadInput("later form that is there", in: "Procedures/01-room/procedure.yaml", "form: asset", "form: repair", says: "later"),
    BadInput("menu item that leads nowhere", in: "Menus/main.yaml", "{form: settings", "{form: setings", says: "menu"),
    BadInput("menu title unlike the procedure's", in: "Menus/main.yaml", "title: 機房管理", "title: 機房", says: "title"),
    BadInput("template row with an unknown choice", in: visit, "state: used}", "state: usd}", says: "row"),
    BadInput("included list that is not there", in: "Controls/requirements.yaml", "[clauses, controls]", "[clauses, control]", says: "include"),
    BadInput("list that includes itself", in: "Controls/requirements.yaml", "[clauses, controls]", "[requirements]", says: "itself"),
  ]

  static let texts = [
    BadInput("missing translation", in: english, "    help: Say what is to be done.\n", "", says: "missing"),
    BadInput("translation of nothing", in: english, "    help: Say", "    halp: Say", says: "left"),
    BadInput("translation of an unknown field", in: english, "  level: Level", "  levl: Level", says: "left"),
    BadInput("English of another form", in: english, "form: visit", "form: repair", says: "id"),
    BadInput("Chinese in the English", in: english, "label: Purpose", "label: 事由", says: "han"),
    BadInput("Simplified Chinese", in: visit, "help: 說明要做什麼。", "help: 说明要做什麼。", says: "simplified"),
    BadInput("Simplified Chinese of a document", in: "Procedures/01-room/sop.zh-TW.md", "登記", "登记", says: "simplified"),
    BadInput("label too wide", in: visit, "label: 事由\n", "label: 一二三四五六七八九十一二三\n", says: "wide"),
    BadInput("English label too wide", in: english, "label: Purpose", "label: Purpose and reason of visit", says: "wide"),
    BadInput("broken English", in: english, "form: visit", "form: [visit", says: "broken"),
  ]

  static let others = [
    BadInput("retention of another kind", in: visit, "years: 3", "years: three", says: "num"),
    BadInput("unknown kind", in: visit, "kind: log", "kind: lock", says: "kind"),
    BadInput("link set of an unknown field", in: visit, "{title: purpose,", "{titel: purpose,", says: "set"),
    BadInput("link of a table that is not there", in: visit, "to: repair, label", "to: repair, rows: thing, label", says: "rows"),
  ]
}
