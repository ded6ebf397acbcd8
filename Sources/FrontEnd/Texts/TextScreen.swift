import Domain
import Desk
import Terminal

/// A procedure's text to read: the newest version of its record, or the shipped text where it was never saved.
/// It scrolls, can be searched, and leads to the record's amendment and history.
public struct TextScreen: Screen {
  let source: ProcedureText
  private(set) var version: Version?
  /// As stored, with the names of settings in it.
  private(set) var stored = Phrase(verbatim: "")
  /// The text as it is read, with the values of settings.
  private var reader = TextReader()
  var asking: TextAction?
  /// Why the person may not read it.
  private var closed: Phrase?

  public init(_ source: ProcedureText) { self.source = source }

  public func title(_ workspace: Workspace) -> Phrase { source.title }

  public var mode: Phrase? {
    version?.status == .void ? Phrase(zh: "閱讀 作廢", en: "reading, void") : Phrase(zh: "閱讀", en: "reading")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bind(.back) { screen, _ in screen.reader.stopAsking() ? [] : [.pop()] },
      bind(.amend, unless: { $0.denialOfAmendment($1) }) { screen, _ in screen.amend() },
      bind(.history, unless: { screen, _ in screen.noHistory }) { screen, _ in
        [.push(HistoryScreen(record: screen.source.number))]
      },
      bind(.search) { screen, _ in
        screen.reader.ask()
        return []
      },
    ]
  }

  public var takesText: Bool { reader.isAsking }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let (looked, effects) = workspace.look(at: source.number, isAgain: closed != nil)
    version = nil
    switch looked {
    case .success(let seen): version = workspace.desk?.named(seen.version).marked(workspace.language)
    case .failure(let refusal) where refusal.kind == .notPermitted:
      closed = refusal.message
      stored = refusal.message
      reader.text = refusal.message
      return effects + [.show(.error(refusal.message))]
    default: break
    }
    closed = nil
    guard let content = version?.content ?? workspace.catalogue.firstContent(of: source) else { return effects }
    let chinese = content[ProcedureText.field(.zhTW)].first ?? ""
    stored = Phrase(zh: chinese, en: content[ProcedureText.field(.en)].first ?? chinese)
    reader.text = Phrase(zh: filled(stored.zh, .zhTW, workspace), en: filled(stored.en, .en, workspace))
    return effects
  }

  private func filled(_ text: String, _ language: Language, _ workspace: Workspace) -> String {
    guard text.contains("{setting."), let form = workspace.catalogue.form("settings") else { return text }
    let saved = workspace.desk?.savedSettings
    return SettingText(
      workspace.reading(form), saved: saved?.content, organisation: workspace.desk?.organisation ?? "",
      language: language
    ).filled(text)
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] { answer(outcome, workspace) }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { reader.handle(event, workspace) }

  /// The first line of the text in sight, counted in lines as stored.
  func topLine(_ workspace: Workspace) -> Int { reader.topLine(workspace) }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    reader.draw(under: edition, into: &canvas, workspace)
  }

  /// Which document this is, and which version of it.
  private var edition: Phrase {
    let number = Phrase(verbatim: source.number + "  ")
    guard closed == nil else { return number }
    guard let version else {
      return number + Phrase(zh: "程式所附的文字，還沒有存成文件", en: "text that comes with the program, not kept as a record yet")
    }
    let edition = version.content["edition"].first ?? ""
    let issued = version.content["issued_on"].first ?? ""
    return number
      + Phrase(
        zh: "版次 \(edition)（\(issued) 發行）  第 \(version.number) 版 ",
        en: "edition \(edition) (issued \(issued))  version \(version.number), ")
      + Phrase(verbatim: "\(version.savedAt.day.text) ") + version.savedBy.phrase
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      TextReader.help,
      Phrase(
        zh: "這是一份列管的文件：\(key: .amend) 修正內容，要寫原因，舊版會留著；\(key: .history) 看所有版本和逐行的差異。大括號裡的設定值在閱讀時填入。",
        en:
          "This is a controlled document: \(key: .amend) amends it with a reason and keeps the old version; \(key: .history) shows all versions "
          + "and what changed line by line. Values of the settings are filled in as it is read."),
    ]
  }
}
