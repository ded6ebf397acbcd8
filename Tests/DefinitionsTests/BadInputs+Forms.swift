extension BadInput {
  static let ofKeys = [
    BadInput(
      "unknown key", in: visit, "label: 事由", "label: 事由\n    labal: 理由",
      says: "\(visit):23:5: unknown key 'labal'; did you mean 'label'?"),
    BadInput(
      "unknown key of the head", in: visit, "kind: log", "kind: log\ncolour: red",
      says: "\(visit):8:1: unknown key 'colour'."),
    BadInput(
      "missing key", in: visit, "id: level, type: choice, label: 等級,", "id: level, type: choice,",
      says: "\(visit):28:5: the key 'label' is missing; add it",
      "\(english):13:10: unknown English of 'fields/level'."),
    BadInput(
      "unknown type", in: repair, "type: text, label: 主旨", "type: texd, label: 主旨",
      says: "\(repair):13:23: unknown type 'texd'; did you mean 'text'?"),
    BadInput(
      "list where text is wanted", in: visit, "document: ISMS-4-01-01", "document: [ISMS-4-01-01]",
      says: "\(visit):3:1: the key 'document' is missing; add it",
      "\(visit):4:11: 'document' must be text, not a list or mapping"),
    BadInput(
      "text where a list is wanted", in: visit, "list: [purpose, level]", "list: purpose",
      says: "\(visit):15:7: 'list' must be a list"),
    BadInput(
      "text where a mapping is wanted", in: visit, "frequency: {note: 每次進出}", "frequency: 每次進出",
      says: "\(visit):9:12: 'frequency' must be a mapping of keys to values",
      "\(english):4:12: unknown English of 'frequency'."),
    BadInput(
      "empty value", in: visit, "chain: CH1", "chain:",
      says: "\(visit):8:7: 'chain' is empty; fill it in or remove it"),
    BadInput(
      "number out of range", in: visit, "years: 3", "years: three",
      says: "\(visit):10:20: 'years' must be a whole number from 1 to 100"),
    BadInput(
      "unknown kind", in: visit, "kind: log", "kind: logs",
      says: "\(visit):7:7: unknown kind of form 'logs'; did you mean 'log'?"),
    BadInput(
      "unknown classification", in: visit, "classification: internal", "classification: internals",
      says: "\(visit):11:17: unknown classification 'internals'; did you mean 'internal'?"),
    BadInput(
      "head key behind the sections", in: "Administration/settings.yaml", "default: 7}\n", "default: 7}\nlist: []\n",
      says: "Administration/settings.yaml:11:1: 'list' must stand before 'sections'"),
    BadInput(
      "first key is not the form", in: "Administration/settings.yaml", "form: settings\nversion: 1\n",
      "version: 1\nform: settings\n", says: "Administration/settings.yaml:1:1: 'form' must be the first key"),
    BadInput(
      "key that does not go with the type", in: visit, "label: 事由\n", "label: 事由\n    lines: 3\n",
      says: "\(visit):23:5: 'lines' does not go with type 'text'"),
    BadInput(
      "choice without choices", in: visit, "label: 等級, choices: levels,", "label: 等級,",
      says: "\(visit):28:5: type 'choice' needs 'choices'; add it"),
    BadInput(
      "default of a computed field", in: visit, "unit: 分鐘,", "unit: 分鐘, default: 1,",
      says: "\(visit):36:51: a field with 'compute' cannot have 'default'; remove it"),
    BadInput(
      "table in a table", in: visit, "{id: item, type: text,", "{id: item, type: rows,",
      says: "\(visit):46:24: a table cannot stand in a table"),
    BadInput(
      "check without message", in: visit, "    message: 事由太短；請寫明要做的事。\n", "",
      says: "\(visit):26:5: this check has no 'message'; say what is wrong and what to do",
      "\(english):12:14: unknown English of 'fields/purpose/message'."),
    BadInput(
      "check of a list without message", in: visit, ", message: 離開早於進入；請更正。", "",
      says: "\(visit):34:7: this check has no 'message'; say what is wrong and what to do",
      "\(english):17:16: unknown English of 'fields/leave_at/messages/0'."),
    BadInput(
      "message without check", in: visit, "    check: length(purpose) >= 2\n", "",
      says: "\(visit):26:5: 'message' without 'check'; add the check or remove it",
      "\(english):12:14: unknown English of 'fields/purpose/message'."),
  ]

  static let ofExpressions = [
    BadInput(
      "wrong type", in: visit, "check: length(purpose) >= 2", "check: purpose >= 2",
      says: "\(visit):26:23: text and a number do not go together. [purpose >= 2]"),
    BadInput(
      "unknown field", in: visit, "leave_at - enter_at", "leave_at - entered_at",
      says: "\(visit):36:79: unknown field 'entered_at'; did you mean 'enter_at'? [minutes(leave_at - entered_at)]"),
    BadInput(
      "pattern that would look ahead", in: visit, "check: length(purpose) >= 2", "check: matches(purpose, '(?=x)')",
      says:
        "\(visit):26:29: The pattern is no regular expression that can be used: brackets must be in pairs; back-references "
        + "(\\1), lookahead and lookbehind ((?=, (?<!), possessive and atomic groups are not taken; rewrite it, or use another condition. "
        + "[matches(purpose, '(?=x)')]"),
    BadInput(
      "pattern that would be read otherwise", in: visit, "check: length(purpose) >= 2",
      "check: matches(purpose, '[a-z&&[^b]]')",
      says: "\(visit):26:29: '[…&&…]' cannot be used in a pattern; write \\& or the like. "
        + "[matches(purpose, '[a-z&&[^b]]…]"),
    BadInput(
      "unfinished expression", in: visit, "when: level != 'low'", "when: level !=",
      says: "\(visit):39:17: The expression ends too early. [level !=]"),
    BadInput(
      "choice that the list does not have", in: visit, "when: level != 'low'", "when: level != 'lo'",
      says: "\(visit):39:18: unknown choice of 'levels' 'lo'; did you mean 'low'? [level != 'lo']"),
    BadInput(
      "loop of computations", in: repair, "{id: remarks, type: text, label: 說明}",
      "{id: remarks, type: text, label: 說明, compute: other}\n  - {id: other, type: text, label: 說明, compute: remarks}",
      says:
        "\(repair):16:51: These computations depend on each other in a loop: remarks -> other; take one of them out.",
      "\(repair):17:36: no English for 'fields/other/label'; add it to Text/en/repair.yaml"),
    BadInput(
      "field of another form", in: repair, "visit.enter_at", "visit.entr_at",
      says:
        "\(repair):20:24: unknown field of visit 'entr_at'; did you mean 'enter_at'? [due <= date(visit.entr_at) + …]"),
    BadInput(
      "rule of a common field", in: "Administration/common.yaml", "fill_date <= today", "fill_date <= todax",
      says: "Administration/common.yaml:9:81: unknown field 'todax'; did you mean 'today'? [fill_date <= todax]"),
    BadInput(
      "condition of a chain that does not fit a form", in: "Chains/chains.yaml", "level = 'high'", "price = 1",
      says: "\(visit):8:1: a condition of chain CH1 does not fit this form: unknown field 'price'. [price = 1]"),
    BadInput(
      "template row with an unknown choice", in: visit, "state: used}", "state: usd}",
      says: "\(visit):50:25: unknown choice of 'items.state' 'usd'; did you mean 'used'?"),
    BadInput(
      "link that sets an unknown field", in: visit, "{title: purpose,", "{titles: purpose,",
      says: "\(visit):14:78: unknown field of repair 'titles'; did you mean 'title'? [purpose]"),
  ]

  static let ofIDs = [
    BadInput(
      "duplicate field", in: repair, "- {id: asset, type: reference, label: 資產, to: [asset]}",
      "- {id: visit, type: reference, label: 資產, to: [asset]}",
      says: "\(repair):15:10: the id 'visit' is used by two fields; rename or remove one of them",
      "Text/en/repair.yaml:7:10: unknown English of 'fields/asset'."),
    BadInput(
      "duplicate column", in: visit, "{id: count, type: number, label: 數量, unit: 件}",
      "{id: item, type: text, label: 品名}",
      says: "\(visit):48:12: the id 'item' is used by two columns; rename or remove one of them",
      "\(english):24:24: unknown English of 'fields/items.count/label'.",
      "\(english):24:37: unknown English of 'fields/items.count/unit'."),
    BadInput(
      "invalid id", in: repair, "id: remarks,", "id: re-marks,",
      says:
        "\(repair):16:10: 're-marks' cannot be the id of a field; begin with a letter and use letters and digits",
      "\(repair):16:39: no English for 'fields/re-marks/label'; add it to Text/en/repair.yaml",
      "Text/en/repair.yaml:8:12: unknown English of 'fields/remarks'; did you mean 'fields/re-marks'?"),
    BadInput(
      "reserved word", in: repair, "id: asset,", "id: row,",
      says: "\(repair):15:10: 'row' is a reserved word; choose another id",
      "\(repair):15:39: no English for 'fields/row/label'; add it to Text/en/repair.yaml",
      "Text/en/repair.yaml:7:10: unknown English of 'fields/asset'."),
    BadInput(
      "reserved kind of rows", in: repair, "{id: remarks, type: text, label: 說明}",
      "{id: remarks, type: text, label: 說明}\n  - {id: sign_off, type: rows, label: A, columns: [{id: a, type: text, label: B}]}",
      says: "\(repair):17:10: 'sign_off' is a reserved word; choose another id",
      "\(repair):17:39: no English for 'fields/sign_off/label'; add it to Text/en/repair.yaml",
      "\(repair):17:79: no English for 'fields/sign_off.a/label'; add it to Text/en/repair.yaml"),
    BadInput(
      "form id unlike its file", in: repair, "form: repair", "form: repairs",
      says: "\(repair):1:7: the form's id must be 'repair', like the name of the file"),
    BadInput(
      "document number of another form", in: visit, "ISMS-4-01-01", "ISMS-4-01-02",
      says: "\(visit):4:1: the document number 'ISMS-4-01-02' is used by 'repair'; correct one of them"),
    BadInput(
      "prefix of another form", in: visit, "VIS-{roc}", "REP-{roc}",
      says: "\(visit):5:1: the prefix 'REP-' of record numbers is used by 'repair'; choose another one"),
    BadInput(
      "unknown part of a number", in: visit, "VIS-{roc}", "VIS-{rock}",
      says: "\(visit):5:1: unknown part of a number 'rock'; did you mean 'roc'?"),
  ]
}
