import Domain

extension FieldPage {
  func setting(_ line: Line, _ workspace: Workspace) -> EditorSetting {
    let records = workspace.records
    let form = filling.form.id
    let slot = line.slot
    let view = view
    return EditorSetting(
      field: line.field, slot: slot, workspace: workspace, reading: filling.entry.reading,
      recent: { FieldPage.recent(slot, workspace.shown(records.records(of: form, where: [:], limit: 20))) },
      name: { number in
        if let known = view.titles[number] { return known }
        let name = RecordTitle.name(workspace.mention(number, askedFor: line.field.targets), workspace)
        view.titles[number] = name
        return name
      },
      width: view.valueWidth)
  }

  private static func recent(_ slot: Slot, _ records: [RecordValue]) -> [String] {
    var seen: Set<String> = []
    let texts = records.flatMap { record in
      slot.table.map { record.content[rows: $0].flatMap { $0[slot.field] } } ?? record.content[slot.field]
    }
    return Array(texts.filter { seen.insert($0).inserted }.prefix(TypeAhead.mostRows))
  }

  func setting(_ slot: Slot, _ workspace: Workspace) -> EditorSetting? {
    lines.first { $0.slot == slot }.map { setting($0, workspace) }
  }
}
