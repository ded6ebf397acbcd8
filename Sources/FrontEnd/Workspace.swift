import Domain
import Desk
import Terminal

/// What screens may read: definitions, records, the person at the keyboard, the clock. Nothing in it writes.
public struct Workspace {
  public let catalogue: any Catalogue
  /// Nothing before a store has been made.
  public let store: FileStore?
  public let records: any RecordSource
  public let person: PersonName
  /// What the person may do in this store.
  public let access: Access
  public let language: Language
  public let boxes: BoxStyle
  /// Whether screens may ask for paths of this machine.
  public let allowsPaths: Bool
  /// Whether this is the shared terminal of a data room.
  public let isKiosk: Bool
  /// Where a new store would be made.
  public let proposedStore: String
  private let clock: @Sendable () -> Moment

  public init(
    catalogue: any Catalogue, store: FileStore?, records: any RecordSource, person: PersonName, access: Access? = nil,
    language: Language, boxes: BoxStyle = .ascii, allowsPaths: Bool = true, isKiosk: Bool = false,
    proposedStore: String = "", clock: @escaping @Sendable () -> Moment
  ) {
    self.catalogue = catalogue
    self.store = store
    self.records = records
    self.person = person
    self.access = access ?? Access(alone: person)
    self.language = language
    self.boxes = boxes
    self.allowsPaths = allowsPaths
    self.isKiosk = isKiosk
    self.proposedStore = proposedStore
    self.clock = clock
  }

  public var now: Moment { clock() }

  /// The same with another person at the keyboard.
  func attended(by person: PersonName) -> Workspace {
    Workspace(
      catalogue: catalogue, store: store, records: records, person: person, access: rights(of: person),
      language: language, boxes: boxes, allowsPaths: allowsPaths, isKiosk: isKiosk, proposedStore: proposedStore,
      clock: clock)
  }

  /// What another person may do in this store.
  func rights(of person: PersonName) -> Access {
    Access(person, isShared: access.isShared, records: records, catalogue: catalogue)
  }

  public func text(_ phrase: Phrase) -> String { phrase[language] }

  /// A form ready to be filled in.
  public func entry(_ form: Form, number: String? = nil, version: Int = 1) -> Entry {
    Entry(form: form, number: number, version: version, now: now, me: person, records: records, language: language)
  }

  /// A form's title; its id where there is no such form.
  public func formTitle(_ id: String) -> Phrase {
    catalogue.heads().first { $0.id == id }?.title ?? Phrase(verbatim: id)
  }

  /// Reads something from the store; a problem becomes a message.
  public func read<Result>(_ body: (FileStore) throws(StoreProblem) -> Result) -> (result: Result?, effects: [Effect]) {
    guard let store else { return (nil, []) }
    do throws(StoreProblem) {
      return (try body(store), [])
    } catch {
      return (nil, [.show(.error(error.message))])
    }
  }
}
