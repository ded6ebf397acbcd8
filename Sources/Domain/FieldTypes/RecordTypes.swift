/// A person of the register, stored with id and name: `wang.xm 王小明`.
public struct PersonType: FieldType {
  private let names: RegisterNames

  public init(_ names: RegisterNames = RegisterNames()) { self.names = names }

  public var kind: FieldKind { .person }
  public var name: Phrase { Phrase(zh: "人員", en: "person") }
  public var format: Phrase {
    Phrase(zh: "姓名或帳號；輸入部分文字即可，{pick} 開名單。", en: "Name or id; type part of it, {pick} opens the list.")
  }

  public func valueKind(of field: Field) -> ValueKind { .reference(["person"]) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    Register(form: "person", name: Phrase(zh: "人員", en: "person")).read(typed, setting)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? { Register.note(typed, as: stored) }

  public func value(_ stored: String, _ field: Field) -> Value? {
    .text(stored.split(separator: " ").first.map(String.init) ?? stored)
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    names.shown(stored, of: id, language)
  }
}

/// A unit of the organisation, stored with id and name.
public struct UnitType: FieldType {
  private let names: RegisterNames

  public init(_ names: RegisterNames = RegisterNames()) { self.names = names }

  public var kind: FieldKind { .unit }
  public var name: Phrase { Phrase(zh: "單位", en: "unit") }
  public var format: Phrase {
    Phrase(zh: "單位名稱或代號；輸入部分文字即可，{pick} 開清單。", en: "Name or id of a unit; type part of it, {pick} opens the list.")
  }

  public func valueKind(of field: Field) -> ValueKind { .reference(["unit"]) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    Register(form: "unit", name: Phrase(zh: "單位", en: "unit")).read(typed, setting)
  }

  public func note(_ typed: String, as stored: String, _ field: Field) -> Phrase? { Register.note(typed, as: stored) }

  public func value(_ stored: String, _ field: Field) -> Value? {
    .text(stored.split(separator: " ").first.map(String.init) ?? stored)
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    names.shown(stored, of: id, language)
  }
}

/// People or units, each a record whose number is its id.
private struct Register {
  let form: String
  let name: Phrase

  func read(_ typed: String, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = PlainText.of(typed).trimmed
    if let id = text.split(separator: " ").first.map(String.init), let found = setting.records.named(id),
      found.form == form
    {
      return .success(stored(found))
    }
    let wanted = SearchForm.folded(text)
    let all = setting.records.names(of: form, limit: nil)
    let names = { (record: RecordValue) in (record.content["name"] + record.content["name_en"]).map(SearchForm.folded) }
    let exact = all.filter { SearchForm.folded($0.number) == wanted || names($0).contains(wanted) }
    if exact.count == 1 { return .success(stored(exact[0])) }
    let near = all.filter { record in
      SearchForm.folded(record.number).contains(wanted) || names(record).contains { $0.contains(wanted) }
    }
    if near.count == 1, !wanted.isEmpty { return .success(stored(near[0])) }
    if near.isEmpty {
      let remedy = setting.remedy(
        keys: Phrase(zh: "請按 {pick} 從名單選，或先登錄。", en: "press {pick} to pick one, or register it first."),
        command: Phrase(
          zh: "名單見 ismsbook list \(form)，沒有時請先登錄（ismsbook new \(form)）。",
          en: "ismsbook list \(form) shows them, ismsbook new \(form) registers one."))
      return .failure(
        ReadingProblem(
          Phrase(zh: "\(name.zh)名冊中沒有「\(text.excerpt)」；", en: "No \(name.en) '\(text.excerpt)' is registered; ")
            + remedy))
    }
    // Of several with the very same name only their ids tell which is meant.
    let among = exact.isEmpty ? near : exact
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "「\(text.excerpt)」符合 \(among.count) 筆：\(ids(of: among, "、"))；",
          en: "'\(text.excerpt)' fits \(among.count) entries: \(ids(of: among, ", ")); ")
          + setting.remedy(
            keys: Phrase(zh: "請輸入代碼，或按 {pick} 從名單選。", en: "type the id, or press {pick} to pick one."),
            command: Phrase(zh: "請寫代碼。", en: "give the id."))))
  }

  private func ids(of records: [RecordValue], _ separator: String) -> String {
    let first = records.prefix(6).map { "\($0.number) \($0.content["name"].first ?? "")".trimmed }
    return (first + (records.count > first.count ? ["…"] : [])).joined(separator: separator)
  }

  private func stored(_ record: RecordValue) -> String {
    PersonName(id: record.number, name: record.content["name"].first ?? record.number).text
  }

  /// Whom a part of a name or id was taken for.
  static func note(_ typed: String, as stored: String) -> Phrase? {
    let parts = stored.split(separator: " ", maxSplits: 1).map(String.init)
    let text = PlainText.of(typed).trimmed
    return ([stored] + parts).contains { SearchForm.isSame($0, text) } ? nil : .read(stored)
  }
}

