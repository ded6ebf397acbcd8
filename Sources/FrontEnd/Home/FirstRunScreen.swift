import Desk
import Domain
import Terminal

/// Shown when there is no store yet: make one, or look around in a demo store.
public struct FirstRunScreen: Screen {
  private enum Field: Int, CaseIterable {
    case organisation, name, id, zone, path
  }

  private var isFilling = false
  private var choice = Selection()
  private var editors: [LineEditor] = Field.allCases.map { _ in LineEditor() }
  private var focus = Field.organisation
  private var problem: Phrase?

  public init() {}

  public func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "資安簿  第一次使用", en: "ismsbook  First start") }

  public func bindings(_ workspace: Workspace) -> [Binding] { isFilling ? [bind(.save) { $0.create($1) }] : [] }
  public var canBeLeft: Bool { false }
  public var takesText: Bool { isFilling }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    if editors[Field.id.rawValue].isEmpty, !isFilling {
      editors[Field.name.rawValue].replace(with: workspace.person.name)
      editors[Field.id.rawValue].replace(with: workspace.person.id)
      editors[Field.zone.rawValue].replace(with: workspace.catalogue.clock.proposedZone)
      editors[Field.path.rawValue].replace(with: workspace.proposedStore)
    }
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard isFilling else { return handleChoice(event, workspace) }
    if case .key(let key) = event {
      switch key {
      case .tab, .down: move(1)
      case .backTab, .up: move(-1)
      case .enter:
        if focus == lastField(workspace) { return create(workspace) }
        move(1)
      default: editors[focus.rawValue].handle(event)
      }
      return []
    }
    editors[focus.rawValue].handle(event)
    return []
  }

  private mutating func handleChoice(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    switch key {
    case .character("1"): isFilling = true
    case .character("2"): return demo(workspace)
    case .enter:
      if choice.index == 1 { return demo(workspace) }
      isFilling = true
    default: choice.handle(key, count: 2, page: 2)
    }
    return []
  }

  private func lastField(_ workspace: Workspace) -> Field { workspace.allowsPaths ? .path : .zone }

  private mutating func move(_ step: Int) {
    let place = max(0, min(Field.allCases.count - 1, focus.rawValue + step))
    focus = Field(rawValue: place) ?? focus
  }

  private func text(_ field: Field) -> String { editors[field.rawValue].text.trimmed }

  private mutating func create(_ workspace: Workspace) -> [Effect] {
    let organisation = text(.organisation)
    let name = text(.name)
    guard !organisation.isEmpty else {
      return refuse(.organisation, Phrase(zh: "請輸入組織名稱。", en: "Type the name of the organisation."))
    }
    guard !name.isEmpty else { return refuse(.name, Phrase(zh: "請輸入您的姓名。", en: "Type your name.")) }
    guard PersonName.isValid(id: text(.id)) else {
      return refuse(
        .id,
        Phrase(
          zh: "帳號要以小寫英文字母開頭，只用小寫字母、數字、點、底線、連字號，例如 wang.xm。",
          en: "The id begins with a small letter and has small letters, digits, dots, hyphens or underscores: wang.xm.")
      )
    }
    let zone: Zone
    switch ZoneType.read(text(.zone), workspace.catalogue.clock) {
    case .success(let known): zone = known
    case .failure(let problem): return refuse(.zone, problem.message)
    }
    guard !text(.path).isEmpty else {
      return refuse(.path, Phrase(zh: "請輸入紀錄庫的位置。", en: "Type where the store shall be."))
    }
    problem = nil
    return [
      .createStore(
        StoreRequest(
          path: text(.path), organisation: organisation, person: PersonName(id: text(.id), name: name), isDemo: false,
          zone: zone))
    ]
  }

  private mutating func refuse(_ field: Field, _ message: Phrase) -> [Effect] {
    focus = field
    problem = message
    return [.show(.error(message))]
  }

  private func demo(_ workspace: Workspace) -> [Effect] {
    let name = workspace.person.name.isEmpty ? workspace.person.id : workspace.person.name
    let zone: Zone
    switch ZoneType.read(workspace.catalogue.clock.proposedZone, workspace.catalogue.clock) {
    case .success(let known): zone = known
    case .failure(let problem): return [.show(.error(problem.message))]
    }
    return [
      .createStore(
        StoreRequest(
          path: workspace.proposedStore + "-demo", organisation: workspace.text(Phrase(zh: "示範學院", en: "Demo College")),
          person: PersonName(id: workspace.person.id, name: name), isDemo: true, zone: zone))
    ]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    guard case .failed(let message) = outcome else { return [] }
    problem = message
    return [.show(.error(message))]
  }

  // MARK: - Drawing

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    var row = 1
    func write(_ text: String, _ style: Style = .plain, indent: Int = 2) {
      for line in TextWrap.lines(of: text, width: width - indent) {
        canvas.write(line.text, at: Position(column: indent, row: row), style: style, width: width)
        row += 1
      }
    }
    write(
      workspace.text(
        Phrase(
          zh: "歡迎使用資安簿：把 ISMS（ISO/IEC 27001:2022）的紀錄填進來，每一次儲存都留下不可更改的純文字版本。",
          en:
            "Welcome to ismsbook: fill in the records of your ISMS (ISO/IEC 27001:2022); every save stays as a plain-text version that cannot be altered unnoticed."
        )))
    row += 1
    guard isFilling else {
      write(
        workspace.text(
          Phrase(
            zh: "還沒有紀錄庫（\(workspace.proposedStore)）。要怎麼開始？",
            en: "There is no store yet (\(workspace.proposedStore)). How do you want to start?")), .strong)
      row += 1
      let options = [
        Phrase(zh: "1 建立紀錄庫：輸入組織名稱和您的姓名", en: "1 Create a store: name of the organisation, your name"),
        Phrase(zh: "2 先到示範紀錄庫看看", en: "2 Look around in a demo store"),
      ]
      for (place, option) in options.enumerated() {
        let isSelected = place == choice.index
        let text = Width.padded((isSelected ? "> " : "  ") + workspace.text(option), to: min(60, width))
        canvas.write(text, at: Position(column: 2, row: row), style: isSelected ? .selected : .plain, width: width)
        if isSelected { canvas.cursor = Position(column: 2, row: row) }
        row += 1
      }
      row += 1
      write(
        workspace.text(
          Phrase(
            zh: "多人共用（登入、權限、簽核）的紀錄庫，請離開後執行：",
            en: "For a store shared by several people (log-in, rights, sign-off), leave and run:")))
      write(
        "ismsbook init "
          + workspace.text(
            Phrase(
              zh: "目錄 --organisation 名稱 --person \"代碼 姓名\" --shared",
              en: "DIR --organisation NAME --person \"ID NAME\" --shared")), indent: 4)
      row += 1
      let key = Command.language.keys.map(\.name).joined(separator: " / ")
      write(Phrase(zh: "\(key)  English", en: "\(key)  中文")[workspace.language])
      return
    }
    drawFields(row: row, width: width, into: &canvas, workspace)
  }

  private func drawFields(row start: Int, width: Int, into canvas: inout Canvas, _ workspace: Workspace) {
    let labels: [(Phrase, Phrase)] = [
      (Phrase(zh: "組織名稱", en: "Organisation"), Phrase(zh: "例如：某某科技大學", en: "such as: Example University")),
      (Phrase(zh: "您的姓名", en: "Your name"), Phrase(zh: "印在每一筆紀錄上", en: "it stands on every record")),
      (
        Phrase(zh: "您的帳號", en: "Your id"),
        Phrase(zh: "小寫英文，例如 wang.xm，之後不能改", en: "small letters, such as wang.xm; stays for ever")
      ),
      (
        Phrase(zh: "時區", en: "Time zone"),
        Phrase(zh: "所有時間以此顯示；台灣是 Asia/Taipei", en: "all times are shown in it; Taiwan is Asia/Taipei")
      ),
      (Phrase(zh: "紀錄庫位置", en: "Store"), Phrase(zh: "空的或不存在的目錄", en: "a folder that is empty or not there")),
    ]
    var row = start
    for field in Field.allCases {
      let (label, note) = labels[field.rawValue]
      let isFocused = field == focus
      canvas.write(
        "* " + workspace.text(label), at: Position(column: 2, row: row), style: isFocused ? .strong : .plain, width: 18)
      editors[field.rawValue].draw(
        into: &canvas, at: Position(column: 20, row: row), width: width - 19, isFocused: isFocused,
        style: isFocused ? .plain : .field)
      let cursor = canvas.cursor
      canvas.write(
        Width.clipped(workspace.text(note), to: width - 20), at: Position(column: 20, row: row + 1), style: .plain,
        width: width - 20)
      canvas.cursor = cursor
      row += 3
    }
    let save = Command.save.key
    let text = Phrase(zh: "最後一欄按 Enter，或按 \(save)，就建立紀錄庫。", en: "Enter in the last field, or \(save), makes the store.")
    canvas.write(
      Width.clipped(workspace.text(text), to: width), at: Position(column: 2, row: row), style: .plain, width: width)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "紀錄庫是一個目錄，裡面是純文字檔；之後可用 ismsbook --store 目錄 指定。示範紀錄庫建在旁邊的另一個目錄，隨時可以刪。",
        en:
          "A store is a folder of plain text files; later you can name it with ismsbook --store DIR. The demo store is made in another folder beside it and can be removed at any time."
      )
    ]
  }
}
