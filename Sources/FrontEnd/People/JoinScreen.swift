import Domain
import Desk
import Terminal

/// Asks a user of the operating system that the store does not know yet for name and id, once.
public struct JoinScreen: Screen {
  private let login: String
  private var name = LineEditor()
  private var id: LineEditor
  private var isID = false

  public init(login: String, proposed: PersonName) {
    self.login = login
    name.replace(with: proposed.name)
    id = LineEditor(proposed.id)
  }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "您是哪一位？", en: "Who are you?") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save) { $0.save($1) }, bind(.back) { _, _ in [.quit] }]
  }
  public var canBeLeft: Bool { false }
  public var takesText: Bool { true }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      switch key {
      case .tab, .down, .backTab, .up:
        isID.toggle()
        return []
      case .enter:
        if isID { return save(workspace) }
        isID = true
        return []
      default: break
      }
    }
    if isID { id.handle(event) } else { name.handle(event) }
    return []
  }

  private func save(_ workspace: Workspace) -> [Effect] {
    guard let form = workspace.catalogue.form("person") else { return [] }
    let person = PersonName(id: id.text.trimmed, name: name.text.trimmed)
    var content = Content()
    content["id"] = [person.id]
    content["name"] = person.name.isEmpty ? [] : [person.name]
    content["unit"] = workspace.records.records(of: "unit", where: [:], limit: nil).last.map { [$0.number] } ?? []
    content["active"] = ["yes"]
    content["roles"] = ["staff"]
    content["login"] = [login]
    let entry = Entry(form: form, now: workspace.now, me: person, records: workspace.records)
    return [.submit(Submission(new: form.id, entry.withDefaults(content)), by: person)]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .saved(let version):
      let name = version.content["name"].first ?? version.record
      return [.become(PersonName(id: version.record, name: name)), .pop()]
    default: return outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    var row = 1
    let text = Phrase(
      zh: "紀錄庫還不認得作業系統使用者「\(login)」。請輸入姓名和帳號，之後每筆紀錄都會記上；只問這一次。",
      en:
        "The store does not know the user '\(login)' of this system yet. Type your name and an id; they stand on every record you save. You are asked only once."
    )
    for line in TextWrap.lines(of: workspace.text(text), width: width) {
      canvas.write(line.text, at: Position(column: 2, row: row), style: .plain, width: width)
      row += 1
    }
    row += 1
    let fields: [(Phrase, LineEditor, Bool)] = [
      (Phrase(zh: "* 姓名", en: "* Name"), name, !isID), (Phrase(zh: "* 帳號", en: "* Id"), id, isID),
    ]
    var cursor: Position?
    for (label, editor, isFocused) in fields {
      canvas.write(
        workspace.text(label), at: Position(column: 2, row: row), style: isFocused ? .strong : .plain, width: 12)
      editor.draw(
        into: &canvas, at: Position(column: 14, row: row), width: min(50, width - 14), isFocused: isFocused,
        style: isFocused ? .plain : .field)
      if isFocused { cursor = canvas.cursor }
      row += 2
    }
    canvas.cursor = cursor
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "帳號是您在紀錄庫裡的代碼，例如 wang.xm，之後不能改；姓名會印在紀錄上。",
        en:
          "The id is your code in the store, such as wang.xm, and cannot be changed later; the name stands on records.")
    ]
  }
}
