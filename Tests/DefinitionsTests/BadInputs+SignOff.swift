extension BadInput {
  static let chains = "Chains/chains.yaml"
  static let rights = "Roles/rights.yaml"

  static let ofSignOff = [
    BadInput(
      "step without a signer", in: chains, ", by: {field: approver, role: manager}", "",
      says: "\(chains):5:5: the key 'by' is missing; add it",
      "\(visit):8:1: no field of this form says who signs 'head'; name one under 'signers'"),
    BadInput(
      "unknown signer", in: chains, "by: {field: approver, role: manager}", "by: unit_heads",
      says: "\(chains):5:31: unknown signer 'unit_heads'; did you mean 'unit_head'?",
      "\(visit):8:1: no field of this form says who signs 'head'; name one under 'signers'"),
    BadInput(
      "role that does not exist", in: chains, "role: manager", "role: manger",
      says: "\(chains):5:55: unknown role 'manger'; did you mean 'manager'?"),
    BadInput(
      "signer that is neither on the form nor a role", in: chains, "{field: approver, role: manager}",
      "{field: approver}",
      says: "\(visit):8:1: no field of this form says who signs 'head'; name one under 'signers'"),
    BadInput(
      "first step that is not the filler's", in: chains, "by: filler", "by: unit_head",
      says: "\(chains):4:34: the first step, and no other, is the submission by the filler; correct 'by'",
      "\(visit):8:1: no field of this form says who signs 'filler'; name one under 'signers'"),
    BadInput(
      "separation from a step that does not exist", in: chains, "when: level = 'high'", "not: [filer]",
      says: "\(chains):5:71: unknown earlier step 'filer'; did you mean 'filler'?"),
    BadInput(
      "unknown status of a step", in: chains, "when: level = 'high'", "status: executng",
      says: "\(chains):5:73: unknown status of a step 'executng'; did you mean 'executing'?"),
    BadInput(
      "unknown kind of a step", in: chains, "when: level = 'high'", "kind: chek",
      says: "\(chains):5:71: unknown kind of a step 'chek'; did you mean 'check'?"),
    BadInput(
      "work for which nothing is filled in", in: chains, "when: level = 'high'", "kind: work",
      says: "\(visit):8:1: 'head' is a step of work, but nothing has to be filled in or hold before it is signed; add "
        + "'needed_by' or 'at', or say why under 'signed_empty'"),
    BadInput(
      "reason for an empty step that does not exist", in: visit, "chain: CH1\n",
      "chain: CH1\nsigned_empty: {haed: 不必填}\n",
      says: "\(visit):9:16: unknown step 'haed'; did you mean 'head'?",
      "\(visit):9:22: no English for 'signed_empty/haed'; add it to \(english)"),
    BadInput(
      "role standing in that does not exist", in: chains, "chains:\n", "stand_ins: {staff: manger}\nchains:\n",
      says: "\(chains):1:20: unknown role 'manger'; did you mean 'manager'?"),
    BadInput(
      "roles standing in for each other", in: chains, "chains:\n",
      "stand_ins: {staff: manager, manager: staff}\nchains:\n",
      says: "\(chains):1:13: going up from 'staff' leads back to it; correct it, the highest role has none above",
      "\(chains):1:29: going up from 'manager' leads back to it; correct it, the highest role has none above"),
    BadInput(
      "whom a record is about and that is nobody", in: visit, "chain: CH1\n", "chain: CH1\nnever_sign: [level]\n",
      says:
        "\(visit):9:14: This says who is given power, but it is a choice; use a field for a person, or a person's id. [level]"
    ),
    BadInput(
      "unknown end of a chain", in: chains, "- id: CH1\n", "- id: CH1\n  ends: aproved\n",
      says: "\(chains):3:9: unknown end of a chain 'aproved'; did you mean 'approved'?"),
    BadInput(
      "signer of a step that does not exist", in: visit, "chain: CH1\n", "chain: CH1\nsigners: {haed: repair.due}\n",
      says: "\(visit):9:11: unknown step of CH1 'haed'; did you mean 'head'?",
      "\(visit):9:17: unknown field 'repair'. [repair.due]"),
    BadInput(
      "signer that is no person", in: visit, "chain: CH1\n", "chain: CH1\nsigners: {head: purpose}\n",
      says: "\(visit):9:17: A signer is a person or a unit, but this is text; use a field of either. [purpose]"),
    BadInput(
      "condition that the chain does not have", in: visit, "chain: CH1\n",
      "chain: CH1\nconditions: {hed: level = 'high'}\n",
      says: "\(visit):9:14: unknown condition or step of CH1 'hed'; did you mean 'head'?"),
    BadInput(
      "condition that is none", in: visit, "chain: CH1\n", "chain: CH1\nconditions: {head: purpos}\n",
      says: "\(visit):9:20: unknown field 'purpos'; did you mean 'purpose'? [purpos]"),
    BadInput(
      "one of several chains that does not exist", in: visit, "chain: CH1\n",
      "chain:\n- {id: CH2, when: level = 'high'}\n- {id: CH1}\n",
      says: "\(visit):9:8: unknown chain 'CH2'; did you mean 'CH1'?"),
    BadInput(
      "several chains of which none is left over", in: visit, "chain: CH1\n",
      "chain:\n- {id: CH1, when: level = 'high'}\n",
      says: "\(visit):9:3: the last chain has no 'when', and each before it has one"),
    BadInput(
      "condition of a chain that is none", in: visit, "chain: CH1\n",
      "chain:\n- {id: CH1, when: levle = 'high'}\n- {id: CH1}\n",
      says: "\(visit):9:19: unknown field 'levle'; did you mean 'level'? [levle = 'high']"),
    BadInput(
      "added step beside one that does not exist", in: visit, "chain: CH1\n",
      "chain: CH1\nsteps:\n- {id: check, title: 複核, by: {role: manager}, after: haed}\n",
      says: "\(visit):10:8: unknown step of CH1 'haed'; did you mean 'head'?",
      "\(visit):10:22: no English for 'steps/check'; add it to \(english)"),
    BadInput(
      "added step that stands before the submission", in: visit, "chain: CH1\n",
      "chain: CH1\nsteps:\n- {id: check, title: 複核, by: {role: manger}, before: filler}\n",
      says: "\(visit):10:8: no step can come before the submission; put it after",
      "\(visit):10:22: no English for 'steps/check'; add it to \(english)",
      "\(visit):10:37: unknown role 'manger'; did you mean 'manager'?"),
    BadInput(
      "added step whose id the chain has", in: visit, "chain: CH1\n",
      "chain: CH1\nsteps:\n- {id: head, title: 複核, by: unit_head, after: end}\n",
      says: "\(visit):8:1: no field of this form says who signs 'head'; name one under 'signers'",
      "\(visit):10:8: the chain has a step 'head' already; choose another id",
      "\(visit):10:21: no English for 'steps/head'; add it to \(english)"),
    BadInput(
      "added step with a reserved id and no place", in: visit, "chain: CH1\n",
      "chain: CH1\nsteps:\n- {id: end, title: 複核, by: unit_head}\n",
      says: "\(visit):10:3: an added step has exactly one of 'before' and 'after', with the step that it stands beside",
      "\(visit):10:8: 'end' is a reserved word; choose another id",
      "\(visit):10:20: no English for 'steps/end'; add it to \(english)"),
    BadInput(
      "left-out step that the chain does not have", in: visit, "chain: CH1\n", "chain: CH1\nwithout: [haed]\n",
      says: "\(visit):9:11: unknown step that can be left out 'haed'; did you mean 'head'?"),
    BadInput(
      "field that waits for a step that does not exist", in: visit, "label: 等級,", "label: 等級, needed_by: haed,",
      says: "\(visit):28:10: unknown step of CH1 'haed'; did you mean 'head'?"),
    BadInput(
      "section that waits for a step that does not exist", in: visit, "  title: 物品\n",
      "  title: 物品\n  open_until: ned\n",
      says: "\(visit):42:9: unknown step of CH1 'ned'; did you mean 'end'?"),
    BadInput(
      "column that a step needs that does not exist", in: visit, "label: 品名,", "label: 品名, needed_by: haed,",
      says: "\(visit):46:12: unknown step of CH1 'haed'; did you mean 'head'?"),
    BadInput(
      "condition of what a step needs that is none", in: visit, "label: 等級,",
      "label: 等級, needed_by: {step: head, when: levle = 'high'},",
      says: "\(visit):28:72: unknown field 'levle'; did you mean 'level'? [levle = 'high']"),
    BadInput(
      "check at a step that does not exist", in: visit, "message: 離開早於進入；請更正。", "message: 離開早於進入；請更正。, at: haed",
      says: "\(visit):30:9: unknown step of CH1 'haed'; did you mean 'head'?"),
    BadInput(
      "rule that counts saves", in: visit, "check: length(purpose) >= 2", "check: version > 1",
      says:
        "\(visit):20:9: 'version' counts saves, not steps; use 'needed_by' for what is filled in later, 'at' for what is "
        + "checked when a step is signed, and compare with a field of 'this' what is checked at first only. [version > 1]"
    ),
    BadInput(
      "role that sees records at once and does not exist", in: visit, "list: [purpose, level]",
      "watched_by: [manger]\nlist: [purpose, level]",
      says: "\(visit):15:14: unknown role 'manger'; did you mean 'manager'?"),
    BadInput(
      "computed field that waits", in: visit, "label: 停留,", "label: 停留, needed_by: head,",
      says: "\(visit):36:41: a field with 'compute' cannot have 'needed_by'; remove it"),
    BadInput(
      "field added after a step that does not exist", in: visit, "label: 等級,", "label: 等級, added_after: haed,",
      says: "\(visit):28:10: unknown step of CH1 'haed'; did you mean 'head'?"),
    BadInput(
      "field both needed by a step and added after one", in: visit, "label: 等級,",
      "label: 等級, added_after: end, needed_by: head,",
      says: "\(visit):28:60: a field with 'added_after' cannot have 'needed_by'; remove it"),
    BadInput(
      "section both open and added to", in: visit, "  title: 物品\n",
      "  title: 物品\n  open_until: head\n  added_after: end\n",
      says: "\(visit):40:3: a section with 'open_until' cannot have 'added_after'; remove it"),
    BadInput(
      "rule that waits for a step that does not exist", in: visit, "check: length(purpose) >= 2",
      "check: empty(signed_at('haed'))",
      says: "\(visit):20:9: unknown step of CH1 'haed'; did you mean 'head'? [empty(signed_at('haed'))]"),
    BadInput(
      "check that waits for a later step", in: visit, "rule: leave_at >= enter_at, message: 離開早於進入；請更正。",
      "rule: filled(signed_at('head')), message: 離開早於進入；請更正。, at: filler",
      says:
        "\(visit):30:9: asked when 'Filled in by' is signed, but it waits for 'Head'; ask at a later step "
        + "[filled(signed_at('head'))]"),
    BadInput(
      "check of a record that only ends later", in: visit, "rule: leave_at >= enter_at, message: 離開早於進入；請更正。",
      "rule: this.is_ended, message: 離開早於進入；請更正。, at: filler",
      says:
        "\(visit):30:9: asked when 'Filled in by' is signed, but it waits for 'the last step'; ask at a later step "
        + "[this.is_ended]"),
    BadInput(
      "check of what is added after it", in: visit,
      "label: 離開時間\n    check:\n    - {rule: leave_at >= enter_at, message: 離開早於進入；請更正。",
      "label: 離開時間\n    added_after: head\n    check:\n    - {rule: leave_at >= enter_at, message: 離開早於進入；請更正。, at: head",
      says:
        "\(visit):30:9: asked when 'Head' is signed, but 'Left at' is filled in after that; ask at a later step [leave_at >= enter_at]"
    ),
    BadInput(
      "field that is needed and has to be empty", in: visit,
      "label: 離開時間\n    check:\n    - {rule: leave_at >= enter_at, message: 離開早於進入；請更正。",
      "label: 離開時間\n    needed_by: filler\n    check:\n    - {rule: empty(leave_at), message: 離開早於進入；請更正。, at: head",
      says:
        "\(visit):30:9: 'Left at' has to be empty when 'Head' is signed, but is needed by then; remove one of the two "
        + "[empty(leave_at)]"),
    BadInput(
      "role that is to sign and may not", in: chains, "role: manager", "role: staff",
      says:
        "\(visit):8:1: 'Head' is signed by the role 'staff', which has no right to sign on this form; give it in "
        + "Roles/rights.yaml, or name another role"),
    BadInput(
      "status that no record has", in: visit, "check: length(purpose) >= 2",
      "check: count('repair', .status = 'aproved') = 0",
      says:
        "\(visit):26:38: unknown choice of 'status' 'aproved'; did you mean 'approved'? [count('repair', .status = 'ap…]"
    ),
    BadInput(
      "right that does not exist", in: rights, "may: [create, read]", "may: [create, raed]",
      says: "\(rights):3:54: unknown right 'raed'; did you mean 'read'?"),
    BadInput(
      "rights of a role that does not exist", in: rights, "roles: [staff], forms", "roles: [staf], forms",
      says: "\(rights):4:12: unknown role 'staf'; did you mean 'staff'?"),
    BadInput(
      "rights to a form that does not exist", in: rights, "forms: [repair]", "forms: [repiar]",
      says: "\(rights):4:28: unknown form 'repiar'; did you mean 'repair'?"),
    BadInput(
      "rights to a procedure that does not exist", in: rights, "procedures: [\"01\"]", "procedures: [\"02\"]",
      says: "\(rights):3:33: unknown procedure '02'; did you mean '01'?"),
    BadInput(
      "rights to a kind that does not exist", in: rights, "kinds: [administration]", "kinds: [administratoin]",
      says: "\(rights):5:26: unknown kind of form 'administratoin'; did you mean 'administration'?"),
    BadInput(
      "rights to nothing", in: rights, "forms: [repair], ", "",
      says: "\(rights):4:3: a rule has exactly one of 'forms', 'kinds', 'procedures' and 'all'"),
    BadInput(
      "clearance that does not exist", in: rights, "public: [any]", "publik: [any]",
      says: "\(rights): no role may read records classed 'public'; name some under 'clearance'",
      "\(rights):6:13: unknown classification 'publik'; did you mean 'public'?"),
    BadInput(
      "clearance for a role that does not exist", in: rights, "confidential: [manager]", "confidential: [manager, cos]",
      says: "\(rights):6:99: unknown role 'cos'."),
    BadInput(
      "readers of the journal that do not exist", in: rights, "clearance:", "journal: [manger]\nclearance:",
      says: "\(rights):6:11: unknown role 'manger'; did you mean 'manager'?"),
  ]
}
