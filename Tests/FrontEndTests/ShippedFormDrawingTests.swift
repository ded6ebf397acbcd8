import Definitions
import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Every field of every shipped form is drawn at 80x24 with its label whole, whether it is asked for at first or not.
@Suite("Shipped forms at 80x24") @MainActor
struct ShippedFormDrawingTests {
  private nonisolated static let catalogue = ScreensCatalogue.shipped()

  private static let size = Size(columns: 80, rows: 24)

  @Test("No label is cut", arguments: catalogue.heads().map(\.id), Language.allCases)
  func labels(_ id: String, _ language: Language) throws {
    let form = Self.withEverything(try #require(Self.catalogue.form(id)))
    let workspace = Workspace(
      catalogue: Self.catalogue, desk: nil, person: Cast.wang,
      language: language, clock: { Moment(seconds: 1_795_333_800, offset: 480) })
    var screen = FormScreen(form: form, workspace: workspace)
    let shown = Set(screen.page.lines.map(\.field.id))
    #expect(shown == Set(form.fields.map(\.id)), "fields that are not on any page")
    #expect(drawn(screen, workspace)[0].contains(form.title[language]), "title of \(id)")
    for line in screen.page.lines {
      screen.page.focus(line.slot, workspace)
      expectWhole(line.field, in: drawn(screen, workspace), screen.page, workspace, "\(id) \(line.field.id)")
    }
    for (section, title) in form.sections.map({ ($0.id, $0.title[language]) }) {
      #expect(Width.of(title) <= Self.size.columns - 16, "\(id) section \(section)")
    }
    for table in form.fields where table.isTable { check(table, of: screen.page.filling, workspace, id) }
  }

  /// The screen of a table's rows, every column of it, and that of one row.
  private func check(_ table: Field, of filling: Filling, _ workspace: Workspace, _ id: String) {
    var filling = filling
    if filling.settled[rows: table.id].isEmpty { _ = filling.insertRow(in: table, at: 0) }
    for first in table.columns.indices {
      let rows = filling.settled[rows: table.id]
      let layout = TableLayout(
        table, rows: rows, wide: Self.size.columns - 8, workspace.language, first: first)
      for column in layout.columns {
        let label = column.field.label[workspace.language]
        #expect(column.width >= Width.of(label), "\(id) \(table.id).\(column.field.id) '\(label)' in the rows")
      }
    }
    var screen = RowScreen(filling, table: table, row: 0, column: nil, among: [0], workspace)
    #expect(
      Set(screen.page.lines.map(\.field.id)) == Set(table.columns.map(\.id)),
      "columns of \(id) \(table.id) that are not on the page")
    for line in screen.page.lines {
      screen.page.focus(line.slot, workspace)
      expectWhole(
        line.field, in: drawn(screen, workspace), screen.page, workspace, "\(id) \(table.id).\(line.field.id)")
    }
  }

  /// The label stands beside the field, on as many lines as it needs, with nothing left out.
  private func expectWhole(
    _ field: Field, in screen: [String], _ page: FieldPage, _ workspace: Workspace, _ place: String
  ) {
    let label = field.label[workspace.language]
    guard let start = screen.firstIndex(where: { $0.hasPrefix(">") }) else {
      Issue.record("\(place) in \(workspace.language): the field is not in sight")
      return
    }
    var rest = label.filter { $0 != " " }
    for line in screen[start...] where !rest.isEmpty {
      // Marks stand in the first three columns.
      let text = String(line.dropFirst(3))
      let words = TextWrap.lines(of: label, width: FieldPage.mostLabelColumns).map(\.text)
      guard let word = words.first(where: { text.hasPrefix($0) && rest.hasPrefix($0.filter { $0 != " " }) }) else {
        break
      }
      rest.removeFirst(word.filter { $0 != " " }.count)
    }
    #expect(rest.isEmpty, "\(place) in \(workspace.language): '\(label)' is cut; \(screen[start])")
  }

  private func drawn(_ screen: any Screen, _ workspace: Workspace) -> [String] {
    var canvas = Canvas(size: Self.size)
    var stack = [screen]
    Frame(workspace: workspace, message: nil, isLargeEnough: true).draw(&stack, into: &canvas)
    return canvas.textLines()
  }

  /// The form with everything asked for that is asked for on some condition only.
  private static func withEverything(_ form: Form) -> Form {
    var result = form
    for section in result.sections.indices {
      result.sections[section].when = nil
      for field in result.sections[section].fields.indices {
        result.sections[section].fields[field].when = nil
        for column in result.sections[section].fields[field].columns.indices {
          result.sections[section].fields[field].columns[column].when = nil
        }
      }
    }
    return result
  }
}
