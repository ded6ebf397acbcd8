import Domain

/// A `check` of a form as the table names it: its field or `table.column`, and its rule as the form has it.
struct CheckName: Hashable, CustomStringConvertible {
  var path: String
  var rule: String

  init(path: String, rule: String) {
    self.path = path
    self.rule = rule.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The field, or the table and its column.
  var place: (field: String, column: String?) {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    return (parts[0], parts.count == 2 ? parts[1] : nil)
  }

  var description: String { "\(path): \(rule)" }
}

/// A check with what makes it pass and what makes it fail.
struct CheckExample {
  var name: CheckName
  /// Line in the file of the table, from 1.
  var line: Int
  var passing: [Filling] = []
  var failing: [Filling] = []
}

/// The few values that a check looks at: of the record, and of the other records that it asks for.
struct Filling {
  /// Line in the file of the table, from 1.
  var line: Int
  /// As typed on the screen.
  var typed = Content()
  /// As stored.
  var others: [RecordValue] = []
  /// Tables that start with the form's own rows.
  var templates: [String] = []
  /// The row that a column's check is tried on, from 0.
  var row = 0
  var version = 1
  var number: String?
  /// What is signed; nil where nothing is.
  var signed: SignedSteps?
}
