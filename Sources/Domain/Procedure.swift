/// One of the 27 procedures, with its texts and forms.
public struct Procedure: Sendable, Identifiable {
  /// A form named in the catalogue whose definition is still to come.
  public struct LaterForm: Hashable, Sendable {
    public let form: String
    public let title: Phrase
    public let document: String

    public init(form: String, title: Phrase, document: String) {
      self.form = form
      self.title = title
      self.document = document
    }
  }

  public let id: String
  /// Two digits, as in the catalogue: `05`.
  public let code: String
  public let title: Phrase
  public let document: String
  public let aliases: [String]
  public let summary: Phrase
  public let purpose: Phrase
  public let controls: [String]
  /// Ids of the forms, in order.
  public let forms: [String]
  public let later: [LaterForm]
  /// The folder with its texts and forms.
  public let folder: String

  public init(
    id: String, code: String, title: Phrase, document: String = "", aliases: [String] = [], summary: Phrase,
    purpose: Phrase, controls: [String] = [], forms: [String], later: [LaterForm] = [], folder: String
  ) {
    self.id = id
    self.code = code
    self.title = title
    self.document = document
    self.aliases = aliases
    self.summary = summary
    self.purpose = purpose
    self.controls = controls
    self.forms = forms
    self.later = later
    self.folder = folder
  }
}

/// The menu tree: layers, groups and what they lead to.
public struct Menu: Sendable {
  public struct Layer: Sendable, Identifiable {
    public let id: String
    public let title: Phrase
    public let groups: [Group]

    public init(id: String, title: Phrase, groups: [Group]) {
      self.id = id
      self.title = title
      self.groups = groups
    }
  }

  public struct Group: Sendable, Identifiable {
    /// `2.1` to `2.9` in the second layer.
    public let id: String
    public let title: Phrase
    public let items: [Item]

    public init(id: String, title: Phrase, items: [Item]) {
      self.id = id
      self.title = title
      self.items = items
    }
  }

  public enum Kind: String, Sendable {
    case procedure, form, document
    /// A screen of the program itself, that only a shared store has.
    case screen
  }

  /// What an item of the kind `screen` can name.
  public static let screens = ["inbox", "definitions", "rights", "credentials", "secret", "journal"]

  public struct Item: Hashable, Sendable, Identifiable {
    public let kind: Kind
    public let id: String
    public let title: Phrase
    /// A procedure's number, `05`; empty for others.
    public let code: String
    /// A procedure's or document's folder below `Procedures/`.
    public let folder: String

    public init(kind: Kind, id: String, title: Phrase, code: String = "", folder: String = "") {
      self.kind = kind
      self.id = id
      self.title = title
      self.code = code
      self.folder = folder
    }
  }

  public let layers: [Layer]

  public init(layers: [Layer]) { self.layers = layers }

  public var items: [Item] { layers.flatMap { $0.groups.flatMap(\.items) } }

  /// The menu without items of a kind, and without groups that had no others.
  public func without(_ kind: Kind) -> Menu {
    Menu(
      layers: layers.map { layer in
        let groups = layer.groups.compactMap { group -> Group? in
          let items = group.items.filter { $0.kind != kind }
          return items.isEmpty && !group.items.isEmpty ? nil : Group(id: group.id, title: group.title, items: items)
        }
        return Layer(id: layer.id, title: layer.title, groups: groups)
      })
  }
}

/// What is known of a form without reading its fields: enough for menus, palette and search.
public struct FormHead: Hashable, Sendable, Identifiable {
  public let id: String
  public let version: Int
  public let title: Phrase
  public let document: String
  public let aliases: [String]
  /// The procedure it belongs to; empty for administration forms.
  public let procedure: String
  public let kind: Form.Kind
  /// Roles that see its records from the first save on.
  public let watchedBy: [String]
  /// Whether it has fields that not everybody reads who reads its records.
  public let hasLimitedFields: Bool

