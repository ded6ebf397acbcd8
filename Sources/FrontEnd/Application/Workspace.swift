import Domain
import Desk
import Terminal

/// What screens may read: definitions, records, the person at the keyboard, the clock. Nothing in it writes.
public struct Workspace {
  public let catalogue: any Catalogue
  /// The desk, with the person at it; nil before a store has been made.
  public let desk: Desk?
  /// Records where there is no store to ask.
  private let given: (any RecordSource)?
  public let person: PersonName
  public let language: Language
  public let boxes: BoxStyle
  /// Whether screens may ask for paths of this machine.
  public let allowsPaths: Bool
  /// Whether this is the shared terminal of a data room.
  public let isKiosk: Bool
  /// Where a new store would be made.
  public let proposedStore: String
  /// The room that screens were last drawn in: between title line and message line.
  var room: Size
  private let timer: @Sendable () -> Moment

  public init(
    catalogue: any Catalogue, desk: Desk?, records: (any RecordSource)? = nil, person: PersonName,
    language: Language, boxes: BoxStyle = .ascii, allowsPaths: Bool = true, isKiosk: Bool = false,
    proposedStore: String = "", room: Size = Size(columns: 80, rows: 21), clock: @escaping @Sendable () -> Moment
  ) {
    self.catalogue = catalogue
    self.desk = desk?.attended(by: person).speaking(language)
    given = records
    self.person = person
    self.language = language
    self.boxes = boxes
    self.allowsPaths = allowsPaths
    self.isKiosk = isKiosk
    self.proposedStore = proposedStore
    self.room = room
    timer = clock
  }

  public var now: Moment { timer() }

  /// The zone that times are shown in.
  public var clock: StoreClock { catalogue.clock }

  /// What the person may do in this store.
  public var access: Access { desk?.access ?? Access(alone: person) }

  /// Records that may be shown and offered to the person. Rules ask `entry`, which sees all of them.
  public var records: any RecordSource { given ?? desk?.records ?? NoRecords() }

  /// The people of the store as rights and signing see them.
  var people: People { desk?.people ?? People(records) }

  /// The name of the person at the keyboard.
  var myName: String {
    guard language == .en, !person.id.isEmpty else { return person.name }
    return people.named(person).called(.en)
  }

  /// The settings in force.
  var settings: Settings { desk?.settings ?? Settings(records) }

  /// What a passphrase or PIN must be.
  var credentialRules: CredentialRules { desk?.credentialRules ?? CredentialRules(settings) }

  /// Whether nothing can be saved.
  var isReadOnly: Bool { desk?.isReadOnly == true }

  /// The same with another person at the keyboard.
  func attended(by person: PersonName) -> Workspace {
    Workspace(
      catalogue: catalogue, desk: desk, records: given, person: person, language: language, boxes: boxes,
      allowsPaths: allowsPaths, isKiosk: isKiosk, proposedStore: proposedStore, room: room,
      clock: timer)
  }

  /// What another person may do in this store.
  func rights(of person: PersonName) -> Access { desk?.attended(by: person).access ?? Access(alone: person) }

  public func text(_ phrase: Phrase) -> String { phrase[language] }

  /// A form ready to be filled in. What refers to others in `base` already may stay.
  public func entry(
    _ form: Form, number: String? = nil, version: Int = 1, over base: Content = Content()
  ) -> Entry {
    var entry = reading(form, number: number, version: version)
    equip(&entry, over: base)
    return entry
  }

  /// Gives an entry the records as they are now.
  func equip(_ entry: inout Entry, over base: Content) {
    if let desk { desk.equip(&entry, over: base) } else { entry.records = records }
  }

  /// A form to be looked at: its rules ask only of what may be read.
  func reading(_ form: Form, number: String? = nil, version: Int = 1) -> Entry {
    Entry(form: form, number: number, version: version, now: now, me: person, records: records, language: language)
  }

  /// A form's title; its id where there is no such form.
  public func formTitle(_ id: String) -> Phrase {
    catalogue.heads().first { $0.id == id }?.title ?? Phrase(verbatim: id)
  }

  /// Asks something at the desk; a problem becomes a message.
  public func ask<Result>(_ body: (Desk) throws(StoreProblem) -> Result) -> (result: Result?, effects: [Effect]) {
    guard let desk else { return (nil, []) }
    do throws(StoreProblem) {
      return (try body(desk), [])
    } catch {
      return (nil, [.show(.error(error.message))])
    }
  }

  /// The record that a record continues, as it was when that was first saved. `record` is the record's own number; nil
  /// while it is new. One that cannot be read counts as none; opening it says why.
  func startingPoint(of content: Content, record: String?, form: Form) -> RecordValue? {
    guard form.continues != nil else { return nil }
    if desk != nil {
      let found = ask { desk throws(StoreProblem) in
        try desk.startingPoint(of: content, record: record, form: form)
      }
      return found.result.flatMap { $0 }.map(RecordValue.init)
    }
    return content[Form.relatedRecords].lazy.filter { $0 != record }
      .compactMap { records.record($0) }.first { $0.form == form.id }
  }
}
