import Domain
import Desk
import Terminal

/// Asks who is at the keyboard of a shared store.
public struct LogInScreen: Screen {
  private var lines: TypedLines

  public init(proposed: String = "") {
    lines = TypedLines(
      [
        TypedLines.Line(Phrase(zh: "人員代碼", en: "Person id"), text: proposed),
        TypedLines.Line(Phrase(zh: "通行碼或 PIN", en: "Passphrase or PIN"), isSecret: true),
      ], focus: proposed.isEmpty ? 0 : 1)
  }

  public func title(_ workspace: Workspace) -> Phrase {
    Phrase(zh: "登入", en: "Log in") + Phrase(verbatim: "  \(workspace.desk?.organisation ?? "")")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save, isShown: false) { screen, _ in screen.logIn() }, bind(.back) { _, _ in [.quit] }]
  }

  public var canBeLeft: Bool { false }
  public var takesText: Bool { true }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch lines.handle(event) {
    case .taken: []
    case .finished: logIn()
    case .tooLong(let length): [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
  }

  private func logIn() -> [Effect] {
    guard !lines[0].isEmpty, !lines[1].isEmpty else {
      return [
        .show(.warning(Phrase(zh: "請輸入人員代碼和通行碼，再按 Enter。", en: "Type your id and your passphrase, then Enter.")))
      ]
    }
    return [.check(name: lines[0], secret: lines[1], purpose: .logIn)]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    lines.clearSecrets()
    lines.move(to: 1)
    switch outcome {
    case .credential(.accepted(let mustChange)):
      let known = workspace.people[lines[0]]
      guard let person = known, person.isActive || workspace.awaited(person.id) != nil else {
        return Self.refuse(inactive: known?.name ?? PersonName(id: lines[0], name: ""))
      }
      return mustChange ? [.replace(ChangeSecretScreen(.first(person.name)))] : [.enter(person.name)]
    case .credential(let answer): return answer.message.map { [.show(.error($0))] } ?? []
    case .failed(let problem): return [.show(.error(problem))]
    default: return []
    }
  }

  /// A person who has left cannot log in, whatever they know.
  static func refuse(inactive person: PersonName) -> [Effect] {
    let id = person.id
    let text = Phrase(
      zh: "「\(id)」不是在職人員，不能登入；若仍在職，請系統管理者更新人員資料。",
      en: "'\(id)' is no active person and cannot log in; an administrator can change the register of people.")
    return [.refuse(Denial(of: person, text, .logIn, on: id, rule: "person"))]
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    let text = Phrase(
      zh: "這是多人共用的紀錄庫，請先登入。登入、離開和輸入錯誤都會記入日誌。",
      en: "This store is shared; please log in. Logging in, leaving and wrong attempts are written to the journal.")
    var row = 1
    for line in TextWrap.lines(of: workspace.text(text), width: width) {
      canvas.write(line.text, at: Position(column: 2, row: row), width: width)
      row += 1
    }
    lines.draw(into: &canvas, row: row + 1, workspace)
    let hint = Phrase(
      zh: "Enter 登入   Tab 換欄   忘記通行碼或被鎖定：請找系統管理者。",
      en: "Enter logs in   Tab next line   Forgotten or locked: ask an administrator.")
    canvas.write(
      Width.clipped(workspace.text(hint), to: width), at: Position(column: 2, row: row + 5), style: .faint,
      width: width)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "人員代碼是人員名冊裡的代碼，例如 wang.xm。通行碼顯示成星號。輸入錯誤後要等一下才能再試；錯太多次會鎖定，由系統管理者解除。",
        en: "The id is the one in the register of people, such as wang.xm. The passphrase is shown as stars. After a "
          + "wrong attempt there is a wait; after too many an administrator has to release the lock.")
    ]
  }
}
