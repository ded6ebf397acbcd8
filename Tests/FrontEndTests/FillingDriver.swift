import Desk
import Domain
import Terminal
import TestKit

@testable import FrontEnd

/// The program on a store of the filling tests, key by key.
@MainActor
final class FillingDriver {
  let desk: Desk
  let folder: TemporaryFolder
  private let seat: Seat
  /// The last entry that was there from the beginning.
  private let first: Int

  init(_ size: Size = Size(columns: 80, rows: 24), _ language: Language = .zhTW, allowsPaths: Bool = true) throws {
    folder = try TemporaryFolder()
    desk = try FillingForms.store(in: folder)
    first = desk.sequence
    seat = Seat(
      Application.Configuration(at: desk, in: language, allowsPaths: allowsPaths, clock: { FillingForms.now }), size)
  }

  var workspace: Workspace { seat.workspace }
  var stack: [any Screen] { seat.stack }
  var message: Message? { seat.message }
  var size: Size { seat.terminal.size }
  var canvas: Canvas { seat.terminal.canvas }
  var screen: String { seat.screen }

  func open(_ make: (Workspace) -> any Screen) { seat.open([make(workspace)]) }

  func openForm(_ id: String) {
    guard let form = desk.catalogue.form(id) else { return }
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
    seat.feed([event])
    // Random keys may quit. Whoever leaves comes back to what they left.
    guard seat.application.ending == .quit else { return }
    seat.application.ending = nil
    seat.application.draw()
  }

  func keepDrafts() { seat.application.keepAllDrafts() }

  // MARK: - What came of it

  /// What was saved, the first save first.
  var saved: [Version] {
    get throws {
      var all: [Version] = []
      for head in desk.catalogue.heads() {
        guard let form = desk.catalogue.form(head.id) else { continue }
        for version in try desk.versions(of: RecordQuery(form)) {
          all += try desk.history(of: version.record).get().filter { $0.sequence > first }
        }
      }
      return all.sorted { $0.sequence < $1.sequence }
    }
  }

  var drafts: [Draft] { get throws { try desk.attended(by: Cast.wang).drafts() } }
}
