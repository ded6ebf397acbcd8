import Synchronization

/// The one clock of a store: what time it is, and in which zone every instant is shown, whatever the machine's own
/// zone is.
///
/// The definitions and whatever opens the store share it; the store sets the zone once it knows it.
public final class StoreClock: Sendable {
  /// Finds a zone by what is written down; nil where this machine does not know it.
  public typealias ZoneFinder = @Sendable (String) -> Zone?

  private struct State {
    var zone: Zone?
    var isForTests = false
  }

  private let machine: @Sendable () -> Moment
  private let test: Moment?
  private let finder: ZoneFinder
  /// What a new store is offered as its zone.
  private let proposed: @Sendable () -> String
  private let state: Mutex<State>

  /// `machine` tells the time; `test` stands in for it in a store that was made for tests, and in no other. `proposing`
  /// answers what a new store is offered as its zone: Taiwan's where nothing better is known.
  public init(
    _ machine: @escaping @Sendable () -> Moment, test: Moment? = nil, zone: Zone? = nil,
    finder: @escaping ZoneFinder = { Zone(fixed: $0) }, proposing: @escaping @Sendable () -> String = { "+08:00" }
  ) {
    self.machine = machine
    self.test = test
    self.finder = finder
    proposed = proposing
    state = Mutex(State(zone: zone))
  }

  /// A clock by which nothing is saved: definitions that belong to no store are read with it. It shows an instant as it
  /// is written.
  public static let none = StoreClock({ Moment(seconds: 0, offset: 0) })

  /// Now, as the clocks of the store's zone show it.
  public var now: Moment {
    let (zone, isForTests) = state.withLock { ($0.zone, $0.isForTests) }
    let moment = isForTests ? test ?? machine() : machine()
    return zone?.placed(moment) ?? moment
  }

  /// The zone that instants are shown in; nil before a store is open.
  public var zone: Zone? { state.withLock { $0.zone } }

  /// Has everything be shown in another zone.
  public func set(_ zone: Zone?) { state.withLock { $0.zone = zone } }

  /// Lets a time that was given for tests stand in for the machine's. Only for a store that says it was made for that.
  public func useTestTime() { state.withLock { $0.isForTests = true } }

  /// Whether a time was given that is for tests only, and is not used.
  public var ignoresTestTime: Bool { test != nil && !state.withLock { $0.isForTests } }

  /// The zone to offer for a new store.
  public var proposedZone: String { proposed() }

  public func find(_ text: String) -> Zone? { finder(text) }

  /// The same instant, as the store shows it.
  public func placed(_ moment: Moment) -> Moment { zone?.placed(moment) ?? moment }

  /// A stored instant, as the store shows it; nil where the text is none.
  public func moment(_ stored: String?) -> Moment? { stored.flatMap { Moment($0) }.map { placed($0) } }

  /// The instants at which the store's clocks show a day and a time; see `Zone.moments`.
  public func moments(_ day: Day, _ time: TimeOfDay) -> [Moment] {
    zone?.moments(day, time) ?? [Moment(day: day, time: time, offset: now.offset)]
  }
}
