extension Form {
  /// What a content from outside holds that a record of this form would not keep, in the order given. What `base`, the
  /// record as it is, holds in that place is kept.
  ///
  /// `others` are keys that stand beside the values.
  public func findings(ofGiven content: Content, others: [String] = [], over base: Content) -> [Finding] {
    var result = others.map { misplaced($0) }
    for given in content.fields {
      let place = Finding.Place.field(given.id)
      guard let field = field(given.id) else {
        if given.values.isEmpty || base[given.id] == given.values { continue }
        result.append(unknown(given.id))
        continue
      }
      if field.isTable {
        result.append(
          Finding(
            place, rule: "kind",
            Phrase(
              zh: "「\(given.id)」是明細；JSON 要放在 tables 裡，rec 要寫成自己的 %rec: \(given.id)。",
              en: "'\(given.id)' is a table; it stands in \"tables\" in JSON, and under %rec: \(given.id) in rec.")))
      } else if let finding = Form.tooMany(given, field, place) {
        result.append(finding)
      }
    }
    var seen: Set<String> = []
    for table in content.tables where table.id != Signature.table {
      if !seen.insert(table.id).inserted {
        result.append(
          Finding(
            .field(table.id), rule: "twice",
            Phrase(zh: "「\(table.id)」出現兩次；請只留一個。", en: "'\(table.id)' is there twice; leave one.")))
      }
      result += findings(ofGiven: table, over: base[rows: table.id])
    }
    return result
  }

  private func findings(ofGiven table: Content.Table, over base: [Row]) -> [Finding] {
    guard let known = field(table.id), known.isTable else {
      if table.rows.isEmpty || base == table.rows { return [] }
      let tables = fields.filter(\.isTable).map(\.id)
      let what = Phrase(zh: "明細", en: "table")
      return [
        Finding(
          .field(table.id), rule: "unknown",
          field(table.id) == nil
            ? Suggestion.unknown(what, table.id, Suggestion.nearest(to: table.id, among: tables))
            : Phrase(zh: "「\(table.id)」不是明細；請放在 fields 裡。", en: "'\(table.id)' is no table; put it into \"fields\"."))
      ]
    }
    var result: [Finding] = []
    var unknown: Set<String> = []
    for (index, row) in table.rows.enumerated() {
      for cell in row.cells {
        let place = Finding.Place.field(table.id, row: index, column: cell.id)
        guard let column = known.column(cell.id) else {
          let isKept = cell.values.isEmpty || base.contains { $0[cell.id] == cell.values }
          guard !isKept, unknown.insert(cell.id).inserted else { continue }
          let near = Suggestion.nearest(to: cell.id, among: known.columns.map(\.id))
          let what = Phrase(zh: "「\(known.id)」的欄位", en: "column of '\(known.id)'")
          result.append(Finding(place, rule: "unknown", Suggestion.unknown(what, cell.id, near)))
          continue
        }
        if let finding = Form.tooMany(cell, column, place) { result.append(finding) }
      }
    }
    return result
  }

  /// A key beside the values: one that was meant to be a value, or that nobody knows.
  private func misplaced(_ key: String) -> Finding {
    guard let field = field(key) else {
      let near = Suggestion.nearest(to: key, among: ["fields", "tables", "form"] + fields.map(\.id))
      return Finding(.field(key), rule: "unknown", Suggestion.unknown(Phrase(zh: "鍵", en: "key"), key, near))
    }
    let place = field.isTable ? "tables" : "fields"
    return Finding(
      .field(key), rule: "unknown",
      Phrase(
        zh: "「\(key)」寫在最外層，這樣不會存；請放在 \"\(place)\" 裡。",
        en: "'\(key)' stands outside, where it is not saved; put it into \"\(place)\"."))
  }

  private func unknown(_ id: String) -> Finding {
    if let old = retired.first(where: { $0.id == id }) {
      return Finding(
        .field(id), rule: "unknown",
        Phrase(
          zh: "「\(id)」（\(old.label.zh)）自第 \(old.last + 1) 版起不再使用；請拿掉。",
          en: "'\(id)' (\(old.label.en)) is not used since version \(old.last + 1); leave it out."))
    }
    if let table = fields.first(where: { $0.column(id) != nil }) {
      return Finding(
        .field(id), rule: "unknown",
        Phrase(
          zh: "「\(id)」是明細「\(table.id)」的欄位；請放在它的列裡。",
          en: "'\(id)' is a column of the table '\(table.id)'; put it into its rows."))
    }
    let near = Suggestion.nearest(to: id, among: fields.map(\.id))
    return Finding(.field(id), rule: "unknown", Suggestion.unknown(Phrase(zh: "欄位", en: "field"), id, near))
  }

