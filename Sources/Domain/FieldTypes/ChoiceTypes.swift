/// One of a list.
public struct ChoiceType: FieldType {
  public init() {}

  public var id: String { "choice" }
  public var name: Phrase { Phrase(zh: "單選", en: "choice") }
  public var format: Phrase {
    Phrase(zh: "清單中的一項；輸入部分文字即可，F4 開清單。", en: "One of the list; type part of it, F4 opens the list.")
  }

  public func kind(of field: Field) -> ValueKind { .choice(field.choices) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = typed.trimmed
    guard let list = field.choices else { return .success(text) }
    let exact = list.items(named: text)
    if exact.count == 1 { return .success(exact[0].id) }
    let words = text.lowercased().split(separator: " ")
    let near = list.items.filter { item in
      let all = "\(item.id) \(item.label.zh) \(item.label.en)".lowercased()
      return words.allSatisfy { all.contains($0) }
    }
    if near.count == 1, !words.isEmpty { return .success(near[0].id) }
    if near.isEmpty {
      return .failure(
        ReadingProblem(
          Phrase(
            zh: "清單中沒有「\(text.excerpt)」；請按 F4 從清單選。",
            en: "'\(text.excerpt)' is not in the list; press F4 to pick from it.")))
    }
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "「\(text.excerpt)」符合 \(near.count) 項；請多輸入幾個字，或按 F4 從清單選。",
          en: "'\(text.excerpt)' fits \(near.count) items; type more, or press F4 to pick from the list.")))
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

  public var id: String { "choices" }
  public var isList: Bool { true }
  public var name: Phrase { Phrase(zh: "複選", en: "choices") }
  public var format: Phrase {
    Phrase(zh: "清單中的一或多項；F4 開清單，空白鍵勾選。", en: "One or more of the list; F4 opens it, the space bar ticks.")
  }

  public func kind(of field: Field) -> ValueKind { one.kind(of: field) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    one.read(typed, field, setting)
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    one.shown(stored, field, language)
  }
}
