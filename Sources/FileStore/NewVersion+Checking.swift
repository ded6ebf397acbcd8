import Domain

extension NewVersion {
  /// What keeps this from being written; nil where it can be.
  var finding: Finding? {
    if let finding = NewVersion.finding(header: furtherHeader, person: savedBy, action: action) { return finding }
    guard FormReference.isValid(id: form.id), form.id.utf8.count <= 100, form.version > 0 else {
      return NewVersion.wrong("form", form.text)
    }
    guard NewVersion.isWord(status.rawValue) else { return NewVersion.wrong("status", status.rawValue) }
    if case .existing(let number, _) = record, !RecordNumber.isValid(number) {
      return NewVersion.wrongNumber(number)
    }
    if let finding = NewVersion.finding(in: content.fields) { return finding }
    if let reason, reason.unicodeScalars.count > NewVersion.longestReason { return NewVersion.longReason(reason) }
    let ids = content.tables.map(\.id)
    guard Set(ids).count == ids.count else { return NewVersion.twice(ids) }
    for table in content.tables {
      guard ContentText.isValid(fieldID: table.id) else { return NewVersion.wrong("table", table.id) }
      for row in table.rows {
        if let finding = NewVersion.finding(in: row.cells) { return finding }
      }
    }
    return nil
  }

  private static func finding(in fields: [Content.Field]) -> Finding? {
    for field in fields where !ContentText.isValid(fieldID: field.id) { return wrong("field", field.id) }
    let ids = fields.map(\.id)
    return Set(ids).count == ids.count ? nil : twice(ids)
  }

  /// What is wrong with a header of one's own.
  static func finding(header: [Content.Field], person: PersonName, action: Action) -> Finding? {
    guard PersonName.isValid(id: person.id) else { return wrong("person", person.id) }
    guard isWord(action.rawValue) else { return wrong("action", action.rawValue) }
    let taken = RecordText.knownHeader.union(["Clock"])
    for line in header {
      let id = line.id.utf8
      guard let first = id.first, (65...90).contains(first), id.count <= 100, !taken.contains(line.id),
        id.allSatisfy({ $0.isLetter || (48...57).contains($0) || $0 == UInt8(ascii: "_") })
      else { return wrong("header", line.id) }
    }
    let ids = header.map(\.id)
    return Set(ids).count == ids.count ? nil : twice(ids)
  }

  private static func isWord(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
  }

  private static func wrong(_ what: String, _ text: String) -> Finding {
    Finding(
      .nowhere, rule: "name",
      Phrase(
        zh: "名稱「\(text)」（\(what)）不能寫入紀錄庫；請改用字母、數字、底線。",
        en: "The \(what) name “\(text)” cannot be written to the store; use letters, digits and underscores."))
  }

  private static func twice(_ ids: [String]) -> Finding {
    var seen: Set<String> = []
    let id = ids.first { !seen.insert($0).inserted } ?? ""
    return Finding(
      .field(id), rule: "twice",
      Phrase(zh: "「\(id)」出現兩次；請只留一個。", en: "“\(id)” is there twice; leave one."))
  }

  static func wrongNumber(_ number: String) -> Finding {
    Finding(
      .record(number), rule: "number",
      Phrase(
        zh: "「\(number)」不能當紀錄編號；請用文字、數字、- _ . 並以文字或數字開頭。",
        en: "“\(number)” cannot be a record number; use letters, digits, - _ . and begin with a letter or digit."))
  }

  static func otherForm(_ current: Version) -> Finding {
    Finding(
      .record(current.record), rule: "form",
      Phrase(
        zh: "紀錄 \(current.record) 屬於表單 \(current.form.id)，不能改存成別的表單；請另開新紀錄。",
        en: "Record \(current.record) is of form \(current.form.id) and cannot become another; make a new record."))
  }

  /// What keeps this from being written after the version that it changes, nil for a new record: that it is larger
  /// than any setting allows. The front ends ask before, by the settings; this holds whoever writes.
  func limitFinding(since base: Version?) -> Finding? {
    // What is large from of old can be voided as it is.
    if action == .void, content == base?.content { return nil }
    if let base, base.content.size > RecordLimits.most.bytes { return NewVersion.isTooLarge(base) }
    return RecordLimits.most.findings(content).first
  }

  private static func isTooLarge(_ base: Version) -> Finding {
    Finding(
      .record(base.record), rule: "limit",
      Phrase(
        zh: "\(base.record) 超過任何紀錄可有的大小，只能查閱或作廢；請用 ismsbook void \(base.record) 作廢，再分成幾筆新增。",
        en: "\(base.record) is larger than any record may be and can only be read or voided; void it with ismsbook "
          + "void \(base.record), and divide it among several new records."))
  }

  /// Characters of a reason.
  static let longestReason = 2_000

  private static func longReason(_ reason: String) -> Finding {
    Finding(
      .nowhere, rule: "limit",
      Phrase(
        zh: "原因有 \(reason.unicodeScalars.count) 個字元，上限 \(longestReason)；請縮短。",
        en: "The reason has \(reason.unicodeScalars.count) characters, \(longestReason) at most; shorten it."))
  }

  static let tooLong = Finding(
    .nowhere, rule: "size",
    Phrase(
      zh: "這一版超過 4 MiB，無法存入；請把長的內容改為附件。",
      en: "This version is longer than 4 MiB and cannot be saved; attach what is long as a file."))
}

extension Content.Field {
  /// With its texts as they are written down.
  var canonical: Content.Field { Content.Field(id: id, values: values.map(CanonicalText.of)) }
}

extension Content {
  /// With all texts as they are written down, so that what was just saved is what is read again.
  var canonical: Content {
    Content(
      fields: fields.map(\.canonical),
      tables: tables.map { table in
        Content.Table(id: table.id, rows: table.rows.map { Row(cells: $0.cells.map(\.canonical)) })
      })
  }

  /// Fields and cells that hold nothing but empty text are left out.
  var withoutEmptyFields: Content {
    func filled(_ fields: [Content.Field]) -> [Content.Field] {
      fields.filter { !$0.values.allSatisfy(\.isEmpty) }
    }
    return Content(
      fields: filled(fields),
      tables: tables.filter { !$0.rows.isEmpty }.map { table in
        Content.Table(id: table.id, rows: table.rows.map { Row(cells: filled($0.cells)) })
      })
  }
}
