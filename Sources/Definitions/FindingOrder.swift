import Domain

/// The order in which findings are told: by file, line and column.
enum FindingOrder {
  static func isBefore(_ left: Finding, _ right: Finding) -> Bool { key(left) < key(right) }

  private static func key(_ finding: Finding) -> (String, Int, Int, String) {
    guard case .file(let file, let line, let column) = finding.place else { return ("", 0, 0, finding.message.en) }
    return (file, line, column, finding.message.en)
  }
}
