import ArgumentParser
import Domain
import FileStore

/// `ismsbook inbox`: what waits for somebody.
struct InboxCommand: VisitorCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "List what waits for you: to sign, or sent back to you. 列出待辦。")

  @OptionGroup var common: CommonOptions
  @OptionGroup var who: PersonOptions

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  var pathsNamed: [String] { common.pathsNamed + who.pathsNamed }

  func run() throws {
    let session = try Session(common, asking: who)
    let access = try session.access()
    let people = People(session.records)
    var states: [SignOffState] = []
    var query = ListQuery(statuses: SignOffInbox.statuses, hidden: access.hiddenClassifications, limit: 500)
    while session.store.description.isShared {
      let page = try session.attempt { store throws(StoreProblem) in try store.list(query) }
      for row in page.rows where access.may(.read, form: row.form) {
        if let state = try session.signOff(of: try session.version(row.number), people) { states.append(state) }
      }
      query.offset += page.rows.count
      if page.rows.isEmpty || query.offset >= page.total { break }
    }
    let items = SignOffInbox(states, limits: SignOffLimits(session.records)).items(for: access.person)
    if json {
      Output.json(.list(items.map(members)))
      return
    }
    for item in items { Output.line(line(item, session).joined(separator: "\t")) }
    if !session.store.description.isShared {
      Output.error(
        Phrase(zh: "個人紀錄庫沒有簽核。", en: "A personal store has no sign-off.")[session.language])
    } else if items.isEmpty {
      Output.error(Phrase(zh: "沒有待辦。", en: "Nothing waits for you.")[session.language])
    }
  }

  private func members(_ item: SignOffInbox.Item) -> JSON {
    .object([
      ("record", .text(item.record)), ("form", .text(item.form)), ("version", .number(item.version)),
      ("reason", .text(item.reason.word)), ("step", .text(item.step)), ("since", .text(item.since.text)),
      ("due", item.due.map { .text($0.text) } ?? .null), ("overdue", .flag(item.isOverdue)),
      ("comment", item.comment.map(JSON.text) ?? .null),
    ])
  }

  private func line(_ item: SignOffInbox.Item, _ session: Session) -> [String] {
    let title = session.catalogue.heads().first { $0.id == item.form }?.title ?? Phrase(verbatim: item.form)
    let overdue = item.isOverdue ? Phrase(zh: "（逾期）", en: " (overdue)") : Phrase(zh: "", en: "")
    return [
      item.record, "v\(item.version)", title[session.language],
      (item.reason.label + Phrase(verbatim: " ") + item.title + overdue)[session.language], item.since.shown,
      item.comment ?? "",
    ]
  }
}

extension SignOffInbox.Reason {
  fileprivate var word: String {
    switch self {
    case .sign: "sign"
    case .returned: "returned"
    case .changed: "changed"
    }
  }

  fileprivate var label: Phrase {
    switch self {
    case .sign: Phrase(zh: "待簽", en: "to sign:")
    case .returned: Phrase(zh: "被退回", en: "sent back:")
    case .changed: Phrase(zh: "修改後待送", en: "changed, to submit:")
    }
  }
}
