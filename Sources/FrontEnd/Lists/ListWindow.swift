import Domain
import Desk

/// The part of a list that has been read from the index, around the selected row.
struct ListWindow {
  private(set) var rows: [ListRow] = []
  /// Records that the query finds in all.
  private(set) var total = 0
  private var start = 0

  private static let size = 200
  /// Rows to either side that must be there, so that any screen can be filled.
  private static let reach = 60

  subscript(place: Int) -> ListRow? {
    rows.indices.contains(place - start) ? rows[place - start] : nil
  }

  /// The place of a record among those that have been read.
  func place(of number: String?) -> Int? { rows.firstIndex { $0.number == number }.map { start + $0 } }

  /// Whether enough has been read around a place.
  func covers(_ place: Int) -> Bool {
    let before = max(0, place - Self.reach)
    let after = min(total, place + Self.reach)
    return start <= before && after <= start + rows.count
  }

  /// Reads the rows around a place.
  mutating func read(_ query: ListQuery, around place: Int, _ workspace: Workspace) -> [Effect] {
    var query = query
    query.offset = max(0, place - Self.size / 2)
    query.limit = Self.size
    var (page, effects) = workspace.page(query)
    if let found = page, found.rows.isEmpty, found.total > 0 {
      // There are fewer than there were: the end is read.
      query.offset = max(0, found.total - Self.size / 2)
      let again = workspace.page(query)
      page = again.result
      effects += again.effects
    }
    rows = page?.rows ?? []
    total = page?.total ?? 0
    start = query.offset
    return effects
  }
}
