import Domain

/// Fills `{setting.field}` in a procedure's text from the organisation's settings.
enum SettingText {
  static func filled(_ text: String, _ language: Language, _ workspace: Workspace) -> String {
    guard text.contains("{setting."), let form = workspace.catalogue.form("settings") else { return text }
    let saved = workspace.records.records(of: "settings", where: [:], limit: 1).first
    let content = workspace.entry(form).withDefaults(saved?.content ?? Content())
    var result = ""
    var rest = text[...]
    while let open = rest.range(of: "{setting."), let close = rest[open.upperBound...].firstIndex(of: "}") {
      result += rest[..<open.lowerBound]
      let id = String(rest[open.upperBound..<close])
      if let field = form.field(id), let value = content[id].first {
        result += field.type.shown(value, field, language)
      } else if id.hasPrefix("organisation") {
        result += content["organisation"].first ?? workspace.store?.description.organisation ?? ""
      } else {
        result += "(\(id)?)"
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
