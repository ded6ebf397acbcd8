/// A field of a form, or a column of a table.
public struct Field: Sendable, Identifiable {
  /// Whether a value is needed: never, always, or as an expression says.
  public enum Need: Sendable {
    case optional
    case required
    case when(Rule)
  }

  /// On which side of now a day lies, for days and times that are typed without their year or day.
  public enum Expectation: String, Hashable, Sendable, CaseIterable {
    /// What has happened: the last such day.
    case past
    /// What is planned or due: the next such day.
    case future
  }

  /// What a field that names people gives them to do.
  public struct Assigns: Sendable {
    /// The day or moment by when.
    public var due: Rule?
    /// Whether it is still to be done; always where it is not said.
    public var open: Rule?

    public init(due: Rule? = nil, open: Rule? = nil) {
      self.due = due
      self.open = open
    }
  }

  /// When a value is worked out that depends on other records.
  public enum AsOf: String, CaseIterable, Sendable { case saved, now }

  /// How a line of text is written.
  public enum Spelling: String, Hashable, Sendable, CaseIterable {
    /// A code: full-width letters, hyphens of every kind and invisible characters become plain ones.
    case plain
    /// A code in capital letters.
    case upper
    /// The name of a person, a unit or an organisation: no character in it is invisible.
    case name
  }

  /// A rule over the filled-in record with its own words.
  public struct Check: Sendable {
    public var rule: Rule
    public var message: Phrase
    /// A warning is shown but lets the record be saved.
    public var isWarning: Bool
    /// The step of sign-off at whose signature it is asked, a step's id or a word of `SignedSteps`; nil for what
    /// is asked whenever the record is saved.
    public var step: String?

    public init(rule: Rule, message: Phrase, isWarning: Bool = false, step: String? = nil) {
      self.rule = rule
      self.message = message
      self.isWarning = isWarning
      self.step = step
    }
  }

  /// Rows that a new record's table starts with.
  public enum Template: Sendable {
    /// The same rows, with their texts in Chinese and in English.
    case rows([Row], english: [Row])
    /// One row per item of a choice list, with that column set to the item's id and further cells by item.
    case each(list: ChoiceList, column: String, cells: [String: Row] = [:], english: [String: Row] = [:])
  }

  public var id: String
  public var type: any FieldType
  public var label: Phrase
  public var help: Phrase?
  public var example: Phrase?
  public var need: Need
  public var defaultValue: Rule?
  /// The default of a text or paragraph in both languages, where it is a text and nothing that is worked out.
  public var defaultText: Phrase?
  public var template: Template?
  /// What rows a new record brings along from other records, as soon as there are any and none was filled in.
  public var brings: Form.Fill?
  public var choices: ChoiceList?
  /// Forms a reference may lead to; empty = any.
  public var targets: [String]
  public var columns: [Field]
  public var unit: Phrase?
  public var expects: Expectation?
  public var spelling: Spelling?
  /// Height of a paragraph, in lines.
  public var lines: Int?
  /// Width on the screen, in columns.
  public var width: Int?
  public var checks: [Check]
  public var when: Rule?
  public var compute: Rule?
  /// The step of sign-off before whose signature it has to be filled in; until then it may be filled in without the
  /// signatures given so far falling away. A step's id, or a word of `SignedSteps`.
  public var neededBy: String?
  /// Whether that step needs it, given the record; nil where it always does.
  public var neededWhen: Rule?
  /// The step until whose signature it may be filled in, needed or not.
  public var openUntil: String?
  /// The step, or the word of `SignedSteps`, after which it is filled in: no signature covers it, so that whatever is
  /// added or changed in it leaves them all standing. A column may be added to rows that are signed.
  public var addedAfter: String?
  /// Whether more may be said in it at any time, such as evidence and remarks: what it holds already stays, so that no
  /// signature falls away.
  public var grows = false
  /// Set where it gives whoever it names something to do.
  public var assigns: Assigns?
  /// Set where its values grant power.
  public var grants: Grants?
  /// Whether it is given each time by whoever fills the record in, such as what was seen or who agreed: it is not
  /// copied from another record or row.
  public var isAnew = false
  /// Whether what is worked out is worked out again whenever the record is shown, and not only when it is saved.
  public var isOfNow = false

