import ArgumentParser
import Domain
import Desk
import Foundation

/// What a sub-command fills into a form: files, standard input and `--set`.
struct InputOptions: ParsableArguments {
  @Option(help: "field=value, or table[row].column=value; several for a field with several values. 欄位=值。")
  var set: [String] = []

  @Option(help: "field=path: copies the file into the store as evidence. 附上檔案。")
  var attach: [String] = []

  @Option(help: "A .rec or .json file with the fields; - for standard input. 讀取檔案。")
  var from: String?

  var pathsNamed: [String] { (from == nil || from == "-" ? [] : ["--from"]) + (attach.isEmpty ? [] : ["--attach"]) }

  /// The largest file that is read, in bytes.
  private static let limit = 64 << 20

  /// What was given, laid over `start`. Where that comes from another record, nothing more need be given, and standard
  /// input is read only for `--from -`. `record` is the record that is amended.
  func content(
    over start: Content, form: Form, saving: Saving, record: String? = nil, isStarted: Bool = false
  ) throws -> Input {
    var input = Input(content: start)
    if let from {
      try lay(try read(from, saving.session), over: &input, form, record, saving)
    } else if !isStarted, set.isEmpty, attach.isEmpty, isatty(STDIN_FILENO) == 0 {
      let bytes = try read("-", saving.session)
      if !bytes.isEmpty { try lay(bytes, over: &input, form, record, saving) }
    }
    var seen: Set<String> = []
    for text in set { try apply(text, form, &input.content, &seen, saving.session.language) }
    for text in attach {
      let (id, path) = try split(text, saving.session.language)
      guard let field = form.field(id), field.type.id == "file" else {
        throw unknown(id, form.fields.filter { $0.type.id == "file" }.map(\.id), saving.session.language)
      }
      let reference = try saving.session.done { desk throws(StoreProblem) in try desk.attach(path: path) }
      input.content[id] = input.content[id] + [reference.text]
    }
    return input
  }

  /// What a sub-command was given, over what there was.
  struct Input {
    var content: Content
    /// What a file said, computed values too.
    var given = Content()
  }

  /// Every field and table that a file gives replaces the one before, but for the signatures: nobody writes those. A file
  /// that holds anything else than this form keeps is refused.
  private func lay(
    _ bytes: [UInt8], over input: inout Input, _ form: Form, _ record: String?, _ saving: Saving
  ) throws {
    let given: GivenContent
    switch GivenContent.read(bytes, for: form, name: from ?? "-") {
    case .success(let read): given = read
    case .failure(let finding): throw saving.refuse([finding], form)
    }
    if let other = given.form, other.id != form.id {
      throw saving.refuse(
        [
          Finding(
            .nowhere, rule: "form",
            Phrase(
              zh: "這個檔案是表單 \(other.id) 的，不是 \(form.id)；請換檔案，或改用 ismsbook new \(other.id)。",
              en:
                "This file is of the form \(other.id), not \(form.id); take another file, or ismsbook new \(other.id).")
          )
        ], form)
    }
    if let record, let other = given.record, other != record {
      throw saving.refuse(
        [
          Finding(
            .nowhere, rule: "record",
            Phrase(
              zh: "這個檔案是紀錄 \(other) 的，不是 \(record)；確定要用它修正時，請拿掉檔案裡的 record。",
              en:
                "This file is of the record \(other), not \(record); take the record out of it if that is what you mean."
            ))
        ], form)
    }
    let findings = form.findings(ofGiven: given.content, others: given.others, over: input.content)
    if !findings.isEmpty { throw saving.refuse(findings, form) }
    input.given = given.content
    for field in given.content.fields { input.content[field.id] = field.values }
    for table in given.content.tables where table.id != Signature.table { input.content[rows: table.id] = table.rows }
  }

