/// A blank form's definition, with a version.
public struct Form: Sendable, Identifiable {
  /// What sort of record it makes; the program treats all alike, lists and reports group by it.
  public enum Kind: String, CaseIterable, Sendable {
    case document, register, log, checklist, request, report, plan, administration
  }

  /// How often it is due, or how long its records are kept.
  public struct Term: Hashable, Sendable {
    /// Months between two records, or years a record is kept; nil where only the note tells.
    public var amount: Int?
    public var isPermanent: Bool
    public var note: Phrase?

    public init(amount: Int? = nil, isPermanent: Bool = false, note: Phrase? = nil) {
      self.amount = amount
      self.isPermanent = isPermanent
      self.note = note
    }
  }

  /// A one-key way from a record, or a row of it, to a new record of another form.
  public struct Link: Sendable, Identifiable {
    public var id: String
    /// The form of the new record.
    public var form: String
    public var label: Phrase
    public var when: Rule?
    /// The table whose rows offer the link; nil for the record as a whole.
    public var rows: String?
    /// Fields of the new record, with what goes into them.
    public var set: [(field: String, value: Rule)]
    /// Tables of the new record, with the rows that go into them.
    public var fill: [Fill]
    /// Fields of the new record that tell whether there is one already; none where there may be several.
    public var once: [String]

    public init(
      id: String, form: String, label: Phrase, when: Rule? = nil, rows: String? = nil,
      set: [(field: String, value: Rule)] = [], fill: [Fill] = [], once: [String] = []
    ) {
      self.id = id
      self.form = form
      self.label = label
      self.when = when
      self.rows = rows
      self.set = set
      self.fill = fill
      self.once = once
    }

    /// Every rule of it.
    public var rules: [Rule] {
      (when.map { [$0] } ?? []) + set.map(\.value) + fill.flatMap(\.rules)
    }
  }

  /// Who reads one field of a form, of those who read its records.
  public struct FieldReaders: Hashable, Sendable {
    public var path: String
    /// Roles, and fields that name people or units.
    public var readers: [String]

    public init(path: String, readers: [String]) {
      self.path = path
      self.readers = readers
    }
  }

  /// What a link fills a table of the new record with: a row for each of other rows.
  public struct Fill: Sendable {
    /// The table of the new record.
    public var table: String
    /// The records whose rows they are, and which of them; nil for rows of the record at hand.
    public var records: (form: String, which: Rule?)?
    /// The rows it comes from: a table of this form, or one that a reference leads to; with `records` a table of
    /// theirs, or nil where each record gives one row.
    public var from: Rule?
    /// Which of them count; all where it is not said.
    public var when: Rule?
    /// Columns, with what goes into them.
    public var set: [(field: String, value: Rule)]

    /// Every rule of it.
    public var rules: [Rule] { [records?.which, from, when].compactMap { $0 } + set.map(\.value) }

    public init(
      table: String, records: (form: String, which: Rule?)? = nil, from: Rule?, when: Rule? = nil,
      set: [(field: String, value: Rule)]
    ) {
      self.table = table
      self.records = records
      self.from = from
      self.when = when
      self.set = set
    }
  }

  /// What a form adds to its chain: who signs a step, or what a condition means.
  public struct ChainRule: Sendable {
    /// The step or the condition.
    public var name: String
    public var rule: Rule

    public init(name: String, rule: Rule) {
      self.name = name
      self.rule = rule
    }
  }

  /// How the head of unit reviews a log's entries together, as a rule those of a month.
  public struct Review: Hashable, Sendable {
    /// The field with the day or moment that an entry is of.
    public var on: String
    /// The field that ends an entry, such as when somebody left; nil where an entry is whole when it is written.
    public var until: String?
    /// The step of the chain that is signed for all entries together; nil for the chain's own batch step.
    public var step: String?

    public init(on: String, until: String? = nil, step: String? = nil) {
      self.on = on
      self.until = until
      self.step = step
    }
  }

  /// A field of an earlier version; its id is never used again.
  public struct Retired: Hashable, Sendable {
    public var id: String
    public var type: String
    public var label: Phrase
    /// The last version of the form that had it.
    public var last: Int

    public init(id: String, type: String, label: Phrase, last: Int) {
      self.id = id
      self.type = type
      self.label = label
      self.last = last
    }
  }

