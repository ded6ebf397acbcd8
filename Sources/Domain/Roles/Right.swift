/// What somebody may do with the records of a form.
public enum Right: String, CaseIterable, Hashable, Sendable {
  case create, read, amend, sign, void, export
  /// Write what grants power; a second person agrees to it.
  case grant

  public var label: Phrase {
    switch self {
    case .create: Phrase(zh: "新增", en: "create")
    case .read: Phrase(zh: "閱讀", en: "read")
    case .amend: Phrase(zh: "修正", en: "amend")
    case .sign: Phrase(zh: "簽核", en: "sign")
    case .void: Phrase(zh: "作廢", en: "void")
    case .export: Phrase(zh: "匯出", en: "export")
    case .grant: Phrase(zh: "授權", en: "grant power in")
    }
  }

  /// One letter for tables.
  public var letter: Phrase {
    switch self {
    case .create: Phrase(zh: "增", en: "C")
    case .read: Phrase(zh: "讀", en: "R")
    case .amend: Phrase(zh: "修", en: "A")
    case .sign: Phrase(zh: "簽", en: "S")
    case .void: Phrase(zh: "廢", en: "V")
    case .export: Phrase(zh: "匯", en: "E")
    case .grant: Phrase(zh: "權", en: "G")
    }
  }
}
