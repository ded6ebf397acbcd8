import Desk
import Domain
import Terminal

/// Asks which earlier record a new one continues, or whether it starts empty.
public struct ContinueScreen: Screen {
  private let form: Form
  /// In the order of the menu; nil for the empty form.
  private let answers: [RecordValue?]
  private let known: Content
  private let source: RowReference?
  private var menu: MenuScreen

  init(form: Form, earlier: [RecordValue], known: Content, source: RowReference?, _ workspace: Workspace) {
    self.form = form
    self.known = known
    self.source = source
    // A register has one record for each thing; a new record is mostly about a new thing.
    let about = form.continues?.about ?? []
    let isNewThing = form.kind == .register && about.contains { known[$0].isEmpty }
    answers = isNewThing ? [nil] + earlier : earlier + [nil]
    menu = MenuScreen(
      title: Phrase(
        zh: "接續哪一筆？帶入的列會標示 + 新增 ~ 修改 - 刪除 = 無異動。",
        en: "Continue which record? Its rows are marked: + added ~ changed - removed = unchanged."),
      items: answers.map { $0.map { Self.label($0, form) } ?? Phrase(zh: "空白的新表單", en: "An empty form") })
  }

  private static func label(_ record: RecordValue, _ form: Form) -> Phrase {
    let day = record.content["fill_date"].first ?? ""
    func text(_ language: Language) -> String {
      [record.number, day, form.titleText(record.content, language).excerpt].filter { !$0.isEmpty }
        .joined(separator: "  ")
    }
    return Phrase(zh: "接續 ", en: "Continue ") + Phrase(zh: text(.zhTW), en: text(.en))
  }

  public func title(_ workspace: Workspace) -> Phrase { menu.title(workspace) }
  public var isOverlay: Bool { true }
  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.back) { _, _ in [.pop()] }] }
  public func helpText(_ workspace: Workspace) -> [Phrase] { menu.helpText(workspace) }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    menu.handle(event, workspace).flatMap { effect -> [Effect] in
      guard case .pop(.choice(let place)) = effect, answers.indices.contains(place) else { return [effect] }
      guard let earlier = answers[place] else {
        return [.replace(FormScreen(new: form, prefilled: known, from: source, workspace: workspace))]
      }
      return Self.start(form, from: earlier, known: known, source: source, workspace)
    }
  }

  /// Opens the form with what is taken over.
  static func start(
    _ form: Form, from earlier: RecordValue, known: Content, source: RowReference?, _ workspace: Workspace
  ) -> [Effect] {
    let (found, effects) = workspace.ask { desk throws(StoreProblem) in
      try desk.start(form, continuing: earlier.number, with: known)
    }
    guard let found else { return effects }
    let content: Content
    switch found {
    case .failure(let refusal): return [.pop(), .show(.error(refusal.message))]
    case .success(let taken): content = taken
    }
    let screen = FormScreen(new: form, prefilled: content, from: source, workspace: workspace)
    return [
      .replace(screen),
      .show(
        .note(
          Phrase(
            zh: "已帶入 \(earlier.number)；日期、期間、簽核與佐證請重新填寫，\(key: .save) 儲存。",
            en:
              "Brought along from \(earlier.number); fill in days, period, sign-off and evidence again, \(key: .save) saves."
          ))),
    ]
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) { menu.draw(into: &canvas, workspace) }
}
