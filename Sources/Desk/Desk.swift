@_exported import FileStore
import Domain
import Synchronization

/// One person at an open store: the one door between the store and everything that serves a person or a program.
///
/// Screens, commands, SSH sessions, the shared terminal, imports and demo data all write and look through it. Every
/// call asks rights and clearance, applies the rules of form, chain, log and evidence, and journals its own refusal.
public struct Desk: Sendable {
  public let store: FileStore
  public let catalogue: any Catalogue
  /// Who sits at it; in a shared store `PersonName(id: "", name: "")` until somebody has logged in.
  public let person: PersonName
  public let language: Language
  let clock: @Sendable () -> Moment
  /// All records, whoever asks: for rules, uniqueness and sign-off, never for what is shown.
  let everything: StoreRecords
  private let known: KnownAccess

  public init(
    store: FileStore, catalogue: any Catalogue, person: PersonName, language: Language,
    clock: @escaping @Sendable () -> Moment
  ) {
    self.init(
      store: store, catalogue: catalogue, person: person, language: language, clock: clock,
      everything: StoreRecords(store: store, catalogue: catalogue), known: KnownAccess())
  }

  private init(
    store: FileStore, catalogue: any Catalogue, person: PersonName, language: Language,
    clock: @escaping @Sendable () -> Moment, everything: StoreRecords, known: KnownAccess
  ) {
    self.store = store
    self.catalogue = catalogue
    self.person = person
    self.language = language
    self.clock = clock
    self.everything = everything
    self.known = known
  }

  /// The same desk with somebody else at it.
  public func attended(by person: PersonName) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, clock: clock, everything: everything,
      known: known)
  }

  /// The same desk in another language.
  public func speaking(_ language: Language) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, clock: clock, everything: everything,
      known: known)
  }

  public var now: Moment { clock() }

  /// All records of the store, as rules see them.
  public var records: any RecordSource { everything }

  public var isShared: Bool { store.description.isShared }

  /// The people of the store as signing and rights see them.
  public var people: People { People(everything) }

  /// What the person may do: worked out again after every save, because roles and people are records too.
  public var access: Access {
    guard isShared else { return Access(alone: person) }
    return known.access(of: person, at: store.sequence) { Access(person, people: people, catalogue: catalogue) }
  }
}

/// What people may do, as of one entry of the journal.
private final class KnownAccess: Sendable {
  private let known = Mutex<(sequence: Int, access: [PersonName: Access])>((-1, [:]))

  func access(of person: PersonName, at sequence: Int, _ make: () -> Access) -> Access {
    let found = known.withLock { $0.sequence == sequence ? $0.access[person] : nil }
    if let found { return found }
    let made = make()
    known.withLock {
      if $0.sequence != sequence { $0 = (sequence, [:]) }
      $0.access[person] = made
    }
    return made
  }
}
