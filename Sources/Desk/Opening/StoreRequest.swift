import Domain

/// What is needed to make a store.
public struct StoreRequest: Hashable, Sendable {
  public var path: String
  public var organisation: String
  /// Who makes it, and administers it.
  public var person: PersonName
  /// That person's user of the operating system.
  public var login: String
  /// For several people, who log in and sign; else for one alone.
  public var isShared: Bool
  /// Filled with a year of an invented organisation.
  public var isDemo: Bool
  /// The zone that all times are shown in; nil for the offset that the clock has.
  public var zone: Zone?
  /// The store's id; nil for a new one.
  public var id: String?
  /// Whether the time may be given from outside in it.
  public var isForTests = false

  public init(
    path: String, organisation: String, person: PersonName, login: String = "", isShared: Bool = false,
    isDemo: Bool = false, zone: Zone? = nil
  ) {
    self.path = path
    self.organisation = organisation
    self.person = person
    self.login = login
    self.isShared = isShared
    self.isDemo = isDemo
    self.zone = zone
  }
}
