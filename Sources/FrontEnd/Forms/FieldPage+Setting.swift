import Domain

extension FieldPage {
  func setting(_ line: Line, _ workspace: Workspace) -> EditorSetting {
    let records = workspace.records
    let form = filling.form.id
    let slot = line.slot
    let names = view.names
    return EditorSetting(
      field: line.field, slot: slot, workspace: workspace, reading: filling.entry.reading,
      recent: { FieldPage.recent(slot, workspace.shown(records.records(of: form, where: [:], limit: 20))) },
      name: { names[$0] ?? Self.name($0, line.field, workspace) },
      width: view.valueWidth)
  }

  /// Looks up once what the records are called that the fields refer to.
  mutating func keepNames(_ workspace: Workspace) {
    for line in lines where line.field.isReference {
      for number in filling[line.slot] where !number.isEmpty && view.names[number] == nil {
        view.names[number] = Self.name(number, line.field, workspace)
      }
    }
  }

  private static func name(_ number: String, _ field: Field, _ workspace: Workspace) -> String {
    RecordTitle.name(workspace.mention(number, askedFor: field.targets), workspace)
  }

  private static func recent(_ slot: FieldSlot, _ records: [RecordValue]) -> [String] {
    var seen: Set<String> = []
    let texts = records.flatMap { record in
      slot.table.map { record.content[rows: $0].flatMap { $0[slot.field] } } ?? record.content[slot.field]
    }
    return Array(texts.filter { seen.insert($0).inserted }.prefix(TypeAhead.mostRows))
  }

  func setting(_ slot: FieldSlot, _ workspace: Workspace) -> EditorSetting? {
    lines.first { $0.slot == slot }.map { setting($0, workspace) }
  }
}
