import Domain
import Desk

/// Something that can be picked from a list.
public struct PickItem: Hashable, Sendable {
  /// What is stored.
  public let id: String
  /// Shown before the label; empty where the id says nothing to people.
  public let code: String
  public let label: Phrase
  /// The title of the group it stands in.
  public let group: Phrase?
  /// What is searched: id and both labels, in small letters.
  let words: String

  public init(id: String, code: String = "", label: Phrase, group: Phrase? = nil) {
    self.id = id
    self.code = code
    self.label = label
    self.group = group
    words = SearchForm.folded("\(id) \(code) \(label.zh) \(label.en)")
  }

  /// Whether every word stands somewhere in it.
  func matches(_ wanted: [Substring]) -> Bool { wanted.allSatisfy { words.contains($0) } }

  func text(_ language: Language) -> String { code.isEmpty ? label[language] : "\(code)  \(label[language])" }

  static func words(_ typed: String) -> [Substring] { SearchForm.folded(typed).split(whereSeparator: \.isWhitespace) }
}

extension PickItem {
  func isNamed(_ word: some StringProtocol) -> Bool {
    [id, code, label.zh, label.en].contains { SearchForm.folded($0) == word }
  }

  func begins(with word: some StringProtocol) -> Bool {
    [code, label.zh, label.en].contains { SearchForm.folded($0).hasPrefix(word) }
  }
}

/// Which entry of a list a typed text means.
enum Completion: Equatable {
  case one(PickItem)
  /// So many begin with it, and none of them is called so.
  case several(Int)
  case unknown

  /// `found` are the entries that have every word of the text in them.
  init(_ typed: String, among found: [PickItem]) {
    let text = PickItem.words(typed).joined(separator: " ")
    guard !text.isEmpty else {
      self = .unknown
      return
    }
    let named = found.filter { $0.isNamed(text) }
    let starting = named.isEmpty ? found.filter { $0.begins(with: text) } : named
    let meant = starting.isEmpty && found.count == 1 ? found : starting
    self = meant.count == 1 ? .one(meant[0]) : starting.isEmpty ? .unknown : .several(starting.count)
  }

  /// Said where Tab takes nothing.
  static func doubt(_ typed: String, _ count: Int, leaves: Bool) -> Phrase {
    Phrase(
      zh: "\(count) 項以「\(typed.trimmed.excerpt)」開頭；請再打幾個字，或用上下鍵選。",
      en: "\(count) begin with '\(typed.trimmed.excerpt)'; type more, or choose with Up and Down.")
      + (leaves ? Phrase(zh: "再按 Tab 就離開。", en: " Tab again leaves.") : Phrase(verbatim: ""))
  }
}

/// Where the items of a field come from.
enum PickSource {
  /// Records that a list takes at most; the rest is found by number.
  static let mostRecords = 2_000

  static func items(_ field: Field, _ workspace: Workspace, _ records: any RecordSource) -> [PickItem] {
    switch field.kind.family {
    case .choice: choices(field.choices)
    case .party: register(field.kind.rawValue, workspace, records)
    case .reference: references(field.targets, workspace, records)
    case .words, .number, .occasion, .yesNo, .file, .table, .timeZone: []
    }
  }

  private static func choices(_ list: ChoiceList?) -> [PickItem] {
    guard let list else { return [] }
    let groups = Dictionary(list.groups.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    return list.items.map { item in
      PickItem(
        id: item.id, code: item.id.contains(".") ? item.id : "", label: item.label,
        group: item.group.flatMap { groups[$0] })
    }
  }

  /// People or units that are still active.
  private static func register(
    _ form: String, _ workspace: Workspace, _ records: any RecordSource
  ) -> [PickItem] {
    workspace.shown(records.names(of: form, limit: nil)).compactMap { record in
      guard record.content["active"] != ["no"] else { return nil }
      let name = record.content["name"].first ?? record.number
      return PickItem(
        id: PersonName(id: record.number, name: name).text, code: record.number,
        label: Phrase(zh: name, en: record.content["name_en"].first ?? name))
    }.sorted { $0.code < $1.code }
  }

  private static func references(
    _ targets: [String], _ workspace: Workspace, _ records: any RecordSource
  ) -> [PickItem] {
    let forms = targets.isEmpty ? workspace.catalogue.heads().map(\.id) : targets
    var result: [PickItem] = []
    for form in forms where result.count < mostRecords {
      let title = targets.count == 1 ? nil : workspace.formTitle(form)
      let limit = mostRecords - result.count
      // A field that asks for a form may name its records; one that asks for none may not be a way to all of them.
      let found =
        targets.isEmpty ? records.records(of: form, where: [:], limit: limit) : records.names(of: form, limit: limit)
      for record in workspace.shown(found) {
        result.append(
          PickItem(
            id: record.number, code: record.number, label: RecordTitle.text(record, records),
            group: title))
      }
    }
    return result
  }
}

/// What a record is called beside its number: the first text of its list.
enum RecordTitle {
  /// Number and title, or a mark where not even the number may be shown.
  static func name(_ mention: Mention, _ workspace: Workspace) -> String {
    guard !mention.isWithheld else { return workspace.text(Withheld.mark) }
    guard !mention.content.isEmpty else { return mention.number }
    let record = RecordValue(number: mention.number, form: mention.form, version: 0, content: mention.content)
    return "\(mention.number) \(workspace.text(text(record, workspace.records)))"
  }

  static func text(_ record: RecordValue, _ records: any RecordSource) -> Phrase {
    guard let form = records.form(record.form) else { return Phrase(verbatim: "") }
    let columns = form.list.compactMap { form.field($0) }
    let field = columns.first { $0.kind == .text && !record.content[$0.id].isEmpty } ?? columns.first
    guard let field, let text = record.content[field.id].first else { return form.title }
    return Phrase(zh: field.type.shown(text, field, .zhTW), en: field.type.shown(text, field, .en))
  }
}
