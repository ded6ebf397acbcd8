import Domain
import Terminal

/// What is shown after a value: its unit, the day of the week, how a typed date is understood.
enum FieldNote {
  static func stored(_ text: String?, _ setting: EditorSetting) -> String {
    if let unit = setting.field.unit { return setting.workspace.text(unit) }
    guard let text else { return "" }
    return weekday(text, setting) ?? ""
  }

  static func typed(_ text: String, _ setting: EditorSetting) -> String {
    let field = setting.field
    if let unit = field.unit, field.kind.family != .occasion {
      return setting.workspace.text(unit)
    }
    switch field.type.read(text, field, setting.reading) {
    case .failure(let problem) where !problem.readings.isEmpty:
      let shown = problem.readings.map { field.type.shown($0, field, setting.language) }
      return "? " + shown.joined(separator: " / ")
    case .failure: return ""
    case .success(let stored):
      guard field.kind.family == .occasion else {
        // Blanks at the ends and full-width letters of a code are not saved as they are typed.
        return field.type.note(text, as: stored, field).map { setting.workspace.text($0) } ?? ""
      }
      let day = weekday(stored, setting)
      let shown = field.type.shown(stored, field, setting.language)
      // A date that is shown as it is stored needs only its weekday.
      let meaning = shown == text ? "" : "= \(shown)"
      return [meaning, day ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// `(日)` or `(Sun)`; nil for anything but a day or a moment.
  static func weekday(_ stored: String, _ setting: EditorSetting) -> String? {
    (Day(stored) ?? setting.workspace.clock.moment(stored)?.day).map { "(\($0.weekdayName[setting.language]))" }
  }
}
