extension BadInput {
  static let ofReferences = [
    BadInput(
      "link to a form that does not exist", in: visit, "to: repair", "to: repairs",
      says: "\(visit):14:20: unknown form 'repairs'; did you mean 'repair'?"),
    BadInput(
      "reference to a form that does not exist", in: repair, "to: [visit]", "to: [visits]",
      says: "\(repair):14:52: unknown form 'visits'; did you mean 'visit'?"),
    BadInput(
      "query of a form that does not exist", in: repair, "label: 主旨, required: true",
      "label: 主旨, required: count('visits') > 0",
      says: "\(repair):13:56: unknown form 'visits'; did you mean 'visit'?"),
    BadInput(
      "link from a table that does not exist", in: visit, "to: repair, label", "to: repair, rows: item, label",
      says: "\(visit):14:34: unknown table 'item'; did you mean 'items'?"),
    BadInput(
      "continuation by fields, tables and columns that do not exist", in: visit, "list: [purpose, level]",
      "continues: {about: [levl], fields: [stay], tables: [{rows: item, by: [item]}, {rows: items, anew: [stat]}]}\n"
        + "list: [purpose, level]",
      says: "\(visit):15:21: unknown field 'levl'; did you mean 'level'?", "\(visit):15:37: unknown field 'stay'.",
      "\(visit):15:60: unknown table 'item'; did you mean 'items'?",
      "\(visit):15:79: 'by' must name the columns that identify a row, such as [control]",
      "\(visit):15:100: unknown column of 'items' 'stat'; did you mean 'state'?"),
    BadInput(
      "link that sets a column which does not exist", in: visit, "title: purpose, visit: this",
      "title: purpose, things.item: purpose",
      says: "\(visit):14:99: unknown field of repair 'things.item'. [purpose]"),
    BadInput(
      "choice list that does not exist", in: visit, "choices: levels", "choices: level",
      says: "\(visit):28:51: unknown choice list 'level'; did you mean 'levels'?"),
    BadInput(
      "list that the form does not use", in: visit, "when: level != 'low'", "when: level in list('levles')",
      says: "\(visit):39:23: unknown choice list of this form 'levles'; did you mean 'levels'?"),
    BadInput(
      "control that does not exist", in: visit, "A.7.2, \"7.2\"", "A.7.3, \"7.2\"",
      says: "\(visit):12:12: unknown control or clause 'A.7.3'; did you mean 'A.7.2'?"),
    BadInput(
      "chain that does not exist", in: visit, "chain: CH1", "chain: CH2",
      says: "\(visit):8:1: unknown chain 'CH2'; did you mean 'CH1'?"),
    BadInput(
      "list column that does not exist", in: visit, "list: [purpose, level]", "list: [purpos]",
      says: "\(visit):15:8: unknown field 'purpos'; did you mean 'purpose'?"),
    BadInput(
      "form that its procedure does not list", in: procedure, "[visit, repair]", "[visit]",
      says: "\(repair):1:1: the form 'repair' is not listed under 'forms' of its procedure.yaml; add it"),
    BadInput(
      "listed form that does not exist", in: procedure, "[visit, repair]", "[visit, repair, audit]",
      says: "\(procedure):9:24: unknown form 'audit'."),
    BadInput(
      "form announced for later that exists", in: procedure, "document: ISMS-4-01-03}]",
      "document: ISMS-4-01-03}, {form: repair, title: 維修單}]",
      says: "\(procedure):10:67: the form 'repair' is there; move it from 'later' to 'forms'",
      "\(procedure):10:82: no English for 'later/repair'; add it to Text/en/procedures/room.yaml"),
    BadInput(
      "menu item that leads nowhere", in: "Menus/main.yaml", "procedure: room", "procedure: rooms",
      says: "Menus/main.yaml:9:19: unknown procedure 'rooms'; did you mean 'room'?",
      "Menus/main.yaml:9:45: no English for 'titles/procedure:rooms'; add it to Text/en/menu.yaml",
      "\(procedure):1:1: the procedure is not in the menu; add it",
      "Text/en/menu.yaml:2:72: unknown English of 'titles/procedure:room'; did you mean 'titles/procedure:rooms'?"),
    BadInput(
      "menu item for a screen that is not there", in: "Menus/main.yaml", "title: 設定}]",
      "title: 設定}, {screen: right, title: 權限}]",
      says: "Menus/main.yaml:12:51: unknown screen 'right'; did you mean 'rights'?",
      "Menus/main.yaml:12:65: no English for 'titles/screen:right'; add it to Text/en/menu.yaml"),
    BadInput(
      "menu title unlike the procedure's", in: "Menus/main.yaml", "title: 機房管理", "title: 機房",
      says: "Menus/main.yaml:9:19: the title is '機房' here but '機房管理' in \(procedure)"),
    BadInput(
      "included list that does not exist", in: requirements, "[clauses, controls]", "[clauses, control]",
      says: "\(requirements):3:21: unknown choice list 'control'; did you mean 'controls'?"),
    BadInput(
      "list that includes itself", in: requirements, "[clauses, controls]", "[requirements]",
      says: """
        \(requirements):3:12: the choice list 'requirements' cannot be used: its file has faults, or lists include \
        each other
        """),
  ]
}
