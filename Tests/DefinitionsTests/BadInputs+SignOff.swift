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
