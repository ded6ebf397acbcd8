/// Fills `{setting.field}` in a procedure's text from the organisation's settings.
public struct SettingText {
  private let form: Form
  private let content: Content
  private let language: Language
  private let organisation: String

  /// `entry` is one of the form of the settings; `saved` what the organisation has kept, of which the defaults make up
  /// the rest. `organisation` is its name where the settings have none.
  public init(_ entry: Entry, saved: Content?, organisation: String, language: Language) {
    form = entry.form
    content = entry.withDefaults(saved ?? Content())
    self.language = language
    self.organisation = organisation
  }

  public func filled(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{setting."), let close = rest[open.upperBound...].firstIndex(of: "}") {
      result += rest[..<open.lowerBound]
      let id = String(rest[open.upperBound..<close])
      if let field = form.field(id), let value = content[id].first {
        result += field.type.shown(value, field, language)
      } else if id.hasPrefix("organisation") {
        result += content["organisation"].first ?? organisation
      } else {
        result += "(\(id)?)"
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
