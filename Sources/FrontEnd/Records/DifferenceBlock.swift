import Domain

/// One difference between two contents in the words of the form.
struct DifferenceBlock: Hashable {
  var mark: Difference.Mark
  /// The field it is about; nil for the status.
  var field: String?
  /// The field's label, and the row and column where it is a table.
  var heading: String
  /// Lines of the older and of the newer text.
  var old: [String]
  var new: [String]

  /// All differences of two contents, in the order of the form.
  /// `before` is the form of the old one, where that is another.
  static func between(
    _ old: Content, _ new: Content, form: Form?, before: Form? = nil, steps: [Chain.Step] = [], _ clock: StoreClock,
    _ language: Language
  ) -> [DifferenceBlock] {
    Difference.shown(old, new, form: form, steps: steps, clock, language)
      .map { DifferenceBlock($0, old, new, form, before ?? form, language) }
  }

  /// The differences of two versions, status and form included.
  static func between(
    _ older: Version, _ newer: Version, form: Form?, before: Form? = nil, steps: [Chain.Step] = [], _ clock: StoreClock,
    _ language: Language
  ) -> [DifferenceBlock] {
    var result: [DifferenceBlock] = []
    if older.status != newer.status {
      result.append(
        DifferenceBlock(
          Phrase(zh: "狀態", en: "Status")[language], older.status.label[language], newer.status.label[language]))
    }
    if older.form.text != newer.form.text {
      result.append(
        DifferenceBlock(Phrase(zh: "表單版本", en: "Form version")[language], older.form.text, newer.form.text))
    }
    return result + between(older.content, newer.content, form: form, before: before, steps: steps, clock, language)
  }

  private init(_ heading: String, _ old: String, _ new: String) {
    mark = .changed
    self.heading = heading
    self.old = [old]
    self.new = [new]
  }

  private init(
    _ difference: Difference, _ old: Content, _ new: Content, _ form: Form?, _ before: Form?, _ language: Language
  ) {
    mark = difference.mark
    field = difference.field
    heading = form?.label(of: difference.field, language) ?? difference.field
    let table = form?.field(difference.field)
    let tableBefore = before?.field(difference.field)
    guard let row = difference.row else {
      self.old = Self.lines(difference.old, tableBefore, language)
      self.new = Self.lines(difference.new, table, language)
      return
    }
    heading += Phrase(zh: " 第 \(row + 1) 列", en: ", row \(row + 1)")[language]
    if let column = difference.column {
      let field = table?.column(column)
      heading += " / " + (field?.label[language] ?? column)
      self.old = Self.lines(difference.old, tableBefore?.column(column), language)
      self.new = Self.lines(difference.new, field, language)
    } else {
      let rows = difference.mark == .removed ? old[rows: difference.field] : new[rows: difference.field]
      let lines =
        rows.indices.contains(row)
        ? rows[row].lines(difference.mark == .removed ? tableBefore : table, language) : difference.old + difference.new
      self.old = difference.mark == .removed ? lines : []
      self.new = difference.mark == .removed ? [] : lines
    }
  }

  /// Values as lines: each line of a text, each value of a field with several.
  static func lines(_ values: [String], _ field: Field?, _ language: Language) -> [String] {
    ShownField(field: field, language: language).texts(values).flatMap { text in
      text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }
  }
}

extension Row {
  /// Each cell as `label: text`, in the order of the table.
  func lines(_ table: Field?, _ language: Language) -> [String] {
    let known = table?.columns ?? []
    let labelled = known.filter { !self[$0.id].isEmpty }.map { column in
      "\(column.label[language]): \(ShownField(field: column, language: language).line(self[column.id]))"
    }
    let others = cells.filter { cell in !known.contains { $0.id == cell.id } && !cell.values.isEmpty }
    return labelled + others.map { "\($0.id): \(ShownField.inOneLine($0.values.joined(separator: ", ")))" }
  }
}
