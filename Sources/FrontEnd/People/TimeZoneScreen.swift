import Desk
import Domain
import Terminal

/// Asks once for the time zone of a store that was made before stores had one.
public struct TimeZoneScreen: Screen {
  private let proposed: String
  private var zone: LineEditor

  /// `proposed` is the offset of the store's last entry, such as `+08:00`.
  public init(proposed: String) {
    self.proposed = proposed
    zone = LineEditor(proposed)
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "紀錄庫的時區", en: "The store's time zone") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save) { $0.save($1) }, bind(.back) { _, _ in [.pop()] }]
  }

  public var takesText: Bool { true }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if event == .key(.enter) { return save(workspace) }
    _ = zone.handle(event)
    return []
  }

  private func save(_ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form(Settings.form), let field = form.field("time_zone") else { return [] }
    let typed = zone.text.trimmed
    guard !typed.isEmpty else {
      return [.show(.error(Phrase(zh: "請填時區，例如 Asia/Taipei。", en: "Type a time zone, such as Asia/Taipei.")))]
    }
    let last = workspace.desk?.savedSettings
    var content = last?.content ?? Content()
    content[field.id] = [typed]
    guard let last else {
      let entry = Entry(form: form, now: workspace.now, me: workspace.person, records: workspace.records)
      return [.submit(Submission(new: form.id, entry.withDefaults(content)), by: workspace.person)]
    }
    let reason = Phrase(zh: "設定時區", en: "Time zone named")
    return [
      .submit(
        Submission(amending: last.number, base: last.version, to: content, reason: workspace.text(reason)),
        by: workspace.person)
    ]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .saved(let version):
      let name = version.content["time_zone"].first ?? ""
      let text = Phrase(
        zh: "時區是 \(name) 了，寫在 \(version.record)；要改就改設定。",
        en: "The time zone is \(name) now, as \(version.record) says; change it there.")
      return [.pop(), .show(.success(text))]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    var row = 1
    let text = Phrase(
      zh:
        "這個紀錄庫還沒有時區，目前用最後一筆紀錄的時差 \(proposed)。所有時間都以這裡填的時區記錄與顯示；台灣是 Asia/Taipei，也可寫固定時差。填了就不再問；\(key: .back) 先不填，下次再問。",
      en:
        "This store has no time zone yet; the offset of its last entry, \(proposed), is used. All times are kept and shown in the zone that you name: Asia/Taipei for Taiwan, or a fixed offset. Once named, you are not asked again; \(key: .back) leaves it for next time."
    )
    for line in TextWrap.lines(of: workspace.text(text), width: width) {
      canvas.write(line.text, at: Position(column: 2, row: row), style: .plain, width: width)
      row += 1
    }
    row += 1
    canvas.write(
      workspace.text(Phrase(zh: "* 時區", en: "* Time zone")), at: Position(column: 2, row: row), style: .strong,
      width: 12)
    zone.draw(
      into: &canvas, at: Position(column: 14, row: row), width: min(40, width - 14), isFocused: true, style: .plain)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "時區寫名稱（Asia/Taipei）或時差（+08:00）。Enter 或 \(key: .save) 存進設定；已存的時刻不變，只是換個時區顯示。",
        en:
          "A zone is a name (Asia/Taipei) or an offset (+08:00). Enter or \(key: .save) saves it in the settings; the instants that are kept stay as they are, and are shown in the new zone."
      )
    ]
  }
}
