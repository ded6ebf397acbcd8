/// A record being filled in: what is asked, what is computed, and what is still wrong.
///
/// Pure: the same content, clock and records always give the same answers.
public struct Entry: Sendable {
  public let form: Form
  public var number: String?
  /// The version about to be saved, from 1.
  public var version: Int
  public var now: Moment
  public var me: PersonName
  /// All records, whoever fills in: what rules see.
  public var records: any RecordSource
  /// Records that whoever fills in may be offered: what they type is looked up in these. `nil` for all.
  public var offered: (any RecordSource)?
  /// What keeps from them what rules see of records that they are not cleared for; `nil` if they are cleared for all.
  public var veil: Veil?
  /// The language that template rows are filled in with.
  public var language: Language
  /// What is signed of the record so far, for rules that wait for a signature; nothing where nothing is signed.
  public var signed: SignedSteps?
  /// Whether it is filled in on a screen, where there are keys to press.
  public var hasKeys = true
  /// The content of the version that is changed; nil for a new record.
  public var base: Content?
  private let order: [String]

  public init(
    form: Form, number: String? = nil, version: Int = 1, now: Moment, me: PersonName, records: any RecordSource,
    language: Language = .zhTW
  ) {
    self.form = form
    self.number = number
    self.version = version
    self.now = now
    self.me = me
    self.records = records
    self.language = language
    order = ComputeOrder(form: form).order
  }

  public var reading: ReadingContext { ReadingContext(now: now, records: offered ?? records, hasKeys: hasKeys) }

  /// What is worked out, and not typed, may name any record.
  private var unfiltered: ReadingContext { ReadingContext(now: now, records: records, hasKeys: hasKeys) }

  /// A default is a copy of what it comes from: only of what whoever fills in is cleared for.
  private func evaluator(ofDefaults content: Content) -> Evaluator {
    var entry = self
    if let veil { entry.records = veil.cleared }
    return entry.evaluator(content)
  }

  func evaluator(_ content: Content) -> Evaluator {
    Evaluator(
      context: EvaluationContext(
        form: form, content: content, number: number, version: version, now: now, me: me, records: records,
        signed: signed))
  }

  /// The value of a rule for this content, as texts to store in `field`; empty where it has none.
  public func texts(_ rule: Rule, for field: Field, in content: Content, row: Int? = nil, table: String? = nil)
    -> [String]
  {
    let evaluator = evaluator(content)
    var rows: [Evaluator.RowBinding] = []
    if let table, let row, content[rows: table].indices.contains(row), let field = form.field(table) {
      rows = [.row(content[rows: table][row], row, columns: field.columns)]
    }
    return stored(evaluator.value(of: rule.expression, rows: rows), field)
  }

  /// The rows of a table that a rule names, for a table whose columns have the same ids; nothing for anything else.
  public func rows(_ rule: Rule, for field: Field, in content: Content) -> [Row]? {
    guard case .rows(let rows, _)? = evaluator(content).value(of: rule.expression) else { return nil }
    let columns = Set(field.columns.filter { !$0.isComputed }.map(\.id))
    return rows.map { row in Row(cells: row.cells.filter { columns.contains($0.id) }) }
  }

  /// Whether a rule holds; nothing where an operand is empty.
  public func holds(_ rule: Rule, in content: Content, row: Int? = nil, table: String? = nil) -> Bool? {
    let evaluator = evaluator(content)
    var rows: [Evaluator.RowBinding] = []
    if let table, let row, content[rows: table].indices.contains(row), let field = form.field(table) {
      rows = [.row(content[rows: table][row], row, columns: field.columns)]
    }
    return evaluator.flag(rule.expression, rows)
  }

  /// What a new record starts with: defaults and template rows, with `content` on top of them.
  public func withDefaults(_ content: Content = Content()) -> Content {
    var result = content
    for field in form.fields where !field.isComputed {
      if field.isTable {
        guard result[rows: field.id].isEmpty else { continue }
        result[rows: field.id] = templateRows(field).map { withDefaults($0, of: field, in: result) }
      } else if result[field.id].isEmpty, let rule = field.defaultValue {
        result[field.id] =
          field.defaultText.map { [$0[language]] }
          ?? stored(evaluator(ofDefaults: result).value(of: rule.expression), field)
      }
    }
    return settled(result)
  }

  /// What an amendment starts from. A setting that is not there counts by its default, so it stands there as that: what
  /// a later version of the program brought is not asked of whoever changes another.
  public func startOfAmendment(_ saved: Content) -> Content {
    form.id == Settings.form ? withDefaults(saved) : saved
  }

  /// The content with the defaults of empty fields that it asks for and that were not asked for in `start`.
  public func withDefaults(_ content: Content, askedForSince start: Content) -> Content {
    var result = content
    var offered = Set(visible(in: settled(start)).flatMap(\.fields).map(\.id))
    while true {
      let shown = settled(read(result))
      let fresh = visible(in: shown).flatMap(\.fields).filter { offered.insert($0.id).inserted && !$0.isComputed }
      let empty = fresh.filter { result[$0.id].isEmpty && result[rows: $0.id].isEmpty }
      if empty.isEmpty { return result }
      // One default may show a field that has another.
      let full = withDefaults(shown)
      for field in empty {
        result[field.id] = full[field.id]
        if field.isTable { result[rows: field.id] = full[rows: field.id] }
      }
    }
  }

