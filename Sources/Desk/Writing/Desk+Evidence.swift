import Domain
import FileStore

/// A file that is to be added to a record.
public struct Attachment: Sendable {
  public var name: String
  /// The field that takes it.
  public var field: String
  /// Why it is added; nil says that it is evidence.
  public var reason: String?
  /// The SHA-256 that it must have, in hexadecimal digits; nil if nobody knows.
  public var digest: String?
  /// Which remarks are told with the receipt.
  public var acknowledged: Submission.Acknowledged

  public init(
    name: String, field: String = "evidence", reason: String? = nil, digest: String? = nil,
    acknowledged: Submission.Acknowledged = .all
  ) {
    self.name = name
    self.field = field
    self.reason = reason
    self.digest = digest
    self.acknowledged = acknowledged
  }
}

extension Desk {
  /// Which files are taken.
  public var evidenceRules: EvidenceRules { EvidenceRules(Settings(everything)) }

  /// Copies a file of this machine into the store, for a field of a record that is being filled in.
  public func attach(path: String) throws(StoreProblem) -> Result<EvidenceReference, Refusal> {
    let rules = evidenceRules
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let finding = rules.finding(name: name) { return .failure(Refusal(.findings, finding)) }
    do throws(StoreProblem) {
      return .success(
        try store.attach(path: path, name: name) { size in rules.finding(size: size, name: name) })
    } catch {
      if case .noFile = error { return .failure(Refusal(.notFound, Finding(.nowhere, rule: "file", error.message))) }
      if case .invalid(let finding) = error { return .failure(Refusal(.findings, finding)) }
      throw error
    }
  }

  /// Adds a file that arrives at a descriptor to a record, as a further version of it. What keeps the record from being
  /// amended is said before anything is taken. `isHeard` is asked once the file is here: if the sender is
  /// gone, the file may be incomplete, and is not saved.
  public func attach(
    _ file: Attachment, to record: String, stream descriptor: Int32, isHeard: () -> Bool
  ) throws(StoreProblem) -> Result<Receipt, Refusal> {
    let rules = evidenceRules
    let version: Version
    switch try attachable(file, to: record, rules) {
    case .success(let found): version = found
    case .failure(let refusal): return .failure(refusal)
    }
    let reference: EvidenceReference
    do throws(StoreProblem) {
      reference = try store.attach(
        stream: descriptor, name: file.name, digest: file.digest,
        refusing: { size in rules.finding(size: size, name: file.name) },
        // What was cut off must not stay as evidence that belongs to nothing.
        atEnd: { isHeard() ? nil : Self.unheard })
    } catch {
      guard case .invalid(let finding) = error else { throw error }
      return .failure(Refusal(finding == Self.unheard ? .unheard : .findings, finding))
    }
    var content = version.content
    content[file.field] = content[file.field] + [reference.text]
    try note(.attach, [(JournalLine.about, record), ("File", reference.text)])
    return try submit(amending(version, to: content, file))
  }

  /// What a file field of a record holds that was not there before has to be in the store, and to fit the rules.
  func evidenceFindings(_ content: Content, _ form: Form, base: Version?) throws(StoreProblem) -> [Finding] {
    let rules = evidenceRules
    let known = Set(base.map { form.evidence(in: $0.content).map(\.text) } ?? [])
    return form.evidence(in: content).compactMap { text, place in
      guard !known.contains(text), let reference = EvidenceReference(text) else { return nil }
      if let finding = rules.finding(name: reference.name, size: reference.size, at: place) { return finding }
      return store.holds(reference) ? nil : Self.missing(reference, place)
    }
  }

