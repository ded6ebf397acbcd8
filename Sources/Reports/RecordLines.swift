import Domain

/// A version of a record as lines to be read on a terminal: heading, what is still needed, fields, tables, signatures.
public struct RecordLines {
  private let version: Version
  private let form: Form?
  private let status: Phrase
  private let clock: StoreClock
  private let language: Language
  /// What the version's own definition calls the steps that signed.
  public var steps: [Chain.Step] = []
  /// The record that this one continues.
  public var earlier: Version?
  /// Its state in the chain; nil without sign-off.
  public var signOff: SignOffState?
  /// What steps of its sign-off will still ask for.
  public var needed: [Finding] = []
  /// What the records are called that it refers to, by number.
  public var references: [String: Phrase] = [:]

  public init(_ version: Version, _ form: Form?, status: Phrase, _ clock: StoreClock, _ language: Language) {
    self.version = version
    self.form = form
    self.status = status
    self.clock = clock
    self.language = language
  }

  public var lines: [String] {
    var result = heading
    result += needed.map { Phrase(zh: "還缺", en: "Still needed")[language] + ": " + $0.inItsRow(form)[language] }
    if let earlier { result.append(Phrase(zh: "接續", en: "Goes on from")[language] + ": \(earlier.record)") }
    return result + (form?.fields ?? []).flatMap(field) + unknown
  }

  private var heading: [String] {
    let title = form?.title[language] ?? version.form.id
    let reason = version.reason.map { "  (\($0))" } ?? ""
    return [
      "\(title)  \(version.record)  v\(version.number)  \(status[language])",
      "\(version.action.label[language])  \(version.savedTime(clock)[language])  \(version.savedBy.text(language))\(reason)",
      "#\(version.sequence)  \(version.seal)",
    ]
  }

  private func field(_ field: Field) -> [String] {
    if field.isTable {
      let marks = earlier.flatMap { form?.marks(of: field.id, in: version.content, since: $0.content) }
      return table(version.content[rows: field.id], field, marks)
    }
    let values = version.content[field.id]
    return values.isEmpty ? [] : ["\(field.label[language]): \(shown(values, field))"]
  }

  /// What the form does not know, or no longer.
  private var unknown: [String] {
    let fields = version.content.fields.filter { form?.field($0.id) == nil }
    let tables = version.content.tables.filter { form?.field($0.id) == nil }
    return fields.map { "\($0.id): \($0.values.joined(separator: ", "))" } + tables.flatMap(table)
  }

  private func table(_ table: Content.Table) -> [String] {
    guard table.id == Signature.table else {
      return table.rows.map { row in
        "\(table.id): " + row.cells.map { "\($0.id)=\($0.values.joined(separator: ","))" }.joined(separator: "; ")
      }
    }
    let signatures = signOff?.lines(clock) ?? table.rows.map { Signature.text(of: $0, steps: steps, clock) }
    return ["\(Signature.tableLabel[language]):"] + signatures.map { "  " + $0[language] }
  }

  private func table(_ rows: [Row], _ field: Field, _ marks: RowMarks?) -> [String] {
    guard !rows.isEmpty || marks?.removed.isEmpty == false else { return [] }
    func cells(_ row: Row) -> String {
      field.columns.filter { !row[$0.id].isEmpty }.map { "\($0.label[language])=\(shown(row[$0.id], $0))" }
        .joined(separator: "; ")
    }
    let colon = Phrase(zh: "：", en: ": ")[language]
    var result = ["\(field.label[language])\(marks.map { " (\($0.summary[language]))" } ?? ""):"]
    for (index, row) in rows.enumerated() {
      let marked = marks?.rows[index]
      result.append("  \(marked.map { "\($0.mark.sign) " } ?? "")\(index + 1). " + cells(row))
      for change in marked?.changes ?? [] {
        guard let column = field.column(change.column) else { continue }
        result.append(
          "       \(column.label[language])\(colon)\(shown(change.old, column)) -> \(shown(change.new, column))")
      }
    }
    return result + (marks?.removed ?? []).map { "  \(RowMarks.Mark.removed.sign) " + cells($0) }
  }

  private func shown(_ values: [String], _ field: Field) -> String {
    values.map { value in
      if field.isReference, let name = references[value] { return name[language] }
      return field.type.shown(value, field, language)
    }.joined(separator: ", ")
  }
}
