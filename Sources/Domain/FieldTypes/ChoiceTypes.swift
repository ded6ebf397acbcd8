/// One of a list.
public struct ChoiceType: FieldType {
  public init() {}

  public var kind: FieldKind { .choice }
  public var name: Phrase { Phrase(zh: "單選", en: "choice") }
  public var format: Phrase {
    Phrase(zh: "清單中的一項；輸入部分文字即可，{pick} 開清單。", en: "One of the list; type part of it, {pick} opens the list.")
  }

  public func valueKind(of field: Field) -> ValueKind { .choice(field.choices) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = PlainText.of(typed).trimmed
    guard let list = field.choices else { return .success(text) }
    let exact = list.items(named: text)
    if exact.count == 1 { return .success(exact[0].id) }
    let words = SearchForm.folded(text).split(whereSeparator: \.isWhitespace)
    let near = list.items.filter { item in
      let all = SearchForm.folded("\(item.id) \(item.label.zh) \(item.label.en)")
      return words.allSatisfy { all.contains($0) }
    }
    if near.count == 1, !words.isEmpty { return .success(near[0].id) }
    if near.isEmpty {
      let several = ChoiceType.several(text, list, field)
      let remedy = setting.remedy(
        keys: Phrase(zh: "請按 {pick} 從清單選。", en: "press {pick} to pick from it."),
        command: several ?? ChoiceType.items(list.items))
      return .failure(
        ReadingProblem(
          Phrase(zh: "清單中沒有「\(text.excerpt)」；", en: "'\(text.excerpt)' is not in the list; ") + remedy))
    }
    let remedy = setting.remedy(
      keys: Phrase(zh: "請多輸入幾個字，或按 {pick} 從清單選。", en: "type more, or press {pick} to pick from the list."),
      command: ChoiceType.items(near))
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "「\(text.excerpt)」符合 \(near.count) 項；", en: "'\(text.excerpt)' fits \(near.count) items; ") + remedy))
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? {
    guard let list = field.choices, let item = list[stored], list.items(named: PlainText.of(typed).trimmed).count != 1
    else { return nil }
    return Phrase(zh: "讀作「\(item.label.zh)」。", en: "Read as '\(item.label.en)'.")
  }

  /// What may be written: the first items of a list, by their ids.
  private static func items(_ items: [ChoiceList.Item]) -> Phrase {
    let first = items.prefix(12)
    func list(_ language: Language) -> String {
      first.map { $0.label[language] == $0.id ? $0.id : "\($0.id) \($0.label[language])" }
        .joined(separator: language == .zhTW ? "、" : ", ")
    }
    let isCut = items.count > first.count
    return Phrase(zh: "可以寫：\(list(.zhTW))", en: "write one of: \(list(.en))")
      + (isCut ? Phrase(zh: "…等 \(items.count) 項。", en: ", … (\(items.count) in all).") : Phrase(zh: "。", en: "."))
  }

  /// How several items are given, where the text is several in one.
  private static func several(_ text: String, _ list: ChoiceList, _ field: Field) -> Phrase? {
    let parts = text.split { ",，、;； ".contains($0) }.map(String.init)
    guard field.type.isList, parts.count > 1, parts.allSatisfy({ list.items(named: $0).count == 1 }) else { return nil }
    let options = parts.map { "--set \(field.id)=\($0)" }.joined(separator: " ")
    return Phrase(zh: "多個值要分開給，例如 \(options)。", en: "give several values one by one, such as \(options).")
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    guard let label = field.choices?[stored]?.label[language] else { return stored }
    // Codes such as A.5.1 mean something to people; words such as `malware` only stand for their text.
    return stored.contains(".") ? "\(stored) \(label)" : label
  }
}

/// Several of a list.
public struct ChoicesType: FieldType {
  private let one = ChoiceType()

  public init() {}

  public var kind: FieldKind { .choices }
  public var name: Phrase { Phrase(zh: "複選", en: "choices") }
  public var format: Phrase {
    Phrase(zh: "清單中的一或多項；{pick} 開清單，空白鍵勾選。", en: "One or more of the list; {pick} opens it, the space bar ticks.")
  }

  public func valueKind(of field: Field) -> ValueKind { one.valueKind(of: field) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    one.read(typed, field, setting)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? {
    one.note(typed, as: stored, field)
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    one.shown(stored, field, language)
  }
}
