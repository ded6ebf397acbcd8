import Domain
import Terminal

/// A chapter of the manual to read.
public struct ManualScreen: Screen {
  private let chapter: ManualChapter
  private var reader = TextReader()

  public init(_ chapter: ManualChapter) { self.chapter = chapter }

  public func title(_ workspace: Workspace) -> Phrase { chapter.title }

  public var mode: Phrase? { Phrase(zh: "閱讀", en: "reading") }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bind(.back) { screen, _ in screen.reader.stopAsking() ? [] : [.pop()] },
      bind(.search) { screen, _ in
        screen.reader.ask()
        return []
      },
    ]
  }

  public var isForKiosk: Bool { true }
  public var takesText: Bool { reader.isAsking }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let chinese = workspace.catalogue.manual(chapter, language: .zhTW) ?? ""
    reader.text = Phrase(zh: chinese, en: workspace.catalogue.manual(chapter, language: .en) ?? chinese)
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] { reader.handle(event, workspace) }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    reader.draw(under: Phrase(verbatim: "ismsbook help \(chapter.rawValue)"), into: &canvas, workspace)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] { [TextReader.help] }
}
