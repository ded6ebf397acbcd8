import Domain

/// A column of a form's list.
public struct ListColumn: Hashable, Sendable {
  public var id: String
  public var isNumber: Bool
  /// Whether it holds instants, which are sorted as such and found by how the store shows them.
  public var isMoment: Bool

  public init(id: String, isNumber: Bool = false, isMoment: Bool = false) {
    self.id = id
    self.isNumber = isNumber
    self.isMoment = isMoment
  }
}

/// What the index needs to know from the definitions.
public protocol RecordIndexer: Sendable {
  /// Changes whenever an answer below could change; the index is then made again. Asked at every opening.
  var fingerprint: String { get }
  /// The columns of the form's list; the first eight are kept in the index.
  func listColumns(of form: String) -> [ListColumn]
  /// Records that this version refers to, and from which field.
  func references(in version: Version) -> [(field: String, record: String)]
  /// Who may read this version whatever it is classed as; nobody where everybody may read it.
  func parties(in version: Version) -> (lasting: Set<Party>, current: Set<Party>)
  /// Ids of people whom this version gives something to do.
  func assignees(in version: Version) -> Set<String>
  /// Words to be found by beside the values, such as the labels of choices.
  func searchWords(in version: Version) -> [String]
  /// From now on the store's own definitions that have to be accepted are these files, by their paths below `screens/`.
  func use(accepted: [String: String])
  /// What a form is read from now; nil where definitions are not kept.
  func definition(of form: String) -> FormDefinition?
  /// The clock that shows instants, which are found by how they are shown.
  var clock: StoreClock { get }
}

extension RecordIndexer {
  public func searchWords(in version: Version) -> [String] { [] }

  public func assignees(in version: Version) -> Set<String> { [] }

  public func parties(in version: Version) -> (lasting: Set<Party>, current: Set<Party>) { ([], []) }

  public func use(accepted: [String: String]) {}

  public func definition(of form: String) -> FormDefinition? { nil }

  public var clock: StoreClock { .none }
}

public enum ListSort: Hashable, Sendable {
  case number
  case savedAt
  /// A list column, counted from 0.
  case column(Int)
}

public struct ListQuery: Hashable, Sendable {
  /// Records of some forms that are saved and may have to be submitted by a person: they saved it last, or it was
  /// changed. Of `watched` forms, whoever saved them.
  public struct Unsent: Hashable, Sendable {
    public var person: String
    public var forms: Set<String>
    public var watched: Set<String>

    public init(by person: String, forms: Set<String>, watched: Set<String> = []) {
      self.person = person
      self.forms = forms
      self.watched = watched
    }
  }

  /// All forms if nil.
  public var form: String?
  /// Every word must stand in the number, a list column or the text.
  public var filter: String
  /// Values that list columns, counted from 0, must have.
  public var columnEquals: [Int: String]
  /// Texts that list columns, counted from 0, must lie between.
  public var columnBetween: [Int: Range<String>] = [:]
  public var statuses: Set<Status>
  /// Listed beside those with one of the statuses; where they are sorted by the time of saving, after them, but for
  /// those of watched forms.
  public var unsent: Unsent?
  /// What is listed; `nil` for all.
  public var clearance: Clearance?
  /// Numbers of records that are left out.
  public var without: Set<String> = []
  public var sort: ListSort
  /// Numbers of records whose place in the order of a column must not tell what stands there: as if it were empty.
  public var unsorted: Set<String> = []
  public var ascending: Bool
  public var offset: Int
  public var limit: Int

  /// No statuses means all of them.
  public init(
    form: String? = nil, filter: String = "", columnEquals: [Int: String] = [:], statuses: Set<Status> = [],
    unsent: Unsent? = nil, clearance: Clearance? = nil, sort: ListSort = .number, ascending: Bool = true,
    offset: Int = 0, limit: Int = 100
  ) {
    self.form = form
    self.filter = filter
    self.columnEquals = columnEquals
    self.statuses = statuses
    self.unsent = unsent
    self.clearance = clearance
    self.sort = sort
    self.ascending = ascending
    self.offset = offset
    self.limit = limit
  }
}

/// A record as it stands in a list: its newest version.
public struct ListRow: Hashable, Sendable {
  public var number: String
  public var form: String
  public var version: Int
  public var status: Status
  public var savedAt: Moment
  public var savedBy: PersonName
  /// What the clock showed when it was saved, where that disagreed with the order of the journal.
  public var clockSaid: Moment?
  /// What the record is classed as, by its field `classification`; empty where it has none.
  public var classification: String
  /// The record that corrects this one; nil where none does.
  public var correctedBy: String?
  /// Whether fields are classed higher than the record; no column and no search knows their values.
  public var hasClassedFields = false
  /// The hash of the definition that it was saved under; nil where none is kept.
  public var definition: String?
  /// Texts of the list columns; several values of a field are joined by a comma.
  public var columns: [String]

  public init(
    number: String, form: String, version: Int, status: Status, savedAt: Moment, savedBy: PersonName,
    classification: String = "", columns: [String]
  ) {
    self.classification = classification
    self.number = number
    self.form = form
    self.version = version
    self.status = status
    self.savedAt = savedAt
    self.savedBy = savedBy
    self.columns = columns
  }
}

extension ListRow {
  /// When it was saved, for people; both times where the clock disagreed.
  public func savedTime(_ clock: StoreClock) -> Phrase { Phrase.time(savedAt, clockSaid: clockSaid, clock) }
}

public struct ListPage: Hashable, Sendable {
  public var rows: [ListRow]
  /// Records that the query finds, on all pages.
  public var total: Int

  public init(rows: [ListRow], total: Int) {
    self.rows = rows
    self.total = total
  }
}

public struct FormCount: Hashable, Sendable {
  public var records: Int
  public var void: Int
  public var lastSavedAt: Moment?

  public init(records: Int, void: Int, lastSavedAt: Moment?) {
    self.records = records
    self.void = void
    self.lastSavedAt = lastSavedAt
  }
}

/// A record that a search found; newest save first.
public typealias SearchHit = ListRow

/// The end of a site's journal: it proves everything before it.
public struct StoreHead: Hashable, Sendable {
  /// 0 while nothing has been saved.
  public var sequence: Int
  public var seal: String
  public var savedAt: Moment?

  public init(sequence: Int, seal: String, savedAt: Moment?) {
    self.sequence = sequence
    self.seal = seal
    self.savedAt = savedAt
  }

  /// Reads what `ismsbook head` printed: the sequence, the seal, and a time that is not asked for.
  public init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard (2...3).contains(words.count), let sequence = WholeNumber.read(words[0]), sequence > 0,
      Digest.isDigest(words[1])
    else {
      return nil
    }
    self.init(sequence: sequence, seal: String(words[1]), savedAt: nil)
  }
}
