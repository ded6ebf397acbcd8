import Domain
import Terminal

/// Two versions of a record and what they differ in, field by field.
public struct DifferenceScreen: Screen {
  private let older: Version
  private let newer: Version
  private let form: Form?
  private var pager = Pager()
  /// One under the other even where there is room for two sides.
  private var isUnified = false
  private var kept = KeptLines()

  public init(older: Version, newer: Version, form: Form?) {
    self.older = older
    self.newer = newer
    self.form = form
  }

  public func title(_ workspace: Workspace) -> Phrase {
    Phrase(
      zh: "比較 \(newer.record) 第 \(older.number) 版與第 \(newer.number) 版",
      en: "Compare \(newer.record), versions \(older.number) and \(newer.number)")
  }

  public var mode: Phrase? { Phrase(zh: "檢視", en: "view") }
  public func bindings(_ workspace: Workspace) -> [Binding] {
    [
      bind(.compare, unless: { screen, workspace in screen.denialOfSides(workspace) }) { screen, _ in
        screen.switchSides()
      }
    ]
  }

  private func denialOfSides(_ workspace: Workspace) -> Denial? {
    let need = DifferencePage.wide
    guard workspace.room.columns < need else { return nil }
    return Denial(
      .note(
        Phrase(zh: "並排要 \(need) 欄以上；請把視窗拉寬。", en: "Side by side takes \(need) columns; make the window wider.")))
  }

  private mutating func switchSides() -> [Effect] {
    isUnified.toggle()
    kept.forget()
    pager = Pager()
    return []
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    _ = pager.handle(key, lines(workspace), page: workspace.room.rows - 1)
    return []
  }

  private func lines(_ workspace: Workspace) -> [PageLine] {
    if let lines = kept.lines(workspace) { return lines }
    let width = workspace.room.columns
    var writer = PageWriter(width: width)
    for (mark, version) in [("-", older), ("+", newer)] {
      var text = workspace.text(version.numberText) + "  " + workspace.text(version.saveText(workspace))
      if let reason = version.reason, !reason.isEmpty {
        text += "  " + workspace.text(Phrase(zh: "原因：", en: "reason: ")) + ShownField.inOneLine(reason)
      }
      writer.pair(mark, text, at: 1, textAt: 3, labelStyle: .strong)
    }
    let blocks = DifferenceBlock.between(
      older, newer, form: form, before: workspace.catalogue.form(older.form),
      steps: workspace.catalogue.everyStep(of: form), workspace.clock,
      workspace.language)
    if blocks.isEmpty {
      writer.blank()
      writer.text(workspace.text(Phrase(zh: "兩版的內容沒有差別。", en: "The two versions have the same content.")))
    }
    DifferencePage(
      blocks: blocks, isSideBySide: width >= DifferencePage.wide && !isUnified, language: workspace.language
    ).write(into: &writer)
    return writer.lines
  }

  public mutating func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let lines = lines(workspace)
    kept.keep(lines, workspace)
    let key = Command.compare.key
    var hint = Phrase(zh: "- 舊   + 新   ~ 改過", en: "- old   + new   ~ changed")
    if canvas.size.columns >= DifferencePage.wide {
      hint =
        hint
        + (isUnified
          ? Phrase(zh: "   \(key) 並排", en: "   \(key) side by side")
          : Phrase(zh: "   \(key) 上下排列", en: "   \(key) one under the other"))
    }
    pager.draw(lines, hint: hint, into: &canvas, workspace)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "- 是舊版有的，+ 是新版有的，~ 是改過的欄位。視窗 \(DifferencePage.wide) 欄以上時並排，可以切換。",
        en:
          "- stood in the old version, + stands in the new, ~ is a field that was changed. From \(DifferencePage.wide) columns on they stand side by side, which can be switched."
      )
    ]
  }
}
