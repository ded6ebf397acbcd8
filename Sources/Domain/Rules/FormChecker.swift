/// Checks a whole definition: every expression against the fields, every name against what there is.
public struct FormChecker {
  private let form: Form
  private let file: String
  private let checker: TypeChecker

  /// `file` is the name that findings carry; `otherForm` answers for references.
  public init(form: Form, file: String, otherForm: @escaping (String) -> Form?) {
    self.form = form
    self.file = file
    checker = TypeChecker(form: form, otherForm: otherForm)
  }

  public func findings() -> [Finding] {
    var result: [Finding] = []
    for section in form.sections {
      result += check(section.when, wanted: .flag, rows: [])
      for field in section.fields {
        result += findings(of: field, table: nil) + findings(ofBrought: field)
      }
    }
    for link in form.links { result += findings(of: link) }
    for chain in form.otherChains { result += check(chain.when, wanted: .flag, rows: []) }
    for condition in form.conditions { result += check(condition.rule, wanted: .flag, rows: []) }
    for signer in form.signers { result += findings(ofSigner: signer.rule) }
    for subject in form.neverSign { result += findings(ofGrants: subject) }
    let order = ComputeOrder(form: form)
    result += behindTheTime(order)
    result += order.loops.map { rule, ids in
      Finding(
        .file(file, line: rule.line, column: rule.column), rule: "compute",
        Phrase(
          zh: "計算互相依賴成圈：\(ids.joined(separator: " → "))；請拿掉其中一個。",
          en:
            "These computations depend on each other in a loop: \(ids.joined(separator: " -> ")); take one of them out."
        ))
    }
    return result
  }

  /// What is worked out when the record is saved from something that is worked out when it is shown: the two would
  /// contradict each other.
  private func behindTheTime(_ order: ComputeOrder) -> [Finding] {
    let ofNow = Set(form.pathsOfNow)
    guard !ofNow.isEmpty else { return [] }
    let computed = form.fields.flatMap { field in
      [(field.id, field)] + field.columns.map { ("\(field.id).\($0.id)", $0) }
    }
    return computed.compactMap { path, field -> Finding? in
      guard let rule = field.compute, !field.isOfNow, order.following(ofNow).contains(path) else { return nil }
      return Finding(
        .file(file, line: rule.line, column: rule.column), rule: "as_of",
        Phrase(
          zh: "「\(path)」由顯示時才計算的欄位算出，也要寫 as_of: now。",
          en: "'\(path)' is worked out from what is worked out when it is shown; give it 'as_of: now' too."))
    }
  }

  /// What is wrong with a condition over this form's records, such as a filter.
  public func findings(ofCondition rule: Rule) -> [Finding] { check(rule, wanted: .flag, rows: []) }

  /// A signer is a person, or a unit whose head signs; or several of either.
  private func findings(ofSigner rule: Rule) -> [Finding] {
    do throws(ExpressionError) {
      let found = try checker.kind(of: rule.expression, rows: [])
      switch found {
      case .anything, .list(.anything), .reference(["person"]), .reference(["unit"]), .list(.reference(["person"])),
        .list(.reference(["unit"])):
        return []
      default:
        return [
          finding(
            rule, 0,
            Phrase(
              zh: "簽核人要是人員或單位，寫的是\(found.name.zh)；請改用人員或單位的欄位。",
              en: "A signer is a person or a unit, but this is \(found.name.en); use a field of either."))
        ]
      }
    } catch {
      return [finding(rule, error.offset, error.message)]
    }
  }

  /// Whoever gains is a person, or somebody's id.
  private func findings(ofGrants rule: Rule?) -> [Finding] {
    guard let rule else { return [] }
    do throws(ExpressionError) {
      let found = try checker.kind(of: rule.expression, rows: [])
      switch found {
      case .anything, .text, .list(.anything), .reference(["person"]), .list(.reference(["person"])): return []
      default:
        return [
          finding(
            rule, 0,
            Phrase(
              zh: "這裡要說明給誰權限，寫的是\(found.name.zh)；請改用人員的欄位或人員代碼。",
              en:
                "This says who is given power, but it is \(found.name.en); use a field for a person, or a person's id.")
          )
        ]
      }
    } catch {
      return [finding(rule, error.offset, error.message)]
    }
  }

