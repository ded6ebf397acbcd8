import Domain

extension Filling {
  /// Looks again at what may have changed.
  mutating func check() {
    guard !stale.isEmpty else { return }
    let shown = shownFields
    let isShown = Set(shown.map(\.id))
    found = found.filter { isShown.contains($0.key) }
    for field in shown where dependence.concerns(field.id, stale) || found[field.id] == nil {
      found[field.id] = entry.findings(of: field, in: settled, opened: opened).map {
        $0.naming(pick: Command.pick.named)
      }
    }
    stale = []
  }

  /// Looks at everything again, as before saving.
  mutating func checkAll() {
    stale = Set(form.fields.map(\.id))
    check()
  }

  /// All findings in the order of the form, fields that are still empty included.
  var allFindings: [Finding] { shownFields.flatMap { found[$0.id] ?? [] } }

  /// Findings that are shown beside fields.
  func shownFindings(ofField id: String) -> [Finding] {
    (found[id] ?? []).filter { asksForMissing || $0.rule != "required" }
  }

  /// What is shown beside a slot; for a table, what is wrong with the table as a whole.
  func findings(at slot: FieldSlot) -> [Finding] {
    let remarks = [self.remarks[slot]].compactMap { $0 }
    guard let all = found[slot.formField], !all.isEmpty else { return remarks }
    let place = slot.place
    return all.filter { $0.place == place && (asksForMissing || $0.rule != "required") } + remarks
  }

  /// The worst finding of every row of a table.
  func severities(ofRows table: String) -> [Int: Finding.Severity] {
    var result: [Int: Finding.Severity] = [:]
    for finding in shownFindings(ofField: table) {
      guard case .field(_, let row?, _) = finding.place else { continue }
      result[row] = max(result[row] ?? .note, finding.severity)
    }
    return result
  }

  /// A place in words: the field's label, or `明細 第 3 列 金額`.
  func name(of place: Finding.Place) -> Phrase {
    guard case .field(let id, let row, let column) = place, let field = form.field(id) else {
      return Phrase(verbatim: "")
    }
    guard let row else { return field.label }
    let cell = column.flatMap { field.column($0)?.label }
    return Phrase(
      zh: "\(field.label.zh) 第 \(row + 1) 列" + (cell.map { " \($0.zh)" } ?? ""),
      en: "\(field.label.en) \(row + 1)" + (cell.map { ": \($0.en)" } ?? ""))
  }
}
