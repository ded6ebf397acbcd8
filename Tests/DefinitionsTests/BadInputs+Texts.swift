extension BadInput {
  static let ofTexts = [
    BadInput(
      "missing translation", in: english, "    help: Say what is to be done.\n", "",
      says: "\(visit):23:11: no English for 'fields/purpose/help'; add it to \(english)"),
    BadInput(
      "misspelt key of the English", in: english, "    help: Say", "    halp: Say",
      says: "\(visit):23:11: no English for 'fields/purpose/help'; add it to \(english)",
      "\(english):10:11: unknown English of 'fields/purpose/halp'; did you mean 'fields/purpose/help'?"),
    BadInput(
      "English of an unknown field", in: english, "  level: Level", "  levl: Level",
      says: "\(visit):28:38: no English for 'fields/level/label'; add it to \(english)",
      "\(english):13:9: unknown English of 'fields/levl'; did you mean 'fields/level'?"),
    BadInput(
      "missing English of a template row", in: english, "    default: [{item: Tools}]\n", "",
      says: "\(visit):50:14: no English for 'fields/items/default/0/item'; add it to \(english)"),
    BadInput(
      "missing English of a choice", in: english, "new: New, used: Used", "new: New",
      says: "\(visit):47:69: no English for 'fields/items.state/choices/used'; add it to \(english)"),
    BadInput(
      "missing English of a list", in: "Text/en/choices/levels.yaml", ", low: Low", "",
      says: "Choices/levels.yaml:3:23: no English for 'items/low'; add it to Text/en/choices/levels.yaml"),
    BadInput(
      "English of another form", in: english, "form: visit", "form: repair",
      says: "\(english):1:7: 'form' must be 'visit', like the name of the file"),
    BadInput(
      "broken English", in: english, "form: visit", "form: [visit",
      says: """
        \(english):2:6: the YAML is not well-formed: did not find expected ',' or ']'; check indentation, quotes \
        and colons
        """),
    BadInput(
      "Chinese in the English", in: english, "label: Purpose", "label: 事由",
      says: "\(english):9:12: the English '事由' has Chinese characters; translate them"),
    BadInput(
      "Simplified Chinese", in: visit, "help: 說明要做什麼。", "help: 说明要做什麼。",
      says: "\(visit):23:11: '说' is a Simplified Chinese character; write Traditional Chinese"),
    BadInput(
      "Simplified Chinese of a document", in: "Procedures/01-room/sop.zh-TW.md", "登記", "登记",
      says: "Procedures/01-room/sop.zh-TW.md:3:5: '记' is a Simplified Chinese character; write Traditional Chinese"),
    BadInput(
      "label too wide", in: visit, "label: 事由\n", "label: 一二三四五六七八九十一二三\n",
      says: "\(visit):22:12: '一二三四五六七八九十一二三' is 26 columns wide, at most 24 fit; shorten it"),
    BadInput(
      "English label too wide", in: english, "label: Purpose", "label: Purpose and reason of visit",
      says: "\(english):9:12: 'Purpose and reason of visit' is 27 columns wide, at most 24 fit; shorten it"),
  ]
}