  private func findings(of field: Field, table: Field?) -> [Finding] {
    let rows = table.map { [TypeChecker.RowScope.table($0, form: nil)] } ?? []
    var result: [Finding] = []
    if case .when(let rule) = field.need { result += check(rule, wanted: .flag, rows: rows) }
    result += check(field.when, wanted: .flag, rows: rows)
    result += check(field.neededWhen, wanted: .flag, rows: rows)
    for one in field.checks {
      result += check(one.rule, wanted: .flag, rows: rows) + findings(ofMessage: one)
    }
    for rule in [field.defaultValue, field.compute] { result += check(rule, for: field, rows: rows) }
    result += findings(ofTask: field, rows: rows)
    result += findings(ofGrants: field.grants?.to) + findings(ofGrants: field.grants?.of)
    for column in field.columns { result += findings(of: column, table: field) }
    return result
  }

  /// A name in braces stands for the value of a field.
  private func findings(ofMessage check: Field.Check) -> [Finding] {
    var unknown: [String] = []
    _ = check.message.filled { id in
      if form.field(id)?.isTable != false { unknown.append(id) }
      return nil
    }
    return Set(unknown).sorted().map { id in
      let near = Suggestion.nearest(to: id, among: form.fields.map(\.id))
      return finding(check.rule, 0, Suggestion.unknown(Phrase(zh: "說明中的欄位", en: "field in the message"), id, near))
    }
  }

  private func findings(of link: Form.Link) -> [Finding] {
    let rows: [TypeChecker.RowScope] = link.rows.flatMap { form.field($0) }.map { [.table($0, form: nil)] } ?? []
    var result = check(link.when, wanted: .flag, rows: rows)
    let target = link.form == form.id ? form : checker.otherForm(link.form)
    for item in link.set {
      if let target {
        guard let (field, _) = target.place(ofSet: item.field) else {
          let columns = target.fields.flatMap { table in table.columns.map { "\(table.id).\($0.id)" } }
          let near = Suggestion.nearest(to: item.field, among: target.fields.map(\.id) + columns)
          result.append(
            finding(
              item.value, 0,
              Suggestion.unknown(Phrase(zh: "\(link.form) 的欄位", en: "field of \(link.form)"), item.field, near)))
          continue
        }
        result += check(item.value, for: field, rows: rows)
      } else {
        result += check(item.value, wanted: nil, rows: rows)
      }
    }
    return result + link.fill.flatMap { findings(of: $0, target, link.form, rows) }
  }

  /// What a field gives people to do.
  private func findings(ofTask field: Field, rows: [TypeChecker.RowScope]) -> [Finding] {
    guard let assigns = field.assigns else { return [] }
    var result = check(assigns.open, wanted: .flag, rows: rows)
    if let due = assigns.due {
      do throws(ExpressionError) {
        let kind = try checker.kind(of: due.expression, rows: rows)
        if ![.day, .moment, .anything].contains(kind) {
          let message = Phrase(
            zh: "期限要是日期或日期時間，寫的是\(kind.name.zh)。", en: "When a task is due is a day or a moment, not \(kind.name.en).")
          result.append(finding(due, 0, message))
        }
      } catch {
        result.append(finding(due, error.offset, error.message))
      }
    }
    return result
  }

  /// What a table of a new record brings along.
  private func findings(ofBrought table: Field) -> [Finding] {
    table.brings.map { findings(of: $0, form, form.id, []) } ?? []
  }

