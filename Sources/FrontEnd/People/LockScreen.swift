import Domain
import Desk
import Terminal

/// Replaces everything else while nobody is at the keyboard, until the logged-in person's passphrase is typed.
public struct LockScreen: Screen {
  private var lines = TypedLines([TypedLines.Line(Phrase(zh: "通行碼或 PIN", en: "Passphrase or PIN"), isSecret: true)])

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "已鎖定", en: "Locked") }

  /// The only ways out are the passphrase and quitting the program.
  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.save, isShown: false) { $0.unlock($1) }, bind(.back, isShown: false) { screen, _ in screen.clear() }]
  }

  public var canBeLeft: Bool { false }
  public var takesText: Bool { true }

  private mutating func clear() -> [Effect] {
    lines.clearSecrets()
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch lines.handle(event) {
    case .taken: []
    case .finished: unlock(workspace)
    case .tooLong(let length): [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
  }

  private func unlock(_ workspace: Workspace) -> [Effect] {
    guard !lines[0].isEmpty else {
      return [.show(.warning(Phrase(zh: "請輸入通行碼，再按 Enter。", en: "Type your passphrase, then Enter.")))]
    }
    return [.check(name: workspace.person.id, secret: lines[0], purpose: .unlock)]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    lines.clearSecrets()
    switch outcome {
    case .credential(.accepted(mustChange: true)):
      let text = Phrase(
        zh: "這是一次性通行碼，不能解鎖；請按 \(key: .quit) 離開，重新登入並改成自己的。草稿會留著。",
        en:
          "That is a one-time passphrase, which unlocks nothing; leave with \(key: .quit), log in and change it. Drafts are kept."
      )
      return [.show(.error(text))]
    case .credential(.accepted):
      guard workspace.people[workspace.person.id]?.isActive == true else {
        return LogInScreen.refuse(inactive: workspace.person)
      }
      return [.unlock(workspace.person)]
    case .credential(let answer): return answer.message.map { [.show(.error($0))] } ?? []
    case .failed(let problem): return [.show(.error(problem))]
    default: return []
    }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    let quit = Command.quit.key
    let texts = [
      Phrase(
        zh: "一段時間沒有按鍵，畫面已鎖定；打到一半的留成草稿。",
        en: "No key was pressed for a while, so the screen is locked; what was typed is kept as a draft."),
      Phrase(
        zh: "\(workspace.person.shown) 輸入通行碼就回到原來的畫面。",
        en: "\(workspace.people.named(workspace.person).shown(.en)) types the passphrase to go on where it was."),
    ]
    var row = 1
    for line in texts.flatMap({ TextWrap.lines(of: workspace.text($0), width: width) }) {
      canvas.write(line.text, at: Position(column: 2, row: row), width: width)
      row += 1
    }
    lines.draw(into: &canvas, row: row + 1, workspace)
    let hint = Phrase(
      zh: "Enter 解鎖   \(quit) 離開（不是您的話）", en: "Enter unlocks   \(quit) leaves, if that is not you")
    canvas.write(
      Width.clipped(workspace.text(hint), to: width), at: Position(column: 2, row: row + 3), style: .faint,
      width: width)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "多久沒有按鍵就鎖定，在設定「畫面閒置鎖定」裡；0 表示不鎖定。輸入錯誤和登入失敗一樣計算，太多次會鎖住通行碼。",
        en:
          "How long without a key, the setting 'Lock the screen after' says; 0 means never. Wrong attempts count like "
          + "those at log-in, and too many lock the passphrase.")
    ]
  }
}