  private func read(_ path: String, _ session: Session) throws -> [UInt8] {
    let handle: FileHandle?
    if path == "-" { handle = .standardInput } else { handle = FileHandle(forReadingAtPath: path) }
    guard let handle, let data = try? handle.read(upToCount: InputOptions.limit + 1) ?? Data() else {
      let text = Phrase(
        zh: "讀不到檔案 \(path)；請檢查路徑與權限。", en: "The file \(path) cannot be read; check path and permission.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.notFound
    }
    guard data.count <= InputOptions.limit else {
      let text = Phrase(zh: "\(path) 超過 64 MiB；請分開輸入。", en: "\(path) is larger than 64 MiB; split it.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.findings
    }
    if path == "-" { try Visit.requireConnection() }
    return [UInt8](data)
  }

  private func split(_ text: String, _ language: Language) throws -> (String, String) {
    guard let place = text.firstIndex(of: "=") else {
      let message = Phrase(zh: "「\(text.excerpt)」不是 欄位=值。", en: "'\(text.excerpt)' is not field=value.")
      Output.error("ismsbook: " + message[language])
      throw Exit.usage
    }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  /// Puts `field=value` or `table[row].column=value` into the content. The first value for a field with several
  /// replaces what was there, further ones are added.
  private func apply(
    _ text: String, _ form: Form, _ content: inout Content, _ seen: inout Set<String>, _ language: Language
  ) throws {
    let (path, value) = try split(text, language)
    let isFirst = seen.insert(path).inserted
    let paths = form.fields.flatMap { field in
      field.isTable ? field.columns.filter { !$0.isComputed }.map { "\(field.id)[1].\($0.id)" } : [field.id]
    }
    guard let open = path.firstIndex(of: "["), let close = path.firstIndex(of: "]") else {
      guard let field = form.field(path), !field.isTable else { throw unknown(path, paths, language) }
      content[path] = try merged(content[path], value, field, path, isFirst, language)
      return
    }
    let id = String(path[..<open])
    let column = String(path[path.index(after: close)...].drop { $0 == "." })
    guard let table = form.field(id), table.isTable, let field = table.column(column),
      let row = Int(path[path.index(after: open)..<close]), (1...100_000).contains(row)
    else { throw unknown(path, paths, language) }
    var rows = content[rows: id]
    guard row <= rows.count + 1 else {
      throw Session.refusal(
        Phrase(
          zh: "「\(path)」：明細有 \(rows.count) 列，下一列是第 \(rows.count + 1) 列。",
          en: "'\(path)': the table has \(rows.count) rows, the next one is \(rows.count + 1)."), Exit.usage, language)
    }
    if row > rows.count { rows.append(Row()) }
    rows[row - 1][column] = try merged(rows[row - 1][column], value, field, path, isFirst, language)
    content[rows: id] = rows
  }

  private func merged(
    _ old: [String], _ value: String, _ field: Field, _ path: String, _ isFirst: Bool, _ language: Language
  ) throws -> [String] {
    if field.isComputed {
      throw Session.refusal(
        Phrase(
          zh: "「\(path)」由程式計算，不能填；請拿掉。", en: "'\(path)' is worked out by the program and cannot be set; leave it out."),
        Exit.usage, language)
    }
    guard isFirst || field.type.isList else {
      throw Session.refusal(
        Phrase(zh: "「\(path)」只有一個值，卻給了兩次；請只留一次。", en: "'\(path)' has one value but is given twice; leave one."),
        Exit.usage, language)
    }
    let new = value.isEmpty ? [] : [value]
    return isFirst ? new : old + new
  }

  private func unknown(_ path: String, _ known: [String], _ language: Language) -> ExitCode {
    let near = Suggestion.nearest(to: path, among: known)
    return Session.refusal(
      Suggestion.unknown(Phrase(zh: "欄位", en: "field"), path, near), Exit.usage, language)
  }
}

/// Has something saved, and prints the receipt.
struct Saving {
  let session: Session
  let isJSON: Bool

  func save(_ submission: Submission, given: Content, _ form: Form) throws {
    var submission = submission
    submission.given = given
    submission.hasKeys = false
    let receipt = try session.done(form, asJSON: isJSON) { desk throws(StoreProblem) in try desk.submit(submission) }
    report(receipt, form)
  }

  func report(_ receipt: Receipt, _ form: Form?) {
    if isJSON {
      let notes = receipt.notes.map { FindingText.json($0, form, session.language) }
      Output.json(RecordLines.receipt(receipt.version, notes: notes))
    } else {
      Output.findings(receipt.notes + receipt.remarks, form, session.language)
      Output.line(RecordLines.receiptLine(receipt.version, session.language))
    }
  }

  /// Says why nothing is saved, and gives the code to end with.
  func refuse(_ findings: [Finding], _ form: Form) -> ExitCode {
    if isJSON {
      let list = findings.map { FindingText.json($0, form, session.language) }
      Output.json(.object([("saved", .flag(false)), ("findings", .list(list))]))
    } else {
      Output.findings(findings, form, session.language)
    }
    return Exit.findings
  }
}