  public init(
    id: String, version: Int, title: Phrase, document: String, aliases: [String], procedure: String,
    kind: Form.Kind = .report, watchedBy: [String] = [], hasLimitedFields: Bool = false
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.document = document
    self.aliases = aliases
    self.procedure = procedure
    self.kind = kind
    self.watchedBy = watchedBy
    self.hasLimitedFields = hasLimitedFields
  }
}

/// Everything the definitions say, read when it is needed.
public protocol Catalogue: Sendable {
  var menu: Menu { get }
  func procedure(_ id: String) -> Procedure?
  func procedures() -> [Procedure]
  func form(_ id: String) -> Form?
  /// A form as it was when a version was saved; the current one where that is not kept.
  func form(_ reference: FormReference) -> Form?
  /// What a form is read from now; nil where it is not read from files.
  func definition(of form: String) -> FormDefinition?
  /// From now on definitions of before are read from these: where the files of one lie, by their paths, for its hash.
  func use(kept: @escaping @Sendable (String) -> [String: String]?)
  /// Every form's head, in the order of the catalogue.
  func heads() -> [FormHead]
  /// Who signs in which order.
  func chain(_ id: String) -> Chain?
  /// Every chain.
  func chains() -> [Chain]
  /// Who may do what; nil where that cannot be read, and then nobody may do anything.
  func accessRights() -> AccessRights?
  /// A text of a procedure: `sop`, or the id of a document.
  func text(_ name: String, folder: String, language: Language) -> String?
  /// A chapter of the manual; nil where it is not there.
  func manual(_ chapter: ManualChapter, language: Language) -> String?
  /// From now on these files, by their paths below `screens/`, are the store's own definitions of the kind that has to be
  /// accepted, and no others.
  func use(accepted: [String: String])
  /// Whether a definition is in force for the file at a path below `screens/`, the store's own or a shipped one.
  func isDefined(_ path: String) -> Bool
  /// What is wrong with the definitions as the store's own files stand, accepted or not.
  func findingsOfOwnFiles() -> [Finding]
  /// What is wrong with definitions read so far.
  func findings() -> [Finding]
  /// Shows people and units from now on as the register calls them: its records of the form `person` or `unit`.
  func call(_ records: [RecordValue], of form: String)
  /// Changes whenever a definition changes that the index depends on; cheap enough for every start.
  var fingerprint: String { get }
  /// The clock of the store that the definitions are read for.
  var clock: StoreClock { get }
}

extension Catalogue {
  public func manual(_ chapter: ManualChapter, language: Language) -> String? { nil }

  public func use(accepted: [String: String]) {}

  public func definition(of form: String) -> FormDefinition? { nil }

  public func use(kept: @escaping @Sendable (String) -> [String: String]?) {}

  /// Whether a version is shown by the definition that it was saved under; true where definitions are not kept at all.
  public func isShownAsSaved(_ reference: FormReference) -> Bool {
    guard let definition = reference.definition else { return form(reference.id)?.definition == nil }
    return form(reference)?.definition == definition
  }

  public func isDefined(_ path: String) -> Bool { false }

  public func findingsOfOwnFiles() -> [Finding] { [] }

  // What has no chains and rights of its own, such as a catalogue of a few forms, says nothing about them.
  public func chain(_ id: String) -> Chain? { nil }

  public func chains() -> [Chain] { [] }

  public func call(_ records: [RecordValue], of form: String) {}

  public func accessRights() -> AccessRights? { nil }

  public var clock: StoreClock { .none }

  /// Every form as rules of rights see it, in the order of the catalogue.
  public func subjects() -> [AccessRights.Subject] {
    let codes = Dictionary(procedures().map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
    return heads().map { head in
      AccessRights.Subject(
        form: head.id, kind: head.kind, procedure: codes[head.procedure] ?? "", title: head.title)
    }
  }
}
