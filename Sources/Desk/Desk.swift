import Domain
import FileStore
import Synchronization

// Plain values that pass through the desk. What writes or reads without asking stays inside.
@_exported import struct FileStore.AuthorizedKeys
@_exported import struct FileStore.AuthorizedKeysFile
@_exported import struct FileStore.BackupReport
@_exported import enum FileStore.CredentialAnswer
@_exported import enum FileStore.CredentialPurpose
@_exported import struct FileStore.CredentialRules
@_exported import struct FileStore.CredentialStatus
@_exported import enum FileStore.Digest
@_exported import struct FileStore.Draft
@_exported import struct FileStore.DraftID
@_exported import struct FileStore.FormCount
@_exported import struct FileStore.GivenContent
@_exported import struct FileStore.JournalItem
@_exported import struct FileStore.JournalPage
@_exported import struct FileStore.JournalQuery
@_exported import struct FileStore.ListPage
@_exported import struct FileStore.ListQuery
@_exported import struct FileStore.ListRow
@_exported import enum FileStore.ListSort
@_exported import enum FileStore.LocalZones
@_exported import enum FileStore.RecordNumber
@_exported import enum FileStore.RecordText
@_exported import struct FileStore.SSHPublicKey
@_exported import struct FileStore.ScryptCost
@_exported import typealias FileStore.SearchHit
@_exported import struct FileStore.StoreHead
@_exported import enum FileStore.StoreProblem
@_exported import struct FileStore.VerifyReport

/// One person at an open store: the one door between the store and everything that serves a person or a program.
///
/// Screens, commands, SSH sessions, the shared terminal, imports and demo data all write and look through it. Every
/// call asks rights and clearance, applies the rules of form, chain, log and evidence, and journals its own refusal.
public struct Desk: Sendable {
  /// Never given on: whoever had it could write and read without being asked anything.
  let store: FileStore
  public let catalogue: any Catalogue
  /// Who sits at it; in a shared store `PersonName(id: "", name: "")` until somebody has logged in.
  public let person: PersonName
  public let language: Language
  let clock: @Sendable () -> Moment
  /// What the hash of a passphrase that is set here costs.
  let secretCost: ScryptCost
  /// All records, whoever asks: for rules, uniqueness and sign-off, never for what is shown.
  let everything: StoreRecords
  private let known: KnownAccess
  /// That the person has given their own passphrase just now.
  let proof: Proof?
  /// What is remembered of looking, by everybody who sits at it.
  let looking: LookingState
  /// Set where it stands at a terminal that several people share.
  let terminal: SharedTerminal?

  init(
    store: FileStore, catalogue: any Catalogue, person: PersonName, language: Language,
    secretCost: ScryptCost = .production, readsWhole: Bool = false, clock: @escaping @Sendable () -> Moment
  ) {
    self.init(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: StoreRecords(store: store, catalogue: catalogue), known: KnownAccess(), proof: nil,
      looking: LookingState(readsWhole: readsWhole), terminal: nil)
  }

  /// The desk at which a store is made: what grants power is in force as it is saved, since nobody could agree yet.
  static func founding(
    store: FileStore, catalogue: any Catalogue, person: PersonName, language: Language, secretCost: ScryptCost,
    clock: @escaping @Sendable () -> Moment
  ) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: StoreRecords(store: store, catalogue: catalogue), known: KnownAccess(isFounding: true), proof: nil,
      looking: LookingState(readsWhole: false), terminal: nil)
  }

  /// Whether the store is still being made.
  var isFounding: Bool { known.isFounding }

  private init(
    store: FileStore, catalogue: any Catalogue, person: PersonName, language: Language, secretCost: ScryptCost,
    clock: @escaping @Sendable () -> Moment, everything: StoreRecords, known: KnownAccess, proof: Proof?,
    looking: LookingState, terminal: SharedTerminal?
  ) {
    self.secretCost = secretCost
    self.proof = proof?.person == person.id ? proof : nil
    self.looking = looking
    self.terminal = terminal
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
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: everything, known: known, proof: proof, looking: looking,
      terminal: terminal)
  }

  /// The same desk with somebody at it who has given their passphrase just now.
  public func attended(by person: PersonName, proof: Proof?) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: everything, known: known, proof: proof, looking: looking,
      terminal: terminal)
  }

  /// The same desk at a terminal that several people share.
  public func standing(at terminal: SharedTerminal) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: everything, known: known, proof: proof, looking: looking, terminal: terminal)
  }

  /// The same desk in another language.
  public func speaking(_ language: Language) -> Desk {
    Desk(
      store: store, catalogue: catalogue, person: person, language: language, secretCost: secretCost, clock: clock,
      everything: everything, known: known, proof: proof, looking: looking,
      terminal: terminal)
  }

  public var now: Moment { clock() }

  public var isShared: Bool { store.description.isShared }

  /// The people of the store as signing and rights see them.
  public var people: People { known.people(at: store.sequence) { People(everything) } }

  /// What the person may do: worked out again after every save, because roles and people are records too.
  public var access: Access {
    guard isShared else { return Access(alone: person) }
    // Who stands in for whom changes with the day.
    let day = now.day
    return known.access(of: person, at: store.sequence, on: day) {
      var access = Access(person, people: people, catalogue: catalogue, on: day)
      // An index that cannot be read opens nothing.
      if let closed = access.readable, !access.parties.isEmpty {
        access.opened = (try? store.numbers(of: access.parties, notClassed: closed.classifications)) ?? []
      }
      return access
    }
  }
}

/// Who there is and what they may do, as of one entry of the journal.
private final class KnownAccess: Sendable {
  private struct Known {
    var sequence = -1
    var people: People?
    var day: Day?
    var access: [PersonName: Access] = [:]
  }

  private let known = Mutex(Known())
  let isFounding: Bool

  init(isFounding: Bool = false) { self.isFounding = isFounding }

  func people(at sequence: Int, _ make: () -> People) -> People {
    let found = known.withLock { $0.sequence == sequence ? $0.people : nil }
    if let found { return found }
    let made = make()
    known.withLock {
      if $0.sequence != sequence { $0 = Known(sequence: sequence) }
      $0.people = made
    }
    return made
  }

  func access(of person: PersonName, at sequence: Int, on day: Day, _ make: () -> Access) -> Access {
    let found = known.withLock { $0.sequence == sequence && $0.day == day ? $0.access[person] : nil }
    if let found { return found }
    let made = make()
    known.withLock {
      if $0.sequence != sequence { $0 = Known(sequence: sequence) }
      if $0.day != day { ($0.day, $0.access) = (day, [:]) }
      $0.access[person] = made
    }
    return made
  }
}
