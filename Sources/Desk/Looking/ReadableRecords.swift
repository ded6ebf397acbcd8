import Domain

/// Records as somebody may read them: what they may not read is not there, nor is it named in what is.
public struct ReadableRecords: RecordSource {
  let all: any RecordSource
  let access: Access
  /// Numbers of records that are classed higher than the person is cleared for.
  let closed: @Sendable () -> Set<String>
  /// Numbers that stand in what is being filled in already. They stay, and tell nothing.
  var acquainted: Set<String> = []

  public func record(_ number: String) -> RecordValue? {
    guard let found = all.record(number) else { return nil }
    if access.mayRead(found) { return open(found) }
    guard acquainted.contains(number) else { return nil }
    return RecordValue(number: number, form: found.form, version: 0, content: Content())
  }

  public func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    guard access.mayRead(form: form) else { return [] }
    return readable({ all.records(of: form, where: equal, limit: $0) }, limit) { access.mayRead($0) ? open($0) : nil }
  }

  /// Who may not read a form may still be asked for one of its records.
  public func named(_ number: String) -> RecordValue? { all.record(number).flatMap(name) ?? record(number) }

  public func names(of form: String, limit: Int?) -> [RecordValue] {
    readable({ all.records(of: form, where: [:], limit: $0) }, limit, name)
  }

  public func form(_ id: String) -> Form? { all.form(id) }

  public func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    guard access.mayRead(form: form) else { return [] }
    let closed = closed()
    return all.entries(of: form, from: from, to: to, now: now).filter { closed.isDisjoint(with: $0["record"]) }
  }

  /// A limit counts what may be read: where some may not, more are asked for.
  private func readable(
    _ found: (Int?) -> [RecordValue], _ limit: Int?, _ open: (RecordValue) -> RecordValue?
  ) -> [RecordValue] {
    guard let limit else { return found(nil).compactMap(open) }
    var most = limit
    while true {
      let all = found(most)
      let open = all.compactMap(open)
      if open.count >= limit || all.count < most { return Array(open.prefix(limit)) }
      most *= 4
    }
  }

  /// Without what is classed higher than the record, and without the numbers of what is.
  private func open(_ record: RecordValue) -> RecordValue {
    var content = record.content
    if !record.fieldClasses.isEmpty {
      content = content.withholding(Set(record.fieldClasses.filter { !access.isCleared($0.value) }.keys)).content
    }
    let paths = access.closedPaths(of: record, all.form(record.form))
    if !paths.isEmpty { content = content.withholding(paths).content }
    let numbers = closed()
    if !numbers.isEmpty, let form = all.form(record.form) {
      content = content.withholding(numbers, referredToBy: form).content
    }
    return record.with(content)
  }

  private func name(_ record: RecordValue) -> RecordValue? {
    if access.mayRead(record) { return open(record) }
    guard access.mayName(record) else { return nil }
    return record.with(Names.only(record.content, all.form(record.form)))
  }
}

/// What a record is called by.
enum Names {
  private static let fields: Set = ["id", "name", "name_en", "active"]

  /// The fields that say what a record is called, and whether it counts still.
  static func only(_ content: Content, _ form: Form?) -> Content {
    let columns = form?.list.compactMap { form?.field($0) } ?? []
    let title = columns.first { $0.kind == .text && !content[$0.id].isEmpty } ?? columns.first
    let kept = title.map { fields.union([$0.id]) } ?? fields
    return Content(fields: content.fields.filter { kept.contains($0.id) })
  }
}

/// Records that somebody is cleared for, whatever their roles may do with the form: what rules would find if there were
/// no others.
struct ClearedRecords: RecordSource {
  let all: any RecordSource
  let isOpen: @Sendable (String) -> Bool
  let closed: @Sendable () -> Set<String>

  func record(_ number: String) -> RecordValue? { all.record(number).flatMap(open) }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let found = all.records(of: form, where: equal, limit: nil).compactMap(open)
    return limit.map { Array(found.prefix($0)) } ?? found
  }

  func form(_ id: String) -> Form? { all.form(id) }

  func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    let closed = closed()
    return all.entries(of: form, from: from, to: to, now: now).filter { closed.isDisjoint(with: $0["record"]) }
  }

  private func open(_ record: RecordValue) -> RecordValue? {
    guard isOpen(record.classification) else { return nil }
    var content = record.content.withholding(Set(record.fieldClasses.filter { !isOpen($0.value) }.keys)).content
    let numbers = closed()
    if !numbers.isEmpty, let form = all.form(record.form) {
      content = content.withholding(numbers, referredToBy: form).content
    }
    return record.with(content)
  }
}

extension RecordValue {
  fileprivate func with(_ content: Content) -> RecordValue {
    RecordValue(
      number: number, form: form, version: version, content: content, status: status, fieldClasses: fieldClasses,
      classification: classification)
  }
}
