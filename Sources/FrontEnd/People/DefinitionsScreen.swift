import Desk
import Domain
import Terminal

/// The store's own definitions that wait for two administrators; each accepts them with their passphrase.
public struct DefinitionsScreen: Screen {
  private var waiting: Desk.WaitingDefinitions?
  private var selection = Selection()
  private var lines = TypedLines([.init(Phrase(zh: "* 通行碼或 PIN", en: "* Passphrase or PIN"), isSecret: true)])

  public init() {}

  static let personal = Phrase(
    zh: "個人紀錄庫沒有角色與簽核，screens/ 的檔案直接生效，不必接受。",
    en: "A personal store has neither roles nor sign-off; its files in screens/ are in force as they are.")

  private var files: [WaitingDefinition] { waiting?.files ?? [] }

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "接受自訂的定義", en: "Accept own definitions") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    // The hint says what saving means here.
    [bind(.back) { _, _ in [.pop()] }]
      + (files.isEmpty ? [] : [bind(.save, isShown: false) { screen, _ in screen.accept() }])
  }

  public var takesText: Bool { !files.isEmpty }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (found, effects) = workspace.ask { desk throws(StoreProblem) in try desk.waitingDefinitions() }
    waiting = found
    selection.move(to: selection.index, count: files.count)
    return effects
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard !files.isEmpty else { return event == .key(.enter) ? [.pop()] : [] }
    if case .key(let key) = event, [.up, .down, .pageUp, .pageDown].contains(key) {
      selection.handle(key, count: files.count, page: room(workspace))
      return []
    }
    switch lines.handle(event) {
    case .taken: return []
    case .finished: return accept()
    case .tooLong(let length): return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
  }

  private func accept() -> [Effect] {
    guard !files.isEmpty else { return [.pop()] }
    guard !lines[0].isEmpty else {
      return [.show(.error(Phrase(zh: "請輸入自己的通行碼，再按 Enter。", en: "Type your own passphrase, then Enter.")))]
    }
    return [.acceptDefinitions(files, secret: lines[0])]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    lines.clearSecrets()
    let effects = appear(workspace)
    if case .refused(let refusal) = outcome, let finding = refusal.finding,
      case .file(let name, let line, let column) = finding.place
    {
      return effects + [.show(.error(Phrase(verbatim: "\(name):\(line):\(column): ") + finding.message))]
    }
    guard case .accepted(let acceptance) = outcome else {
      return effects + (outcome.problem.map { [.show(.error($0))] } ?? [])
    }
    return effects + [.show(.success(acceptance.message))]
  }

  // MARK: - Drawing

  /// Rows for the files.
  private func room(_ workspace: Workspace) -> Int { max(1, workspace.room.rows - 9) }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    guard !files.isEmpty else {
      let text = Phrase(
        zh: "screens/ 的定義都已經接受，或沒有自訂的定義；沒有要接受的。",
        en: "All definitions in screens/ are accepted, or there are none of your own; there is nothing to accept.")
      write(text, row: 1, width, into: &canvas, workspace)
      canvas.cursor = .zero
      return
    }
    let text = Phrase(
      zh: "這些檔案和兩位系統管理者接受的不同，還沒有生效；新的表單不能填，改過或拿掉的照先前的。請看過檔案內容再接受。",
      en:
        "These files are not as two administrators accepted them and not in force: a new form cannot be filled in, of "
        + "what changed or is gone the earlier one goes on. Read the files before you accept them.")
    write(text, row: 0, width, into: &canvas, workspace)
    for (offset, place) in selection.visible(count: files.count, rows: room(workspace)).enumerated() {
      let file = files[place]
      let isSelected = place == selection.index
      let label = Width.padded(workspace.text(file.label), to: 8)
      let hash = file.hash.map { " \($0.prefix(12))" } ?? ""
      let path = Width.clipped(file.path, to: width - 10 - hash.count)
      canvas.write(
        (isSelected ? "> " : "  ") + label + path + hash, at: Position(column: 1, row: offset + 4),
        style: isSelected ? .selected : .plain, width: width)
    }
    let rows = canvas.size.rows
    if let by = waiting?.proposedBy {
      let proposed = Phrase(
        zh: "\(by.name)已提出這些內容；另一位接受就生效。", en: "\(by.name) has proposed exactly this; another one puts it in force.")
      write(proposed, row: rows - 4, width, .strong, into: &canvas, workspace)
    }
    lines.draw(into: &canvas, row: rows - 2, step: 1, workspace)
    let hint = Phrase(
      zh: "上下看檔案（共 \(files.count) 個）   Enter 接受   \(key: .back) 返回",
      en: "Up and down: files (\(files.count))   Enter accepts   \(key: .back) goes back")
    canvas.write(
      Width.clipped(workspace.text(hint), to: width), at: Position(column: 1, row: rows - 1), style: .faint,
      width: width)
  }

  private func write(
    _ text: Phrase, row: Int, _ width: Int, _ style: Style = .plain, into canvas: inout Canvas, _ workspace: Workspace
  ) {
    for (offset, line) in TextWrap.lines(of: workspace.text(text), width: width).enumerated() {
      canvas.write(line.text, at: Position(column: 1, row: row + offset), style: style, width: width)
    }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh:
          "只有系統管理者看得到。自訂的表單、簽核流程與權限要兩位系統管理者接受：第一位提出，第二位接受後生效。檔案右邊是 SHA-256 的前 12 碼，可與另一位核對。選單與文件不必接受。",
        en:
          "For administrators only. Forms, chains and rights of the store's own take two: the first proposes them, the "
          + "second puts them in force. Beside a file are the first 12 digits of its SHA-256, to compare with the other's. "
          + "Menus and texts need no acceptance.")
    ]
  }
}
