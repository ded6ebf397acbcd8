import Desk
import Domain
import Foundation
import Terminal

@testable import FrontEnd

/// The program on a store of the filling tests, fed event by event, so that a test can look at it in between.
@MainActor
final class FillingDriver {
  let world = FillingWorld()
  let desk: Desk
  let folder: String
  private let terminal: DrivenTerminal
  private let application: Application
  private let first: Int

  init(_ size: Size = Size(columns: 80, rows: 24), _ language: Language = .zhTW, allowsPaths: Bool = true) throws {
    folder = NSTemporaryDirectory() + "filling-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    desk = try world.makeStore(in: folder)
    first = desk.sequence
    terminal = DrivenTerminal(size)
    application = Application(
      terminal: terminal,
      configuration: Application.Configuration(
        catalogue: world, desk: desk, person: FillingWorld.me, language: language, allowsPaths: allowsPaths,
        clock: { FillingWorld.now }, ticks: { 0 }, createStore: { _ in .failure(.noRecord("")) }))
    application.start(over: Floor())
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var workspace: Workspace { application.workspace }
  var stack: [any Screen] { application.stack }
  var message: Message? { application.message }
  var size: Size { terminal.size }

  func open(_ make: (Workspace) -> any Screen) {
    application.carryOut([.push(make(workspace))])
    application.draw()
  }

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

  func typed(_ slot: String) -> [String] { FieldSlot(text: slot).map { filling?[$0] ?? [] } ?? [] }

  // MARK: - Events

  func feed(_ script: String) throws {
    for event in try KeyScript.events(script) { take(event) }
  }

  func take(_ event: Event) {
    if case .resize(let new) = event { terminal.size = new }
    application.takeIn([event])
    // Whoever leaves comes back to what they left: the palette offers to quit, and random keys take it up.
    guard application.ending == .quit else { return }
    application.ending = nil
    application.draw()
  }

  func keepDrafts() { application.keepAllDrafts() }

  // MARK: - What came of it

  /// What was saved, the first save first.
  var saved: [Version] {
    get throws {
      var all: [Version] = []
      for head in world.heads() {
        for version in try desk.everyRecord(of: head.id) {
          all += try desk.history(of: version.record).get().filter { $0.sequence > first }
        }
      }
      return all.sorted { $0.sequence < $1.sequence }
    }
  }

  var drafts: [Draft] { get throws { try desk.attended(by: FillingWorld.me).drafts() } }

  var canvas: Canvas { terminal.canvas }
  var screen: String { canvas.screenText }
}

/// A terminal in memory whose events come one by one from a test.
@MainActor
final class DrivenTerminal: Terminal {
  var size: Size
  private(set) var canvas: Canvas
  private let inner = ScriptedTerminal(events: [])

  init(_ size: Size) {
    self.size = size
    canvas = Canvas(size: size)
  }

  func events(waitingAtMost milliseconds: Int?) -> [Event] { [] }
  func discardInput() {}
  func show(_ canvas: Canvas) { self.canvas = canvas }
  func redraw() { inner.redraw() }
  var redraws: Int { inner.redraws }
  func close() {}
}

/// What lies under the first screen; nothing leads out of it.
struct Floor: Screen {
  func bindings(_ workspace: Workspace) -> [Binding] { [bind(.back) { _, _ in [] }] }
  func title(_ workspace: Workspace) -> Phrase { Phrase(zh: "資安簿", en: "ismsbook") }
  func draw(into canvas: inout Canvas, _ workspace: Workspace) {}
}
