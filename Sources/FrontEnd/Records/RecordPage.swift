import Domain
import Desk
import Terminal

/// A version of a record as lines to read.
struct RecordPage {
  /// As the person may read it, with a mark where something is left out.
  let version: Version
  /// Said below the record about values that are not as they were saved.
  let notes: [Phrase]
  /// The form as the version names it.
  let form: Form?
  let links: RecordLinks
  /// The number of the record's newest version, where it is another one.
  let newest: Int?
  /// As plain text that can be copied: no columns, no marks.
  let isPlain: Bool
  /// Its state in the chain, in a shared store.
  var signOff: RecordSignOff?
  let workspace: Workspace

  private var language: Language { workspace.language }
  private var start: Int { isPlain ? 0 : PageWriter.margin }
  private var indent: Int { isPlain ? 0 : PageWriter.margin + 2 }

  func lines(width: Int) -> [PageLine] {
    var writer = PageWriter(width: width)
    writeHeader(into: &writer)
    if let signOff { SignOffPanel(signOff: signOff, isPlain: isPlain, workspace: workspace).write(into: &writer) }
    let entry = form.map { workspace.reading($0, number: version.record, version: version.number) }
    writeNeeded(entry, into: &writer)
    for section in form?.sections ?? [] {
      let isAsked = entry?.isVisible(section, in: version.content) ?? true
      let fields = section.fields.filter { field in
        hasValue(field) || isAsked && entry?.isVisible(field, in: version.content) == true
      }
      guard !fields.isEmpty else { continue }
      writeHeading(section.title, into: &writer)
      for field in fields { write(field, into: &writer) }
    }
    writeUnknown(into: &writer)
    writeNotes(into: &writer)
    writeIncoming(into: &writer)
    return writer.lines
  }

  private func hasValue(_ field: Field) -> Bool {
    !version.content[field.id].isEmpty || !version.content[rows: field.id].isEmpty
  }

  // MARK: - Header

  private func writeHeader(into writer: inout PageWriter) {
    var names = version.form.text
    if let document = form?.document, !document.isEmpty { names += ", \(document)" }
    let title = workspace.text(form?.title ?? Phrase(verbatim: version.form.id))
    let isVoid = version.status == .void
    var number = Phrase(zh: version.numberText.zh, en: String(version.number))
    if let newest { number = number + Phrase(zh: "（目前是第 \(newest) 版）", en: " (now version \(newest))") }
    write(Phrase(zh: "編號", en: "Number"), version.record, .strong, into: &writer)
    write(Phrase(zh: "表單", en: "Form"), "\(title) (\(names))", into: &writer)
    var status = signOff?.state.statusLabel ?? version.status.label(of: form, isShared: workspace.access.isShared)
    if form?.chain != nil, form?.isGranting != true, !workspace.access.isShared, !isVoid {
      status = status + RecordScreen.statusNote
    }
    let isCorrected = links.correctedBy != nil && !isVoid
    if let number = links.correctedBy, isCorrected {
      status = status + Phrase(zh: "，", en: ", ") + .corrected(by: number)
    }
    write(
      Phrase(zh: "狀態", en: "Status"), workspace.text(status), isVoid || isCorrected ? .warning : .plain, into: &writer)
    writeReview(into: &writer)
    let saved = number + Phrase(verbatim: "  ") + version.saveText(workspace)
    write(Phrase(zh: "版本", en: "Version"), workspace.text(saved), into: &writer)
    if let reason = version.reason, !reason.isEmpty {
      write(Phrase(zh: "原因", en: "Reason"), reason, into: &writer)
    }
    write(Phrase(zh: "收據", en: "Receipt"), workspace.text(version.receipt), into: &writer)
    if let earlier = links.startingPoint {
      let text = "\(isPlain ? "" : "-> ")\(earlier.record)"
      writeLine(
        workspace.text(Phrase(zh: "接續", en: "Goes on from")), text, item: earlier.record, into: &writer)
    }
    for line in version.furtherHeader
    where ![Version.fieldClassesLine, Version.clockLine, Version.countsAsLine].contains(line.id) {
      writeLine(line.id, line.values.joined(separator: ", "), into: &writer)
    }
    if let note = definitionNote { writer.text(workspace.text(note), at: start, style: .faint) }
  }

  /// What is still to be filled in, and for which step.
  private func writeNeeded(_ entry: Entry?, into writer: inout PageWriter) {
    guard newest == nil, version.status != .void else { return }
    let findings =
      workspace.access.isShared ? signOff?.state.stillNeeded ?? [] : entry?.stillNeeded(version.content) ?? []
    guard !findings.isEmpty else { return }
    writeHeading(Phrase(zh: "還缺（\(findings.count)）", en: "Still needed (\(findings.count))"), into: &writer)
    for finding in findings { writer.text(workspace.text(finding.inItsRow(form)), at: indent) }
  }

  /// Whether an entry of a log is in the review of its month.
  private func writeReview(into writer: inout PageWriter) {
    let label = Phrase(zh: "月審閱", en: "Review")
    switch links.review {
    case .reviewed(let number)?: write(label, number, into: &writer)
    case .leftOut(let number)?:
      let text = Phrase(zh: "不在 \(number) 的審閱內", en: "not in the review \(number)")
      write(label, workspace.text(text), .warning, into: &writer)
    case nil: break
    }
  }

  private func write(_ label: Phrase, _ text: String, _ style: Style = .plain, into writer: inout PageWriter) {
    writeLine(workspace.text(label), text, style, into: &writer)
  }

