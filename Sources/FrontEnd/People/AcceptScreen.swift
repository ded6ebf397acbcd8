import Domain
import Desk
import Terminal

/// Shows a registered person what they were given; once they agree, they are in.
public struct AcceptScreen: Screen {
  private var state: SignOffState?
  private var mustChange = false

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase {
    Phrase(zh: "同意登錄", en: "Agree to your registration")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save, isShown: false) { screen, _ in screen.agree() }, bind(.back) { _, _ in [.quit] }]
  }

  public var canBeLeft: Bool { false }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    state = workspace.awaited(workspace.person.id)
    guard state != nil else {
      if workspace.people[workspace.person.id]?.isActive == true { return [.enter(workspace.person)] }
      return []
    }
    let (found, effects) = workspace.ask { desk throws(StoreProblem) in try desk.mustChangeSecret() }
    mustChange = found ?? false
    return effects
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    event == .key(.enter) ? agree() : []
  }

  private func agree() -> [Effect] {
    guard let state else { return [.quit] }
    return mustChange
      ? [.push(ChangeSecretScreen(.own))] : [.push(SignScreen(.agree, [state.version], isAlone: true))]
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    var row = 1
    func write(_ text: String, _ column: Int = 2, _ style: Style = .plain) {
      for line in TextWrap.lines(of: text, width: width - column + 2) {
        canvas.write(line.text, at: Position(column: column, row: row), style: style, width: width - column + 2)
        row += 1
      }
    }
    guard let state, let pending = state.pendingGrants else {
      write(
        workspace.text(
          Phrase(
            zh: "您的登錄目前沒有等您同意的內容；請找系統管理者。",
            en: "Nothing of your registration waits for you; ask an administrator.")))
      canvas.cursor = .zero
      return
    }
    let by = workspace.people.named(state.version.savedBy)
    write(
      workspace.text(
        Phrase(
          zh: "\(by.name)把您登錄如下；您同意後才生效，並記在日誌裡。",
          en:
            "\(by.called(.en)) registered you as follows; it takes effect once you agree, which is written to the journal."
        )))
    row += 1
    for field in pending.fields {
      let values = state.version.content[field.id].map { field.type.shown($0, field, workspace.language) }
      write("\(workspace.text(field.label))  \(values.joined(separator: ", "))", 4, .strong)
    }
    row += 1
    let hint =
      mustChange
      ? Phrase(
        zh: "Enter 先換成自己的通行碼，再同意   \(key: .back) 離開，不同意",
        en: "Enter: first a passphrase of your own   \(key: .back) leaves without agreeing")
      : Phrase(
        zh: "Enter 輸入通行碼並同意   \(key: .back) 離開，不同意",
        en: "Enter: passphrase, and agree   \(key: .back) leaves without agreeing")
    canvas.cursor = Position(column: 2, row: row)
    write(workspace.text(hint), 2, .faint)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "共用紀錄庫裡，角色、代理等給予權限的內容要兩個人：一位寫，另一位同意。只有一位系統管理者時，另一位就是您本人。",
        en:
          "In a shared store what grants power, such as roles, takes two: one writes it, another agrees. While there is "
          + "only one administrator, the other one is you.")
    ]
  }
}
