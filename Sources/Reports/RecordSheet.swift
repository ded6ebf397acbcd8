import Domain

/// A version of a record as a page of plain text for paper: heading, every field that is asked, signatures, seal.
public struct RecordSheet {
  private let entry: Entry
  private let version: Version
  private let steps: [Chain.Step]
  private let status: Phrase
  private let settings: SettingText?
  private let organisation: String
  private let printed: (by: PersonName, at: Moment)
  private let signOff: SignOffState?
  /// What the records are called that it refers to, by number.
  private let references: [String: Phrase]
  /// Said below the record about values that are not as they were saved.
  private let notes: [Phrase]
  private let language: Language

  /// `entry` holds the form and the records that conditions ask for; `steps` are those that its records are
  /// signed in; `signOff` is its state in the chain, in a shared store; `settings` fills in what the texts of procedures name in braces.
  public init(
    _ version: Version, entry: Entry, status: Phrase, steps: [Chain.Step],
    signOff: SignOffState? = nil, settings: SettingText?, organisation: String,
    printed: (by: PersonName, at: Moment), references: [String: Phrase] = [:], notes: [Phrase] = [],
    language: Language
  ) {
    self.version = version
    self.entry = entry
    self.steps = steps
    self.signOff = signOff
    self.status = status
    self.settings = settings
    self.organisation = organisation
    self.printed = printed
    self.references = references
    self.notes = notes
    self.language = language
  }

  private var form: Form { entry.form }
  private var colon: String { Phrase(zh: "：", en: ": ")[language] }

  public var lines: [String] {
    let rule = String(repeating: "=", count: 76)
    return heading + [rule] + form.sections.flatMap(section) + unknown + signatures + [rule] + footer
  }

  private var heading: [String] {
    let field = form.field("classification")
    let classification = version.content["classification"].map { shown($0, field) }.joined(separator: ", ")
    let names = [form.document, version.form.text].filter { !$0.isEmpty }.joined(separator: ", ")
    return [
      [organisation, classification].filter { !$0.isEmpty }.joined(separator: "    "),
      "\(form.title[language]) (\(names))",
      Phrase(
        zh: "\(version.record)    第 \(version.number) 版    \(status.zh)",
        en: "\(version.record)    version \(version.number)    \(status.en)")[language],
    ]
  }

  private func section(_ section: Section) -> [String] {
    let isAsked = entry.isVisible(section, in: version.content)
    let fields = section.fields.filter { field in
      !version.content[field.id].isEmpty || !version.content[rows: field.id].isEmpty
        || isAsked && entry.isVisible(field, in: version.content)
    }
    guard !fields.isEmpty else { return [] }
    return ["", "[\(section.title[language])]"] + fields.flatMap(self.field)
  }

  private func field(_ field: Field) -> [String] {
    guard field.isTable else { return value(version.content[field.id], field, indent: "") }
    let rows = version.content[rows: field.id]
    guard !rows.isEmpty else { return [field.label[language] + colon + Self.nothing] }
    return [field.label[language] + colon]
      + rows.enumerated().flatMap { index, row in
        let columns = field.columns.filter { !row[$0.id].isEmpty }
        let cells = columns.flatMap { value(row[$0.id], $0, indent: "     ") }
        let number = "  \(index + 1)."
        return cells.enumerated().map { place, line in
          place == 0 ? number + String(line.dropFirst(min(number.count, 4))) : line
        }
      }
  }

  private static let nothing = "-"

  /// Label and value on a line; a value of several lines below its label.
  private func value(_ values: [String], _ field: Field, indent: String) -> [String] {
    let label = indent + field.label[language] + colon
    let text = values.isEmpty ? Self.nothing : values.map { shown($0, field) }.joined(separator: ", ")
    let lines = (settings?.filled(text) ?? text).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return [label + lines.joined()] }
    return [label] + lines.map { $0.isEmpty ? "" : indent + "  " + $0 }
  }

  private func shown(_ value: String, _ field: Field?) -> String {
    guard let field else { return value }
    if field.isReference, let name = references[value] { return name[language] }
    return field.type.shown(value, field, language)
  }

  /// What the form does not know any more.
  private var unknown: [String] {
    version.content.fields.filter { form.field($0.id) == nil }.map { "\($0.id): \($0.values.joined(separator: ", "))" }
  }

  private var signatures: [String] {
    let rows = version.content[rows: Signature.table]
    guard !rows.isEmpty else { return [] }
    return ["", "[\(Signature.tableLabel[language])]"]
      + (signOff?.lines(form.clock).map { $0[language] }
        ?? rows.map { Signature.text(of: $0, steps: steps, form.clock)[language] })
  }

  private var footer: [String] {
    let saved = "\(version.savedTime(form.clock)[language])  \(version.savedBy.text(language))"
    return notes.map { $0[language] } + [
      Phrase(
        zh: "存檔：\(saved)    日誌第 \(version.sequence) 號（\(version.site)）",
        en: "Saved: \(saved)    journal entry \(version.sequence) (\(version.site))")[language],
      Phrase(zh: "封緘：\(version.seal)", en: "Seal: \(version.seal)")[language],
      Phrase(
        zh: "列印：\(form.clock.placed(printed.at).shown)  \(printed.by.text)",
        en: "Printed: \(form.clock.placed(printed.at).shown)  \(printed.by.text(.en))")[
          language],
    ]
  }
}
