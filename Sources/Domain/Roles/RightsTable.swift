/// Who may do what, as a table: a row a form, a column a role, in each cell the letters of the rights.
public struct RightsTable: Sendable {
  public struct Row: Hashable, Sendable, Identifiable {
    public let subject: AccessRights.Subject
    /// One set a column.
    public let cells: [Set<Right>]

    public var id: String { subject.form }
  }

  public let columns: [ChoiceList.Item]
  public let rows: [Row]

  public init(_ rights: AccessRights, _ subjects: [AccessRights.Subject]) {
    let columns = rights.roles.items
    self.columns = columns
    rows = subjects.map { subject in
      Row(subject: subject, cells: columns.map { rights.rights(of: $0.id, on: subject) })
    }
  }

  /// Rows that say the same for every role as one, with the forms that they stand for.
  public var groups: [(forms: [AccessRights.Subject], cells: [Set<Right>])] {
    rows.reduce(into: []) { groups, row in
      if let place = groups.firstIndex(where: { $0.cells == row.cells }) {
        groups[place].forms.append(row.subject)
      } else {
        groups.append(([row.subject], row.cells))
      }
    }
  }

  /// The letters of a cell: `增讀修`, `CRA`; `-` for none.
  public static func text(_ rights: Set<Right>, _ language: Language) -> String {
    let letters = Right.allCases.filter { rights.contains($0) }.map { $0.letter[language] }
    return letters.isEmpty ? "-" : letters.joined()
  }

  /// What the letters mean.
  public static var legend: Phrase {
    func line(_ language: Language) -> String {
      Right.allCases.map { "\($0.letter[language]) \($0.label[language])" }.joined(separator: "  ")
    }
    return Phrase(zh: line(.zhTW), en: line(.en))
  }
}
