import Domain

/// One field to be filled in: of the form, or of a row of one of its tables.
public struct FieldSlot: Hashable, Sendable {
  /// The field's id, or the column's in a table.
  let field: String
  let table: String?
  /// Counts from 0; 0 outside of tables.
  let row: Int

  init(_ field: String) {
    self.field = field
    table = nil
    row = 0
  }

  init(table: String, row: Int, column: String) {
    field = column
    self.table = table
    self.row = row
  }

  init?(_ place: Finding.Place) {
    guard case .field(let id, let row, let column) = place else { return nil }
    if let row, let column {
      self.init(table: id, row: row, column: column)
    } else {
      self.init(id)
    }
  }

  var place: Finding.Place {
    if let table { return .field(table, row: row, column: field) }
    return .field(field)
  }

  /// The field of the form that it belongs to.
  var formField: String { table ?? field }

  /// `title`, or `items 3 owner` with rows counted from 1.
  var text: String { table.map { "\($0) \(row + 1) \(field)" } ?? field }

  init?(text: String) {
    let parts = text.split(separator: " ").map(String.init)
    switch parts.count {
    case 1: self.init(parts[0])
    case 3:
      guard let row = WholeNumber.read(parts[1]), row > 0 else { return nil }
      self.init(table: parts[0], row: row - 1, column: parts[2])
    default: return nil
    }
  }
}

extension Form {
  /// The definition of the field in a slot.
  func field(at slot: FieldSlot) -> Field? {
    guard let table = slot.table else { return field(slot.field) }
    return field(table)?.column(slot.field)
  }
}

extension Content {
  /// The texts in a slot; writing to a row that does not exist does nothing.
  subscript(slot: FieldSlot) -> [String] {
    get {
      guard let table = slot.table else { return self[slot.field] }
      let rows = self[rows: table]
      return rows.indices.contains(slot.row) ? rows[slot.row][slot.field] : []
    }
    set {
      guard let table = slot.table else {
        self[slot.field] = newValue
        return
      }
      guard let place = tables.firstIndex(where: { $0.id == table }), tables[place].rows.indices.contains(slot.row)
      else { return }
      tables[place].rows[slot.row][slot.field] = newValue
    }
  }
}