  private func findings(
    of fill: Form.Fill, _ target: Form?, _ name: String, _ outer: [TypeChecker.RowScope]
  ) -> [Finding] {
    var rows = outer
    var result: [Finding] = []
    if let records = fill.records {
      rows += [.records(records.form)]
      result += check(records.which, wanted: .flag, rows: rows)
    }
    if let from = fill.from {
      let (scope, findings) = scope(from, rows)
      guard let scope else { return result + findings }
      rows += [scope]
    }
    result += check(fill.when, wanted: .flag, rows: rows)
    guard let target else { return result }
    guard let table = target.field(fill.table), table.isTable else {
      let near = Suggestion.nearest(to: fill.table, among: target.fields.filter(\.isTable).map(\.id))
      return result
        + [
          fill.rules.first.map {
            finding($0, 0, Suggestion.unknown(Phrase(zh: "\(name) 的明細", en: "table of \(name)"), fill.table, near))
          }
        ].compactMap { $0 }
    }
    for item in fill.set {
      guard let column = table.column(item.field), !column.isComputed else {
        let near = Suggestion.nearest(to: item.field, among: table.columns.filter { !$0.isComputed }.map(\.id))
        result.append(
          finding(
            item.value, 0,
            Suggestion.unknown(Phrase(zh: "\(table.id) 可填的欄", en: "column of \(table.id) to fill in"), item.field, near)
          ))
        continue
      }
      result += check(item.value, for: column, rows: rows)
    }
    return result
  }

  /// The rows that a rule names; nil while their form is not there yet.
  private func scope(
    _ from: Rule, _ outer: [TypeChecker.RowScope]
  ) -> (scope: TypeChecker.RowScope?, findings: [Finding]) {
    let kind: ValueKind
    do throws(ExpressionError) { kind = try checker.kind(of: from.expression, rows: outer) } catch {
      return (nil, [finding(from, error.offset, error.message)])
    }
    switch kind {
    case .anything: return (nil, [])
    case .rows(let id, let owner): return (checker.scope(ofTable: id, form: owner), [])
    default:
      let message = Phrase(
        zh: "要帶入明細，rows 必須是明細，不是\(kind.name.zh)。",
        en: "To fill a table, 'rows' must name a table; this is \(kind.name.en).")
      return (nil, [finding(from, 0, message)])
    }
  }

  /// A rule whose value goes into a field.
  private func check(_ rule: Rule?, for field: Field, rows: [TypeChecker.RowScope]) -> [Finding] {
    guard let rule else { return [] }
    let found: ValueKind
    do throws(ExpressionError) {
      found = try checker.kind(of: rule.expression, rows: rows)
      let kind = TypeChecker.kind(of: field)
      if case .list(let inner) = kind {
        try checker.checkLiteral(rule.expression, against: inner)
      } else {
        try checker.checkLiteral(rule.expression, against: kind)
      }
    } catch {
      return [finding(rule, error.offset, error.message)]
    }
    guard !fits(found, field), !isReadable(rule, field) else { return [] }
    return [
      finding(
        rule, 0,
        Phrase(
          zh: "欄位「\(field.id)」是\(field.type.name.zh)，運算式給的是\(found.name.zh)。",
          en: "The field '\(field.id)' is \(field.type.name.en) but the expression gives \(found.name.en)."))
    ]
  }

  /// A text written in the definition is read as if it had been typed: `'2024-10-11'` for a date.
  private func isReadable(_ rule: Rule, _ field: Field) -> Bool {
    guard case .literal(.text(let text)) = rule.expression.node else { return false }
    let context = ReadingContext(now: Moment(seconds: 0, offset: 0), records: NoRecords())
    if case .success = field.type.read(text, field, context) { return true }
    return false
  }

  private func fits(_ kind: ValueKind, _ field: Field) -> Bool {
    switch (kind, field.type.valueKind(of: field)) {
    case (.anything, _), (_, .text): true
    // A link takes over a whole table of the same name.
    case (.rows(let id, _), _) where field.isTable: id == field.id
    case (.list(let inner), let wanted): field.type.isList && inner.compares(with: wanted)
    case (.day, .moment), (.moment, .day): false
    case (let found, let wanted): found.compares(with: wanted)
    }
  }

  private func check(_ rule: Rule?, wanted: ValueKind?, rows: [TypeChecker.RowScope]) -> [Finding] {
    guard let rule else { return [] }
    do throws(ExpressionError) {
      if let wanted {
        try checker.expect(wanted, rule.expression, rows)
      } else {
        _ = try checker.kind(of: rule.expression, rows: rows)
      }
      return []
    } catch {
      return [finding(rule, error.offset, error.message)]
    }
  }

