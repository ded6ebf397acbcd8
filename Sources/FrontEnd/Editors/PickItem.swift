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

/// Where the items of a field come from.
enum PickSource {
  /// Records that a list takes at most; the rest is found by number.
  private static let mostRecords = 2_000

  static func items(_ field: Field, _ workspace: Workspace, _ records: any RecordSource) -> [PickItem] {
    switch field.type.id {
    case "choice", "choices": choices(field.choices)
    case "person", "unit": register(field.type.id, workspace, records)
    case "reference", "references": references(field.targets, workspace, records)
    default: []
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
            id: record.number, code: record.number, label: Phrase(verbatim: RecordTitle.text(record, records)),
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
    return "\(mention.number) \(text(record, workspace.records))"
  }

  static func text(_ record: RecordValue, _ records: any RecordSource) -> String {
    guard let form = records.form(record.form) else { return "" }
    let columns = form.list.compactMap { form.field($0) }
    let field = columns.first { $0.type.id == "text" && !record.content[$0.id].isEmpty } ?? columns.first
    guard let field, let text = record.content[field.id].first else { return form.title.zh }
    return field.type.shown(text, field, .zhTW)
  }
}