  public init(
    id: String, type: any FieldType, label: Phrase, help: Phrase? = nil, example: Phrase? = nil,
    need: Need = .optional, defaultValue: Rule? = nil, defaultText: Phrase? = nil, template: Template? = nil,
    choices: ChoiceList? = nil,
    targets: [String] = [], columns: [Field] = [], unit: Phrase? = nil, lines: Int? = nil, width: Int? = nil,
    checks: [Check] = [], when: Rule? = nil, compute: Rule? = nil
  ) {
    self.id = id
    self.type = type
    self.label = label
    self.help = help
    self.example = example
    self.need = need
    self.defaultValue = defaultValue
    self.defaultText = defaultText
    self.template = template
    self.choices = choices
    self.targets = targets
    self.columns = columns
    self.unit = unit
    self.lines = lines
    self.width = width
    self.checks = checks
    self.when = when
    self.compute = compute
  }

  public var kind: FieldKind { type.kind }
  public var isTable: Bool { kind == .rows }
  public var isComputed: Bool { compute != nil }

  /// Whether it, or a column of it, is filled in after what is signed.
  public var takesAdditions: Bool { grows || ([self] + columns).contains { $0.addedAfter != nil } }

  /// The step that it is filled in for, after others have signed; nil for what is filled in before the submission.
  public var step: String? { openUntil ?? neededBy }

  /// Whether the field says the same with these stored texts as with those.
  public func isSame(_ one: [String], _ other: [String]) -> Bool {
    one == other || one.count == other.count && zip(one, other).allSatisfy { type.isSame($0, $1) }
  }

  /// A row of this table as another one may begin with it.
  public func withoutAnew(_ row: Row) -> Row {
    let anew = Set(columns.filter(\.isAnew).map(\.id))
    return anew.isEmpty ? row : Row(cells: row.cells.filter { !anew.contains($0.id) })
  }

  /// The column of a table that says what a row is about, such as an item, a control or a clause; its number aside.
  public var naming: Field? {
    if case .each(_, let column, _, _)? = template, let named = self.column(column) { return named }
    let telling = columns.filter { $0.kind.isTelling && !Self.ordinals.contains($0.id) }
    if case .rows(let rows, _)? = template {
      // What several of the prepared rows have in common, such as an area, tells none of them apart.
      let apart = telling.first { column in
        let values = rows.map { $0[column.id] }
        return !values.contains([]) && Set(values).count == values.count
      }
      if let apart { return apart }
    }
    return telling.first ?? columns.first
  }

  private static let ordinals: Set = ["no", "seq", "order"]

  public func column(_ id: String) -> Field? { columns.first { $0.id == id } }

  /// Every rule of the field itself, its columns not included.
  public var rules: [Rule] {
    var result = checks.map(\.rule)
    if case .when(let rule) = need { result.append(rule) }
    for rule in [when, defaultValue, compute, neededWhen, grants?.to, grants?.of, assigns?.due, assigns?.open] {
      if let rule { result.append(rule) }
    }
    return result + (brings?.rules ?? [])
  }
}

/// A list of choices: what is stored, and what is shown.
public struct ChoiceList: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public var id: String
    public var label: Phrase
    /// The group it stands in, such as a theme of Annex A.
    public var group: String?

    public init(id: String, label: Phrase, group: String? = nil) {
      self.id = id
      self.label = label
      self.group = group
    }
  }

  public struct Group: Hashable, Sendable {
    public var id: String
    public var title: Phrase

    public init(id: String, title: Phrase) {
      self.id = id
      self.title = title
    }
  }

  public let id: String
  public let title: Phrase
  public let groups: [Group]
  public let items: [Item]

  public init(id: String, title: Phrase, groups: [Group] = [], items: [Item]) {
    self.id = id
    self.title = title
    self.groups = groups
    self.items = items
  }

  public subscript(id: String) -> Item? { items.first { $0.id == id } }

  /// The items whose id or text, in either language, is exactly this, apart from upper and lower case.
  public func items(named text: String) -> [Item] {
    if let item = items.first(where: { $0.id == text }) { return [item] }
    let wanted = SearchForm.folded(text)
    return items.filter { item in
      [item.id, item.label.zh, item.label.en].contains { SearchForm.folded($0) == wanted }
    }
  }
}