  private func finding(_ rule: Rule, _ offset: Int, _ message: Phrase) -> Finding {
    Finding(
      .file(file, line: rule.line, column: rule.column + offset), rule: "expression",
      message + Phrase(verbatim: " [\(rule.source.excerpt)]"))
  }
}

/// The order in which computed fields are worked out, so that each finds what it needs.
struct ComputeOrder {
  /// Field ids, or `table.column`.
  let order: [String]
  /// Computations that need each other, with a rule of each loop.
  let loops: [(rule: Rule, ids: [String])]
  /// What each computation reads.
  private let reads: [String: Set<String>]

  init(form: Form) {
    var needs: [String: Set<String>] = [:]
    var reads: [String: Set<String>] = [:]
    var rules: [String: Rule] = [:]
    for field in form.fields {
      if let rule = field.compute { rules[field.id] = rule }
      for column in field.columns {
        guard let rule = column.compute else { continue }
        rules["\(field.id).\(column.id)"] = rule
      }
    }
    for (path, rule) in rules {
      let table = path.split(separator: ".").first.map(String.init).flatMap { path.contains(".") ? $0 : nil }
      var found: Set<String> = []
      ComputeOrder.collect(rule.expression, tables: table.map { [$0] } ?? [], form: form, into: &found)
      reads[path] = found
      needs[path] = found.filter { rules[$0] != nil && ($0 != path) }
      if found.contains(path) { needs[path]?.insert(path) }
    }
    let inForm = form.fields.flatMap { field in
      field.columns.map { "\(field.id).\($0.id)" } + [field.id]
    }.filter { rules[$0] != nil }
    var done: [String] = []
    var left = inForm
    while !left.isEmpty {
      let ready = left.filter { path in (needs[path] ?? []).allSatisfy { done.contains($0) } }
      if ready.isEmpty { break }
      done += ready
      left.removeAll { ready.contains($0) }
    }
    order = done + left
    self.reads = reads
    loops = left.first.flatMap { rules[$0] }.map { [($0, left)] } ?? []
  }

  /// These parts of a form with everything that is worked out from them.
  func following(_ paths: Set<String>) -> Set<String> {
    var result = paths
    while true {
      let next = reads.filter { path, reads in !result.contains(path) && !reads.isDisjoint(with: result) }.keys
      if next.isEmpty { return result }
      result.formUnion(next)
    }
  }

  /// What a computation reads: fields, whole tables (by all their computed columns), columns of its own row.
  ///
  /// `tables` are the tables whose rows `.column`, `..column` mean, innermost last; nil for those of other forms.
  private static func collect(_ expression: Expression, tables: [String?], form: Form, into found: inout Set<String>) {
    switch expression.node {
    case .name(let id):
      found.insert(id)
    case .column(let id, let outside):
      if tables.count > outside, let table = tables[tables.count - 1 - outside] {
        found.formUnion([table, "\(table).\(id)"])
      }
    case .member(let base, let id):
      if case .name(let name) = base.node, form.field(name)?.isTable == true {
        found.formUnion([name, "\(name).\(id)"])
      } else {
        collect(base, tables: tables, form: form, into: &found)
      }
    case .call(let name, let arguments):
      guard arguments.count == 2, let inner = rows(of: name, arguments[0], form) else {
        for argument in arguments { collect(argument, tables: tables, form: form, into: &found) }
        return
      }
      if inner == nil { collect(arguments[0], tables: tables, form: form, into: &found) }
      collect(arguments[1], tables: tables + [inner], form: form, into: &found)
    default:
      for child in expression.children { collect(child, tables: tables, form: form, into: &found) }
    }
  }

  /// The table that a call's second argument goes over: of this form, of another (`.some(nil)`), or none.
  private static func rows(of function: String, _ first: Expression, _ form: Form) -> String?? {
    guard ["count", "sum", "min", "max", "any", "all", "latest", "lookup"].contains(function) else { return nil }
    switch first.node {
    case .name(let id): return form.field(id)?.isTable == true ? .some(id) : nil
    case .literal(.text), .member: return .some(nil)
    default: return nil
    }
  }
}