  /// Said if the record is not shown by the definition that it names.
  private var definitionNote: Phrase? {
    guard let form else {
      return Phrase(
        zh: "找不到表單 \(version.form.id) 的定義，以欄位代號顯示。",
        en: "The form \(version.form.id) is not defined here; fields are shown by their ids.")
    }
    guard form.version != version.form.version else {
      return nil
    }
    return Phrase(
      zh: "表單第 \(version.form.version) 版的定義沒有留存，以第 \(form.version) 版的欄位名稱顯示。",
      en: "Version \(version.form.version) of the form is not kept; version \(form.version) names the fields.")
  }

  // MARK: - Fields

  /// Columns of the labels: those of the form as far as they take no more than a third of the page.
  private func labelWidth(_ width: Int) -> Int {
    let labels = (form?.fields ?? []).filter { !$0.isTable }.map { Width.of($0.label[language]) }
    return min(max(8, labels.max() ?? 8), 24, width / 3)
  }

  private func writeHeading(_ title: Phrase, into writer: inout PageWriter) {
    writer.blank()
    writer.text(workspace.text(title), at: start, style: .strong)
  }

  private func writeLine(
    _ label: String, _ text: String, _ style: Style = .plain, item: String? = nil, into writer: inout PageWriter
  ) {
    if isPlain {
      writer.text("\(label): \(text)", at: start, item: item)
    } else {
      let column = indent + labelWidth(writer.width) + 2
      writer.pair(label, text, at: indent, textAt: column, style: style, item: item)
    }
  }

  private func write(_ field: Field, into writer: inout PageWriter) {
    let label = field.label[language]
    let values = version.content[field.id]
    if field.isTable {
      write(table: label, version.content[rows: field.id], field, into: &writer)
    } else if field.isReference, !values.isEmpty {
      for (place, number) in values.enumerated() {
        let item = Withheld.isMark(number) ? nil : number
        writeLine(place == 0 || isPlain ? label : "", linkText(number), item: item, into: &writer)
      }
    } else {
      let text = ShownField(field: field, language: language).text(values)
      writeLine(label, text.isEmpty ? "-" : text, into: &writer)
    }
  }

  private func write(table label: String, _ rows: [Row], _ field: Field?, into writer: inout PageWriter) {
    let title = Phrase(zh: "\(label)（\(rows.count) 列）", en: "\(label) (\(rows.count))")
    writer.text(workspace.text(title), at: indent)
    let earlier = links.startingPoint
    let marks = earlier.flatMap { earlier in
      field.flatMap { form?.marks(of: $0.id, in: version.content, since: earlier.content) }
    }
    if let marks, let earlier {
      let against = Phrase(zh: "和 \(earlier.record) 相比：", en: "Against \(earlier.record): ")
      writer.text(workspace.text(against + marks.summary), at: isPlain ? indent : indent + 2)
    }
    guard !rows.isEmpty || marks?.removed.isEmpty == false else { return }
    TablePage(field: field, rows: rows, language: language, isPlain: isPlain, marks: marks)
      .write(into: &writer, at: isPlain ? indent : indent + 2)
  }

  private func linkText(_ number: String) -> String {
    if Withheld.isMark(number) { return number }
    let name = links.outgoing[number]?.titleOrForm(workspace) ?? ""
    let text = name.isEmpty ? number : "\(number)  \(name)"
    return isPlain ? text : "-> \(text)"
  }

  /// What no definition knows is shown too, by its id.
  private func writeNotes(into writer: inout PageWriter) {
    guard !notes.isEmpty else { return }
    writer.blank()
    for note in notes { writer.text(workspace.text(note), at: start, style: .faint) }
  }

  private func writeUnknown(into writer: inout PageWriter) {
    let fields = version.content.fields.filter { form?.field($0.id) == nil && !$0.values.isEmpty }
    let tables = version.content.tables.filter { table in
      // The panel of the sign-off shows its signatures.
      form?.field(table.id) == nil && !table.rows.isEmpty && (table.id != Signature.table || signOff == nil)
    }
    guard !fields.isEmpty || !tables.isEmpty else { return }
    if form == nil {
      writer.blank()
    } else {
      writeHeading(Phrase(zh: "其他欄位", en: "Further fields"), into: &writer)
    }
    for field in fields {
      writeLine(form?.label(of: field.id, language) ?? field.id, field.values.joined(separator: "\n"), into: &writer)
    }
    for table in tables {
      guard table.id != Signature.table else {
        writeSignatures(table.rows, into: &writer)
        continue
      }
      write(table: form?.label(of: table.id, language) ?? table.id, table.rows, nil, into: &writer)
    }
  }

  /// As they were in an earlier version.
  private func writeSignatures(_ rows: [Row], into writer: inout PageWriter) {
    let steps = workspace.catalogue.everyStep(of: form)
    writer.text(workspace.text(Signature.tableLabel), at: indent)
    for row in rows {
      writer.text(
        workspace.text(Signature.text(of: row, steps: steps, workspace.clock)), at: isPlain ? indent : indent + 2)
    }
  }

  private func writeIncoming(into writer: inout PageWriter) {
    let count = links.incomingCount
    guard count > 0 else { return }
    writeHeading(
      Phrase(zh: "引用這筆紀錄的紀錄（\(count)）", en: "Records that refer to this one (\(count))"), into: &writer)
    for link in links.incoming {
      let field = workspace.catalogue.form(link.from.form)?.label(ofPath: link.field, language) ?? link.field
      writer.text(
        "\(isPlain ? "" : "-> ")\(link.from.text(workspace)) (\(field))", at: indent, item: link.from.number)
    }
    let rest = count - links.incoming.count
    guard rest > 0 else { return }
    let note = Phrase(
      zh: "還有 \(rest) 筆；請按 \(key: .search) 搜尋這個編號。", en: "\(rest) more; search for this number with \(key: .search).")
    writer.text(workspace.text(note), at: indent)
  }
}
