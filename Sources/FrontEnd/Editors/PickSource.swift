import Domain
import Desk

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
