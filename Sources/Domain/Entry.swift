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
  /// What is signed of the record so far, for rules that wait for a signature; nil where nothing is signed.
  public var signed: SignedSteps?
  /// Whether it is filled in on a screen, where there are keys to press.
  public var hasKeys = true
  /// The content of the version that is changed; nil for a new record.
  public var base: Content?
  private let order: [String]
  /// What is filled in after the signatures, and what is worked out from it: field ids, or `table.column`.
  let added: Set<String>

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
    let order = ComputeOrder(form: form)
    self.order = order.order
    added = form.addedPaths(order)
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

  /// For what is worked out: drafts of other records do not count in it.
  private func computing(_ content: Content) -> Evaluator {
    var context = evaluator(content).context
    context.countsDrafts = false
    return Evaluator(context: context)
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
    let rows = bindings(in: content, row: row, table: table)
    return stored(evaluator.value(of: rule.expression, rows: rows), field)
  }

  /// The rows of a table that a rule names, for a table whose columns have the same ids; nil for anything else.
  public func rows(_ rule: Rule, for field: Field, in content: Content) -> [Row]? {
    guard case .rows(let rows, _)? = computing(content).value(of: rule.expression) else { return nil }
    let columns = Set(field.columns.filter { !$0.isComputed }.map(\.id))
    return rows.map { row in Row(cells: row.cells.filter { columns.contains($0.id) }) }
  }

  /// What is made of each row that fills a table; `value` is what a rule says of that row. Drafts of other records do
  /// not count.
  func eachRow<Result>(
    _ fill: Form.Fill, in content: Content, row: Int?, table: String?,
    _ make: (_ value: (Rule, Field) -> [String]) -> Result?
  ) -> [Result] {
    let evaluator = computing(content)
    let here = bindings(in: content, row: row, table: table)
    var outer = [here]
    if let records = fill.records {
      outer = evaluator.records(of: records.form, where: records.which?.expression, here).map { here + [$0] }
    }
    let all = outer.flatMap { outer -> [[Evaluator.RowBinding]] in
      guard let from = fill.from else { return [outer] }
      guard case .rows(let rows, let path)? = evaluator.value(of: from.expression, rows: outer) else { return [] }
      let columns = evaluator.columns(path)
      return rows.indices.map { outer + [.row(rows[$0], $0, columns: columns)] }
    }
    return all.compactMap { bound in
      if let when = fill.when, evaluator.flag(when.expression, bound) != true { return nil }
      return make { rule, field in stored(evaluator.value(of: rule.expression, rows: bound), field) }
    }
  }

  /// What a rule says, of a row where one is given.
  func value(_ rule: Rule, in content: Content, row: Int?, table: String?) -> Value? {
    evaluator(content).value(of: rule.expression, rows: bindings(in: content, row: row, table: table))
  }

  /// What `.column` means for a row of a table.
  private func bindings(in content: Content, row: Int?, table: String?) -> [Evaluator.RowBinding] {
    guard let table, let row, content[rows: table].indices.contains(row), let field = form.field(table) else {
      return []
    }
    return [.row(content[rows: table][row], row, columns: field.columns)]
  }

  /// Whether a rule holds; nil where an operand is empty.
  public func holds(_ rule: Rule, in content: Content, row: Int? = nil, table: String? = nil) -> Bool? {
    let evaluator = evaluator(content)
    return evaluator.flag(rule.expression, bindings(in: content, row: row, table: table))
  }

  /// What a new record starts with: defaults and template rows, with `content` on top of them.
  public func withDefaults(_ content: Content = Content()) -> Content {
    var result = content
    for field in form.fields where !field.isComputed {
      if field.isTable {
        guard result[rows: field.id].isEmpty else { continue }
        let rows = templateRows(field).map { withDefaults($0, of: field, in: result) }
        result[rows: field.id] = rows.isEmpty ? broughtRows(field, in: result) : rows
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
    let given = settled(read(content))
    for table in form.fields where table.isTable && !table.isComputed {
      // What a row that is new leaves out has its default, as where one is added on a screen.
      let known = start[rows: table.id]
      for (index, row) in result[rows: table.id].enumerated() {
        let isNew = base == nil ? !known.contains(row) : index >= known.count
        if isNew { result[rows: table.id][index] = withDefaults(row, of: table, in: given, at: index) }
      }
    }
    var offered = Set(visible(in: settled(start)).flatMap(\.fields).map(\.id))
    while true {
      let shown = settled(read(result))
      let asked = visible(in: shown).flatMap(\.fields).filter { !$0.isComputed }
      let fresh = asked.filter {
        offered.insert($0.id).inserted || $0.brings != nil && base == nil && start[rows: $0.id].isEmpty
      }
      let empty = fresh.filter { field in
        guard result[field.id].isEmpty, result[rows: field.id].isEmpty else { return false }
        return field.brings == nil || !broughtRows(field, in: shown).isEmpty
      }
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

  func withDefaults(_ row: Row, of field: Field, in content: Content, at place: Int? = nil) -> Row {
    var result = row
    let rows = content[rows: field.id]
    // The row as it was read, where it is there already.
    var known = place.flatMap { rows.indices.contains($0) ? rows[$0] : nil } ?? row
    for column in field.columns where !column.isComputed && result[column.id].isEmpty {
      guard let rule = column.defaultValue else { continue }
      if let text = column.defaultText {
        result[column.id] = [text[language]]
        continue
      }
      let binding = Evaluator.RowBinding.row(known, place ?? rows.count, columns: field.columns)
      let value = stored(evaluator(ofDefaults: content).value(of: rule.expression, rows: [binding]), column)
      result[column.id] = value
      known[column.id] = value
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
      let text = field.kind == .text ? TextType.line(text) : text
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
    let result = settledAnew(content)
    guard let signed = standing(content) else { return result }
    return form.adding(to: signed, from: result, added)
  }

  /// The content that was signed to its end, where another only adds to it; nil for any other.
  func standing(_ content: Content) -> Content? {
    signed?.sealed.flatMap { form.onlyAdds(to: $0, content) ? $0 : nil }
  }

  /// Whether a content only adds to what was signed to its end, so that the signatures stand.
  public func isStanding(_ content: Content) -> Bool { standing(content) != nil }

  private func settledAnew(_ content: Content) -> Content {
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

  /// The content with some of what is worked out worked out again.
  func workedOut(_ content: Content, _ isMeant: (String) -> Bool) -> Content {
    var result = content
    for path in order where isMeant(path) { compute(path, &result) }
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
      content[field.id] = isShown ? stored(computing(content).value(of: rule.expression), field) : []
      return
    }
    guard let column = field.column(parts[1]), let rule = column.compute else { return }
    var rows = content[rows: field.id]
    let evaluator = computing(content)
    for index in rows.indices {
      let binding = Evaluator.RowBinding.row(rows[index], index, columns: field.columns)
      let isShown = column.when.map { evaluator.flag($0.expression, [binding]) == true } ?? true
      rows[index][column.id] = isShown ? stored(evaluator.value(of: rule.expression, rows: [binding]), column) : []
    }
    content[rows: field.id] = rows
  }
}
