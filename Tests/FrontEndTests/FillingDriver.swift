import Domain
import Desk
import Terminal

@testable import FrontEnd

/// Carries out what screens ask for as `Application` does, with the saved records in memory.
@MainActor
final class FillingDriver {
  var world = FillingWorld()
  var language = Language.zhTW
  var size: Size
  var stack: [any Screen] = []
  var message: Message?
  var saved: [NewVersion] = []
  var drafts: [DraftID: Draft] = [:]
  var removed: [DraftID] = []
  /// What the next save comes to, if not a saved version.
  var nextSave: Outcome?
  var attachment = EvidenceReference(hash: String(repeating: "a", count: 64), size: 12, name: "照片.png")

  init(_ size: Size = Size(columns: 80, rows: 24), _ language: Language = .zhTW) {
    self.size = size
    self.language = language
    stack = [Floor()]
  }

  var allowsPaths = true

  var workspace: Workspace { world.workspace(language, allowsPaths: allowsPaths) }

  func open(_ make: (Workspace) -> any Screen) { carryOut(.push(make(workspace))) }

  func openForm(_ id: String) {
    guard let form = world.form(id) else { return }
    open { FormScreen(form: form, workspace: $0) }
  }

  var form: FormScreen? { stack.lazy.compactMap { $0 as? FormScreen }.last }
  var filling: Filling? {
    for screen in stack.reversed() {
      if let screen = screen as? any PageScreen {
        var page = screen.page
        page.flush()
        return page.filling
      }
      if let screen = screen as? RowsScreen { return screen.filling }
    }
    return nil
  }
  var focus: String? { (stack.last as? any PageScreen)?.page.slot?.text }

  func typed(_ slot: String) -> [String] { Slot(text: slot).map { filling?[$0] ?? [] } ?? [] }

  // MARK: - Events

  func feed(_ script: String) throws {
    for event in try KeyScript.events(script) { take(event) }
  }

  func take(_ event: Event) {
    if case .resize(let new) = event {
      size = new
      return
    }
    message = nil
    guard let top = stack.last else { return }
    if case .key(let key) = event, let command = command(for: key, on: top) {
      if top.commands.contains(command) {
        withTop { $0.perform(command, $1) }
      } else if command == .back {
        carryOut(.pop())
      } else if command == .language {
        language = language == .zhTW ? .en : .zhTW
      } else if command == .help {
        carryOut(.push(HelpScreen(for: top, workspace)))
      }
    } else {
      withTop { $0.handle(event, $1) }
    }
  }

  /// What a screen of others gives back.
  func answer(_ outcome: Outcome) { carryOut(.pop(outcome)) }

  private func command(for key: Key, on screen: any Screen) -> FrontEnd.Command? {
    if key == .control("c") { return .back }
    return (screen.commands + FrontEnd.Command.everywhere).first { $0.keys.contains(key) }
  }

  private func withTop(_ body: (inout any Screen, Workspace) -> [Effect]) {
    guard var top = stack.popLast() else { return }
    let effects = body(&top, workspace)
    stack.append(top)
    for effect in effects { carryOut(effect) }
  }

  private func leaveTop() {
    keepDrafts()
    stack.removeLast()
  }

  func keepDrafts() {
    for place in stack.indices {
      guard let draft = stack[place].draft else { continue }
      drafts[draft.id] = draft
      stack[place].draftWasSaved()
    }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .push(let screen):
      stack.append(screen)
      withTop { $0.appear($1) }
    case .pop(let outcome):
      guard stack.count > 1 else { return }
      leaveTop()
      withTop { $0.appear($1) }
      withTop { $0.receive(outcome, $1) }
    case .replace(let screen):
      leaveTop()
      carryOut(.push(screen))
    case .show(let message): self.message = message
    case .save(let version): save(version)
    case .attach: withTop { $0.receive(.evidence(attachment), $1) }
    case .removeDraft(let id):
      drafts[id] = nil
      removed.append(id)
    case .perform(let command):
      stack.removeLast()
      withTop { $0.perform(command, $1) }
    default: break
    }
  }

  private func save(_ version: NewVersion) {
    saved.append(version)
    if let outcome = nextSave {
      nextSave = nil
      withTop { $0.receive(outcome, $1) }
      return
    }
    var number = "?"
    var step = 1
    switch version.record {
    case .existing(let name, let base):
      number = name
      step = base + 1
    case .numbered(let pattern): number = pattern.number(saved.count)
    case .named(let name): number = name
    }
    if let draft = version.draft { drafts[draft] = nil }
    let done = Version(
      record: number, form: version.form, number: step, status: .saved, action: version.action,
      savedAt: FillingWorld.now, savedBy: version.savedBy, site: "main", sequence: saved.count,
      seal: String(repeating: "ab12", count: 16), content: version.content)
    withTop { $0.receive(.saved(done), $1) }
  }

  // MARK: - What is seen

  var canvas: Canvas {
    var canvas = Canvas(size: size)
    let isLarge = size.columns >= Application.smallest.columns && size.rows >= Application.smallest.rows
    Frame(workspace: workspace, stack: stack, message: message, isLargeEnough: isLarge).draw(into: &canvas)
    return canvas
  }

  var screen: String { canvas.screenText }
}

/// What lies under the first screen.
private struct Floor: Screen {
  func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "資安簿", en: "ismsbook") }
  func draw(into canvas: inout Canvas, _ workspace: Workspace) {}
}