  /// The record's newest version, if it takes the file.
  private func attachable(
    _ file: Attachment, to record: String, _ rules: EvidenceRules
  ) throws(StoreProblem) -> Result<Version, Refusal> {
    guard let version = try store.version(record) else { return .failure(.noRecord(record)) }
    // Rights, chain and form have been asked where all that is wrong is that nothing is changed yet.
    if let refusal = try refusal(of: amending(version, to: version.content, file)), refusal.kind != .unchanged {
      return .failure(refusal)
    }
    guard let form = catalogue.form(version.form.id), let field = form.field(file.field), field.isFile else {
      return .failure(Refusal(.usage, Self.noField(file.field, catalogue.form(version.form.id))))
    }
    if let finding = rules.finding(name: file.name) { return .failure(Refusal(.findings, finding)) }
    return .success(version)
  }

  private func amending(_ version: Version, to content: Content, _ file: Attachment) -> Submission {
    let reason = file.reason ?? Phrase(zh: "附上 \(file.name)", en: "attached \(file.name)")[language]
    var submission = Submission(amending: version.record, base: version.number, to: content, reason: reason)
    submission.acknowledged = file.acknowledged
    submission.hasKeys = false
    return submission
  }

  // MARK: - Words

  private static let unheard = Finding(
    .nowhere, rule: "unheard",
    Phrase(zh: "連線中斷，沒有存入。", en: "The connection is gone, and nothing was saved."))

  private static func noField(_ id: String, _ form: Form?) -> Finding {
    let files = (form?.fields ?? []).filter(\.isFile).map(\.id).joined(separator: ", ")
    return Finding(
      .nowhere, rule: "field",
      Phrase(
        zh: "「\(id.excerpt)」不是這張表單放檔案的欄位；請指定其中之一：\(files)",
        en: "'\(id.excerpt)' is no field for files of this form; name one of these: \(files)"))
  }

  private static func missing(_ reference: EvidenceReference, _ place: Finding.Place) -> Finding {
    Finding(
      place, rule: "evidence",
      Phrase(
        zh: "紀錄庫裡沒有檔案「\(reference.name.excerpt)」；請重新附上。",
        en: "The file '\(reference.name.excerpt)' is not in the store; attach it again."))
  }
}

extension Field {
  fileprivate var isFile: Bool { kind == .file }
}

extension Form {
  /// What the fields and columns for files hold, and where.
  fileprivate func evidence(in content: Content) -> [(text: String, place: Finding.Place)] {
    fields.flatMap { field -> [(text: String, place: Finding.Place)] in
      if field.isFile { return content[field.id].map { ($0, .field(field.id)) } }
      let columns = field.columns.filter(\.isFile)
      return content[rows: field.id].enumerated().flatMap { row, cells in
        columns.flatMap { column in cells[column.id].map { ($0, .field(field.id, row: row, column: column.id)) } }
      }
    }
  }
}

extension EvidenceReference {
  /// The file of a version that has that name, or whose hash begins so.
  public static func named(_ name: String, in version: Version) -> Result<EvidenceReference, Refusal> {
    let cells = version.content.tables.flatMap { $0.rows.flatMap(\.cells) }
    let all = (version.content.fields + cells).flatMap(\.values).compactMap { EvidenceReference($0) }
    let named = all.filter { $0.name == name }
    let found = named.isEmpty && name.utf8.count >= 8 ? all.filter { $0.hash.hasPrefix(name) } : named
    if let first = found.first, found.allSatisfy({ $0.hash == first.hash }) { return .success(first) }
    let record = version.record
    let list = all.map { "\($0.name) (\($0.hash.prefix(12)))" }.joined(separator: ", ")
    let message =
      found.isEmpty
      ? Phrase(
        zh: "\(record) 沒有檔案「\(name.excerpt)」；有的是：\(list.isEmpty ? "無" : list)",
        en: "\(record) has no file '\(name.excerpt)'; it has: \(list.isEmpty ? "none" : list)")
      : Phrase(
        zh: "\(record) 有幾個檔案都叫「\(name.excerpt)」；請改寫雜湊的開頭：\(list)",
        en: "Several files of \(record) are called '\(name.excerpt)'; give the beginning of the hash: \(list)")
    return .failure(Refusal(.notFound, Finding(.record(record), rule: "file", message)))
  }
}
