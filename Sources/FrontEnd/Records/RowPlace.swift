/// A row of a table of a record.
struct RowPlace: Hashable {
  var table: String
  /// Counted from 0.
  var row: Int
}
