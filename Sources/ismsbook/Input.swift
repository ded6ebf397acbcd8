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
  /// input is read only for `--from -`.
  func content(over start: Content, form: Form, session: Session, isStarted: Bool = false) throws -> Content {
    var result = start
    if let from { result = InputOptions.lay(try read(from, session), over: result) }
    if from == nil, !isStarted, set.isEmpty, attach.isEmpty, isatty(STDIN_FILENO) == 0 {
      result = InputOptions.lay(try read("-", session), over: result)
    }
    var seen: Set<String> = []
    for text in set { try apply(text, form, &result, &seen, session.language) }
    for text in attach {
      let (id, path) = try split(text, session.language)
      let reference = try session.attempt { store throws(StoreProblem) in try store.attach(path: path) }
      result[id] = result[id] + [reference.text]
    }
    return result
  }

  /// Every field and table of `new` replaces that of `old`, but for the signatures: nobody writes those.
  static func lay(_ new: Content, over old: Content) -> Content {
    var result = old
    for field in new.fields { result[field.id] = field.values }
    for table in new.tables where table.id != Signature.table { result[rows: table.id] = table.rows }
    return result
  }

  private func read(_ path: String, _ session: Session) throws -> Content {
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
    let bytes = [UInt8](data)
    let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
    switch isJSON ? ContentJSON.decode(bytes) : ContentText.decode(bytes) {
    case .success(let found): return found.content
    case .failure(let finding):
      Output.findings([finding], nil, session.language)
      throw Exit.findings
    }
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
    guard let open = path.firstIndex(of: "["), let close = path.firstIndex(of: "]") else {
      guard let field = form.field(path), !field.isTable, !field.isComputed else { throw unknown(path, form, language) }
      content[path] = merged(content[path], value, field, isFirst)
      return
    }
    let id = String(path[..<open])
    let column = String(path[path.index(after: close)...].drop { $0 == "." })
    guard let table = form.field(id), table.isTable, let field = table.column(column), !field.isComputed,
      let row = Int(path[path.index(after: open)..<close]), (1...100_000).contains(row)
    else { throw unknown(path, form, language) }
    var rows = content[rows: id]
    while rows.count < row { rows.append(Row()) }
    rows[row - 1][column] = merged(rows[row - 1][column], value, field, isFirst)
    content[rows: id] = rows
  }

  private func merged(_ old: [String], _ value: String, _ field: Field, _ isFirst: Bool) -> [String] {
    let new = value.isEmpty ? [] : [value]
    return field.type.isList && !isFirst ? old + new : new
  }

  private func unknown(_ path: String, _ form: Form, _ language: Language) -> ExitCode {
    let known = form.fields.flatMap { field in
      field.isTable ? field.columns.map { "\(field.id)[1].\($0.id)" } : [field.id]
    }
    let near = Suggestion.nearest(to: path, among: known)
    Output.error("ismsbook: " + Suggestion.unknown(Phrase(zh: "欄位", en: "field"), path, near)[language])
    return Exit.usage
  }
}

/// Checks what was typed and saves it.
struct Saving {
  let session: Session
  let isJSON: Bool

  /// Prints findings and ends where there are some that block; else saves and prints the receipt. `signOff` is where
  /// the record stands before.
  func save(
    _ typed: Content, entry: Entry, base: Version?, action: Action, reason: String?, signOff: SignOffState? = nil
  ) throws {
    var submission = Submission(entry: entry, typed: typed, base: base, action: action, reason: reason)
    try report(submission)
    if let signOff { submission.status = signOff.statusAfterAmending(to: submission.content) }
    let granting = try session.requireGranting(
      submission.newVersion(site: session.store.description.site), isJSON: isJSON)
    if let granting { submission.status = granting.status }
    switch try session.attempt({ store throws(StoreProblem) in try store.submit(submission) }) {
    case .saved(let version):
      if isJSON {
        Output.json(RecordLines.receipt(version))
      } else {
        Output.line(RecordLines.receiptLine(version, session.language))
        Output.findings(granting?.waiting.map { [$0] } ?? [], nil, session.language)
      }
    case .conflict(let current):
      throw Saving.conflict(with: current, session.language)
    case .numberTaken(let number):
      let text = Phrase(zh: "編號 \(number) 已經有了；請換一個。", en: "The number \(number) is taken; choose another.")
      Output.error("ismsbook: " + text[session.language])
      throw Exit.findings
    }
  }

  /// Ends where an amendment of the content as it is would not be saved.
  func check(_ typed: Content, entry: Entry, base: Version, reason: String) throws {
    let submission = Submission(entry: entry, typed: typed, base: base, action: .amend, reason: reason)
    if submission.isBlocked { try report(submission) }
  }

  private func report(_ submission: Submission) throws {
    let findings = submission.findings
    let form = submission.entry.form
    if isJSON, submission.isBlocked {
      let list = findings.map { FindingText.json($0, form, session.language) }
      Output.json(.object([("saved", .flag(false)), ("findings", .list(list))]))
    } else {
      Output.findings(findings, form, session.language)
    }
    if submission.isBlocked { throw Exit.findings }
  }

  static func conflict(with current: Version, _ language: Language) -> ExitCode {
    Session.refusal(
      Phrase(
        zh: "\(current.record) 已被 \(current.savedBy.name) 存成第 \(current.number) 版，沒有存入；請看過新版再試。",
        en: "\(current.savedBy.name) has saved version \(current.number) of \(current.record), nothing was saved; look "
          + "at it and try again."), Exit.tryAgain, language)
  }
}