  public var id: String
  public var version: Int
  public var title: Phrase
  /// The printed form number, such as `ISMS-4-05-01`.
  public var document: String
  /// Pattern of record numbers, such as `ENT-{roc}-{serial}`.
  public var number: String
  /// Other names it is found by.
  public var aliases: [String]
  public var kind: Kind
  /// The chain of its records, where none of `otherChains` takes them.
  public var chain: String?
  /// Chains that some of its records go through instead: the first whose condition holds when one is submitted.
  public var otherChains: [ChainChoice] = []
  /// Steps that it adds to its chain, in order.
  public var addedSteps: [AddedStep] = []
  /// The clock of the store that the form is read for.
  public var clock = StoreClock.none
  /// Steps of its chain that it leaves out.
  public var leftOutSteps: [String] = []
  /// Steps whose signer the record names: a person, or a unit whose head signs.
  public var signers: [ChainRule]
  /// Steps of work that are signed with nothing filled in for them, and why that is enough.
  public var signedEmpty: [(step: Chain.Step.ID, why: Phrase)] = []
  /// Who never signs anything of a record, because it is about them: fields or expressions that name persons.
  public var neverSign: [Rule] = []
  /// What the chain's conditions mean on this form, or when a step of it is taken.
  public var conditions: [ChainRule]
  public var frequency: Term?
  public var retention: Term?
  public var classification: String?
  /// Roles, and fields that name people or units, that read its records whatever they are classed as.
  public var readers: [String] = []
  /// Fields, or `table.column`, that only some of its readers read: roles, and fields that name people or units.
  public var fieldReaders: [FieldReaders] = []
  /// Annex A controls and clauses it evidences.
  public var controls: [String]
  public var links: [Link]
  /// What a new record takes over from an earlier one; nil where each starts empty.
  public var continues: Continuation?
  /// How its entries are reviewed together; nil where each stands for itself.
  public var review: Review?
  /// Roles that see a record from its first save on, before anybody submits it.
  public var watchedBy: [String] = []
  /// Ids of the fields that stand as columns in the form's list.
  public var list: [String]
  public var sections: [Section]
  public var retired: [Retired]

  public init(
    id: String, version: Int, title: Phrase, document: String = "", number: String = "", aliases: [String] = [],
    kind: Kind = .report, chain: String? = nil, frequency: Term? = nil, retention: Term? = nil,
    classification: String? = nil, controls: [String] = [], links: [Link] = [], continues: Continuation? = nil,
    list: [String] = [], sections: [Section] = [], retired: [Retired] = [], signers: [ChainRule] = [],
    conditions: [ChainRule] = [], review: Review? = nil
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.document = document
    self.number = number
    self.aliases = aliases
    self.kind = kind
    self.chain = chain
    self.frequency = frequency
    self.retention = retention
    self.classification = classification
    self.controls = controls
    self.links = links
    self.continues = continues
    self.list = list
    self.sections = sections
    self.retired = retired
    self.signers = signers
    self.conditions = conditions
    self.review = review
  }

  /// The hash of everything that the form was read from, in both languages; nil for one that was not read from files.
  public var definition: String?
  /// The chains of the definition, where it is one that a store keeps; nil where those of today count.
  public var keptChains: [Chain]?

  public var reference: FormReference { FormReference(id: id, version: version, definition: definition) }

  public var fields: [Field] { sections.flatMap(\.fields) }

  public func field(_ id: String) -> Field? {
    for section in sections {
      if let field = section.fields.first(where: { $0.id == id }) { return field }
    }
    return nil
  }

  /// Fields and rows in the form's order, so that the same values always give the same bytes.
  public func arranged(_ content: Content) -> Content {
    let all = fields
    let tables = all.filter(\.isTable)
    let columns = tables.map { ($0.id, $0.columns.map(\.id)) } + [(Signature.table, Signature.columns)]
    return content.arranged(
      fields: all.map(\.id), tables: tables.map(\.id),
      columns: Dictionary(columns, uniquingKeysWith: { first, _ in first }))
  }
}

/// A titled part of a form.
public struct Section: Sendable, Identifiable {
  public var id: String
  public var title: Phrase
  public var when: Rule?
  public var fields: [Field]

  public init(id: String, title: Phrase, when: Rule? = nil, fields: [Field]) {
    self.id = id
    self.title = title
    self.when = when
    self.fields = fields
  }
}

extension Form {
  /// The same form, which shows people and units as the register calls them.
  public func calling(_ names: RegisterNames) -> Form {
    func told(_ field: Field) -> Field {
      var field = field
      if field.type is PersonType { field.type = PersonType(names) }
      if field.type is UnitType { field.type = UnitType(names) }
      field.columns = field.columns.map(told)
      return field
    }
    var form = self
    for index in form.sections.indices { form.sections[index].fields = form.sections[index].fields.map(told) }
    return form
  }

  /// The field that tells records of the form apart: the first column of the list that is a text.
  public var titleField: Field? {
    let columns = list.compactMap { field($0) }
    return columns.first { $0.kind == .text } ?? columns.first { $0.kind == .paragraph } ?? columns.first
  }

  /// What a record is called, in one line.
  public func called(_ content: Content, _ language: Language) -> String {
    guard let field = titleField else { return "" }
    return content[field.id].map { field.type.shown($0, field, language) }.joined(separator: ", ")
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