  /// A new row of a table with its defaults.
  public func newRow(of field: Field, in content: Content) -> Row {
    withDefaults(Row(), of: field, in: content)
  }

  func templateRows(_ field: Field) -> [Row] {
    switch field.template {
    case .rows(let rows, let english)?: language == .en ? english : rows
    case .each(let list, let column, let cells, let english)?:
      list.items.map { item in
        let further = (language == .en ? english : cells)[item.id]
        return Row(cells: [Content.Field(id: column, values: [item.id])] + (further?.cells ?? []))
      }
    case nil: []
    }
  }

  func withDefaults(_ row: Row, of field: Field, in content: Content) -> Row {
    var result = row
    for column in field.columns where !column.isComputed && result[column.id].isEmpty {
      guard let rule = column.defaultValue else { continue }
      if let text = column.defaultText {
        result[column.id] = [text[language]]
        continue
      }
      let binding = Evaluator.RowBinding.row(result, content[rows: field.id].count, columns: field.columns)
      result[column.id] = stored(evaluator(ofDefaults: content).value(of: rule.expression, rows: [binding]), column)
    }
    return result
  }

  private func stored(_ value: Value?, _ field: Field) -> [String] {
    guard var value else { return [] }
    // What people see and type is to the minute.
    if case .moment(let moment) = value { value = .moment(moment.toTheMinute) }
    let texts = field.type.isList ? value.texts : [value.text]
    // A default such as `me` is an id; the field stores what reading that id gives.
    return texts.filter { !$0.isEmpty }.map { text in
      // A line that is made of a paragraph is that paragraph on one line.
      let text = field.type.id == TextType().id ? TextType.line(text) : text
      return switch field.type.read(text, field, unfiltered) {
      case .success(let read): read
      case .failure: text
      }
    }
  }

  // MARK: - Visible and computed

  public func isVisible(_ section: Section, in content: Content) -> Bool {
    guard let when = section.when else { return true }
    return evaluator(content).flag(when.expression, []) == true
  }

  public func isVisible(_ field: Field, in content: Content, row: Int? = nil, table: Field? = nil) -> Bool {
    guard let when = field.when else { return true }
    return holds(when, in: content, row: row, table: table?.id) == true
  }

  /// Sections and fields that are asked for, given what is filled in so far.
  public func visible(in content: Content) -> [(section: Section, fields: [Field])] {
    form.sections.filter { isVisible($0, in: content) }.map { section in
      (section, section.fields.filter { isVisible($0, in: content) })
    }
  }

  /// The content with computed values worked out and without what is not asked for.
  public func settled(_ content: Content) -> Content {
    var result = content
    // A computation may show or hide a field that another computation reads; a few rounds settle it.
    for _ in 0..<4 {
      let before = result
      for path in order { compute(path, &result) }
      for section in form.sections {
        let isShown = isVisible(section, in: result)
        for field in section.fields {
          if !isShown || !isVisible(field, in: result) {
            result[field.id] = []
            result[rows: field.id] = []
          } else if field.columns.contains(where: { $0.when != nil }) {
            hideColumns(of: field, &result)
          }
        }
      }
      if result == before { break }
    }
    return result
  }

  /// Empties the cells of columns that are not asked for in their row.
  private func hideColumns(of field: Field, _ content: inout Content) {
    var rows = content[rows: field.id]
    for index in rows.indices {
      for column in field.columns where !rows[index][column.id].isEmpty {
        if !isVisible(column, in: content, row: index, table: field) { rows[index][column.id] = [] }
      }
    }
    content[rows: field.id] = rows
  }

  private func compute(_ path: String, _ content: inout Content) {
    let parts = path.split(separator: ".").map(String.init)
    guard let field = form.field(parts[0]) else { return }
    guard parts.count == 2 else {
      guard let rule = field.compute else { return }
      let isShown = isVisible(field, in: content)
      if field.isTable {
        content[rows: field.id] = isShown ? rows(rule, for: field, in: content) ?? [] : []
        return
      }
      content[field.id] = isShown ? stored(evaluator(content).value(of: rule.expression), field) : []
      return
    }
    guard let column = field.column(parts[1]), let rule = column.compute else { return }
    var rows = content[rows: field.id]
    let evaluator = evaluator(content)
    for index in rows.indices {
      let binding = Evaluator.RowBinding.row(rows[index], index, columns: field.columns)
      let isShown = column.when.map { evaluator.flag($0.expression, [binding]) == true } ?? true
      rows[index][column.id] = isShown ? stored(evaluator.value(of: rule.expression, rows: [binding]), column) : []
    }
    content[rows: field.id] = rows
  }
}