/// Another record, stored as its number.
public struct ReferenceType: FieldType {
  public init() {}

  public var kind: FieldKind { .reference }
  public var name: Phrase { Phrase(zh: "關聯紀錄", en: "reference") }
  public var format: Phrase {
    Phrase(
      zh: "另一筆紀錄的編號，例如 INC-115-0007；{pick} 依編號或標題挑選。",
      en: "The number of another record, such as INC-115-0007; {pick} picks by number or title.")
  }

  public func valueKind(of field: Field) -> ValueKind { .reference(field.targets) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    let text = PlainText.of(typed).trimmed
    for number in [typed.trimmed, text, text.uppercased()] {
      let asked = setting.records.named(number).flatMap { field.targets.contains($0.form) ? $0 : nil }
      guard let found = setting.records.record(number) ?? asked else { continue }
      // What stays where it stands, though whoever fills in may not know it, is no answer to what they type.
      guard found.version > 0 || number == typed else { continue }
      guard field.targets.isEmpty || field.targets.contains(found.form) else {
        let wanted = field.targets.compactMap { setting.records.form($0)?.title }
        return .failure(
          ReadingProblem(
            Phrase(
              zh: "\(number) 不是這裡要的紀錄；請選：\(wanted.map(\.zh).joined(separator: "、"))。",
              en:
                "\(number) is not the kind of record wanted here; pick one of: \(wanted.map(\.en).joined(separator: ", "))."
            )))
      }
      return .success(number)
    }
    let forms = field.targets.isEmpty ? "FORM" : field.targets.joined(separator: " / ")
    return .failure(
      ReadingProblem(
        Phrase(zh: "沒有編號「\(text.excerpt)」的紀錄；", en: "There is no record '\(text.excerpt)'; ")
          + setting.remedy(
            keys: Phrase(zh: "請按 {pick} 挑選。", en: "press {pick} to pick one."),
            command: Phrase(zh: "編號見 ismsbook list \(forms)。", en: "ismsbook list \(forms) shows the numbers."))))
  }
}

/// Several other records.
public struct ReferencesType: FieldType {
  private let one = ReferenceType()

  public init() {}

  public var kind: FieldKind { .references }
  public var name: Phrase { Phrase(zh: "關聯紀錄（多筆）", en: "references") }
  public var format: Phrase {
    Phrase(zh: "其他紀錄的編號，以空白分隔；{pick} 挑選。", en: "Numbers of other records, with blanks between them; {pick} picks.")
  }

  public func valueKind(of field: Field) -> ValueKind { one.valueKind(of: field) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    one.read(typed, field, setting)
  }
}

/// Attached files, named by their hash.
public struct FileType: FieldType {
  public init() {}

  public var kind: FieldKind { .file }
  public var name: Phrase { Phrase(zh: "附件", en: "attached files") }
  public var format: Phrase {
    Phrase(
      zh: "檔案路徑，Tab 補全；檔案會複製到紀錄庫，以內容雜湊命名。",
      en: "The path of a file, Tab completes it; the file is copied into the store under the hash of its content.")
  }

  public func valueKind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    guard let reference = EvidenceReference(typed) else {
      return .failure(
        ReadingProblem(
          Phrase(zh: "「\(typed.excerpt)」還沒有附加；", en: "'\(typed.excerpt)' is not attached yet; ")
            + setting.remedy(
              keys: Phrase(zh: "請按 {pick} 選檔案。", en: "press {pick} to choose the file."),
              command: Phrase(
                zh: "請用 --attach \(field.id)=檔案路徑。", en: "give it with --attach \(field.id)=PATH."))))
    }
    return .success(reference.text)
  }

  public func shown(_ stored: String, _ field: Field, _ language: Language) -> String {
    guard let reference = EvidenceReference(stored) else { return stored }
    return "\(reference.name) (\(reference.size) B, \(reference.hash.prefix(8)))"
  }
}

/// A table; its values stand in rows, not in the field.
public struct RowsType: FieldType {
  public init() {}

  public var kind: FieldKind { .rows }
  public var name: Phrase { Phrase(zh: "明細", en: "table") }
  public var format: Phrase { Phrase(zh: "一列一筆；Enter 編輯。", en: "One row each; Enter edits.") }

  public func valueKind(of field: Field) -> ValueKind { .rows(field.id) }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    .failure(ReadingProblem(Phrase(zh: "明細要逐列填寫。", en: "A table is filled in row by row.")))
  }
}
