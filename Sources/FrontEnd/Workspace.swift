import Domain
import Desk
import Terminal

/// What screens may read: definitions, records, the person at the keyboard, the clock. Nothing in it writes.
public struct Workspace {
  public let catalogue: any Catalogue
  /// The door to the store, with the person at it; nil before a store has been made.
  public let desk: Desk?
  public let records: any RecordSource
  public let person: PersonName
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
    catalogue: any Catalogue, desk: Desk?, records: (any RecordSource)? = nil, person: PersonName,
    language: Language, boxes: BoxStyle = .ascii, allowsPaths: Bool = true, isKiosk: Bool = false,
    proposedStore: String = "", clock: @escaping @Sendable () -> Moment
  ) {
    self.catalogue = catalogue
    self.desk = desk?.attended(by: person).speaking(language)
    self.records = records ?? desk?.records ?? NoRecords()
    self.person = person
    self.language = language
    self.boxes = boxes
    self.allowsPaths = allowsPaths
    self.isKiosk = isKiosk
    self.proposedStore = proposedStore
    self.clock = clock
  }

  public var now: Moment { clock() }

  /// What the person may do in this store.
  public var access: Access { desk?.access ?? Access(alone: person) }

  var store: FileStore? { desk?.store }

  /// The same with another person at the keyboard.
  func attended(by person: PersonName) -> Workspace {
    Workspace(
      catalogue: catalogue, desk: desk, records: records, person: person, language: language, boxes: boxes, allowsPaths: allowsPaths, isKiosk: isKiosk,
      proposedStore: proposedStore, clock: clock)
  }

  /// What another person may do in this store.
  func rights(of person: PersonName) -> Access { desk?.attended(by: person).access ?? Access(alone: person) }

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
