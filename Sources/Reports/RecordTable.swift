import Domain

/// Records of a form as comma-separated values (RFC 4180): a record a line, a field a column. Tables are left out.
public struct RecordTable {
  private let form: Form
  private let isShared: Bool
  private let language: Language
  private var fields: [Field] { form.fields.filter { !$0.isTable } }

  public init(_ form: Form, isShared: Bool, language: Language) {
    self.form = form
    self.isShared = isShared
    self.language = language
  }

  public var heading: String {
    let common = [
      Phrase(zh: "紀錄編號", en: "Record"), Phrase(zh: "版次", en: "Version"), Phrase(zh: "狀態", en: "Status"),
      Phrase(zh: "存檔時間", en: "Saved at"), Phrase(zh: "存檔人", en: "Saved by"), Phrase(zh: "封緘", en: "Seal"),
    ]
    return line((common + fields.map(\.label)).map { $0[language] })
  }

  /// `saved` is the form as the version was saved under it: its values say what they said then.
  public func line(of version: Version, _ saved: Form? = nil) -> String {
    let common = [
      version.record, String(version.number), version.status.label(of: form, isShared: isShared)[language],
      form.clock.placed(version.savedAt).text,
      version.savedBy.text(language), version.seal,
    ]
    return line(
      common
        + fields.map { today in
          let then = saved?.field(today.id)
          let field = then?.kind == today.kind ? then ?? today : today
          return version.content[field.id].map { field.type.shown($0, field, language) }.joined(separator: ", ")
        })
  }

  private func line(_ cells: [String]) -> String { cells.map(Self.quoted).joined(separator: ",") }

  /// A text that a spreadsheet would take for a formula is kept a text by an apostrophe (OWASP, CSV injection).
  private static func quoted(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } == true && Double(text) == nil
    let safe = isFormula ? "'" + text : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