  private static func tooMany(_ given: Content.Field, _ field: Field, _ place: Finding.Place) -> Finding? {
    guard !field.type.isList, !field.isComputed, given.values.count > 1 else { return nil }
    return Finding(
      place, rule: "several",
      Phrase(
        zh: "「\(field.label.zh)」只有一個值，給了 \(given.values.count) 個；請只留一個。",
        en: "'\(field.label.en)' has one value, but \(given.values.count) are given; leave one."))
  }

  /// A note on every computed field that was given another value than the program works out.
  public func notes(onGiven content: Content, savedAs saved: Content) -> [Finding] {
    var result: [Finding] = []
    for given in content.fields {
      guard let field = field(given.id), field.isComputed, given.values != saved[given.id] else { continue }
      let kept = saved[given.id].isEmpty ? "-" : saved[given.id].joined(separator: ", ")
      result.append(
        Finding(
          .field(given.id), rule: "computed", severity: .note,
          Phrase(
            zh: "由程式計算，給的值不存；存的是 \(kept)。", en: "Worked out by the program, so what was given is not saved but \(kept)."
          )))
    }
    for table in content.tables {
      guard let known = field(table.id) else { continue }
      let rows = saved[rows: table.id]
      for column in known.columns where known.isComputed || column.isComputed {
        let differs = table.rows.enumerated().contains { index, row in
          !row[column.id].isEmpty && (!rows.indices.contains(index) || rows[index][column.id] != row[column.id])
        }
        guard differs else { continue }
        result.append(
          Finding(
            .field(table.id, row: nil, column: column.id), rule: "computed", severity: .note,
            Phrase(zh: "由程式計算，給的值不存。", en: "Worked out by the program, so what was given is not saved.")))
      }
    }
    return result
  }

  /// What was given for fields and columns that the record does not ask for as it is filled in, and so would not keep.
  /// What the record held before may go.
  public func findings(onGiven content: Content, leftOutOf saved: Content, over base: Content?) -> [Finding] {
    var result: [Finding] = []
    for given in content.fields where saved[given.id].isEmpty {
      guard let field = field(given.id), !field.isComputed, given.values.contains(where: { !$0.trimmed.isEmpty }),
        base?[given.id] != given.values
      else { continue }
      result.append(Form.notAsked(field, .field(given.id)))
    }
    for table in content.tables where table.id != Signature.table {
      guard let known = field(table.id), !known.isComputed, base?[rows: table.id] != table.rows else { continue }
      let rows = saved[rows: table.id]
      let before = base?[rows: table.id] ?? []
      if rows.isEmpty, !table.rows.allSatisfy(\.isEmpty) {
        result.append(Form.notAsked(known, .field(table.id)))
        continue
      }
      // Rows that hold nothing are not kept, and the others move up.
      for (index, row) in table.rows.filter({ !$0.isEmpty }).enumerated() where rows.indices.contains(index) {
        for column in known.columns where !column.isComputed && rows[index][column.id].isEmpty {
          let isKept = before.indices.contains(index) && before[index][column.id] == row[column.id]
          guard !isKept, row[column.id].contains(where: { !$0.trimmed.isEmpty }) else { continue }
          result.append(Form.notAsked(column, .field(table.id, row: index, column: column.id)))
        }
      }
    }
    return result
  }

  private static func notAsked(_ field: Field, _ place: Finding.Place) -> Finding {
    Finding(
      place, rule: "not_asked",
      Phrase(
        zh: "依這筆紀錄的其他內容，「\(field.label.zh)」不必填，給的值不會存；請拿掉它，或更正決定要不要填的欄位。",
        en:
          "'\(field.label.en)' is not asked for, given the rest of the record, and would not be saved; leave it out, or "
          + "correct the field that decides about it."))
  }
}
