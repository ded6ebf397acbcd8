/// Every kind of field there is, by its word in definitions.
///
/// Whatever has to be decided for each kind is decided by a switch without a default, here or where it is used: a new
/// kind builds only when every question has its answer.
public enum FieldKind: String, CaseIterable, Hashable, Sendable {
  case text, paragraph, number, day, time, moment
  case yesNo = "yes-no"
  case choice, choices, person, unit, reference, references, file, rows
  case timeZone = "time-zone"

  /// What kinds have in common.
  public enum Family: Hashable, Sendable {
    /// What people put into words, on one line or several.
    case words
    case number
    /// A day, a time or both.
    case occasion
    case yesNo
    /// One or several of a list that the definition gives.
    case choice
    /// A person or a unit of the registers.
    case party
    /// Numbers of other records.
    case reference
    case file
    case table
    case timeZone
  }

  public var family: Family {
    switch self {
    case .text, .paragraph: .words
    case .number: .number
    case .day, .time, .moment: .occasion
    case .yesNo: .yesNo
    case .choice, .choices: .choice
    case .person, .unit: .party
    case .reference, .references: .reference
    case .file: .file
    case .rows: .table
    case .timeZone: .timeZone
    }
  }

  /// Whether a field holds several values.
  public var isList: Bool {
    switch self {
    case .choices, .references, .file: true
    case .text, .paragraph, .number, .day, .time, .moment, .yesNo, .choice, .person, .unit, .reference, .rows,
      .timeZone:
      false
    }
  }

  /// Whether a value is one of those that a list offers.
  public var isPicked: Bool {
    switch family {
    case .choice, .party, .reference: true
    case .words, .number, .occasion, .yesNo, .file, .table, .timeZone: false
    }
  }

  /// Whether records are found by the stored text, since the same value is always stored as the same text.
  public var isFoundByText: Bool {
    switch self {
    case .text, .choice, .reference, .yesNo, .day: true
    // A number may be written with zeros at its end, a moment with another offset, a person with another name.
    case .paragraph, .number, .time, .moment, .choices, .person, .unit, .references, .file, .rows, .timeZone: false
    }
  }

  /// How the index keeps a value to sort by it.
  public enum Order: Hashable, Sendable {
    case text, number, moment
  }

  public var order: Order {
    switch self {
    case .number: .number
    case .moment: .moment
    case .text, .paragraph, .day, .time, .yesNo, .choice, .choices, .person, .unit, .reference, .references, .file,
      .rows, .timeZone:
      .text
    }
  }

  /// What stands between two texts that are made one; nil where two values of a field cannot be one.
  public var joiner: String? {
    switch self {
    // A text of one line has no line ends.
    case .text: " "
    case .paragraph: "\n"
    case .number, .day, .time, .moment, .yesNo, .choice, .choices, .person, .unit, .reference, .references, .file,
      .rows, .timeZone:
      nil
    }
  }

  /// Whether a value says what its row is about.
  public var isTelling: Bool {
    switch self {
    case .text, .paragraph, .choice, .reference, .person, .unit: true
    case .number, .day, .time, .moment, .yesNo, .choices, .references, .file, .rows, .timeZone: false
    }
  }

  /// The type, which reads and shows instants by this clock.
  public func type(_ clock: StoreClock = .none) -> any FieldType {
    switch self {
    case .text: TextType()
    case .paragraph: ParagraphType()
    case .number: NumberType()
    case .day: DayType()
    case .time: TimeType()
    case .moment: MomentType(clock)
    case .yesNo: YesNoType()
    case .choice: ChoiceType()
    case .choices: ChoicesType()
    case .person: PersonType()
    case .unit: UnitType()
    case .reference: ReferenceType()
    case .references: ReferencesType()
    case .file: FileType()
    case .rows: RowsType()
    case .timeZone: ZoneType(clock)
    }
  }
}
