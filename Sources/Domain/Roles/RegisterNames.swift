/// How the people and units of the register are called: the one place that decides how a stored `wang.xm 王小明` is shown.
public struct RegisterNames: Hashable, Sendable {
  /// Names that several people have, in their `SearchForm`; the id is shown beside them.
  private var shared: Set<String> = []
  /// English names of people and of units, by id.
  private var english: [String: [String: String]] = [:]

  public init() {}

  public var isEmpty: Bool { shared.isEmpty && english.isEmpty }

  /// Takes over the records of the form `person` or `unit`.
  public mutating func read(_ records: [RecordValue], of form: String) {
    let named = records.compactMap { record in
      record.content["name_en"].first.map { (record.number, $0) }
    }
    english[form] = named.isEmpty ? nil : Dictionary(named, uniquingKeysWith: { first, _ in first })
    if form == "person" { shared = People.sharedNames(records) }
  }

  /// A stored text for people, by the form it is a record of.
  func shown(_ stored: String, of form: String, _ language: Language) -> String {
    let parts = stored.split(separator: " ", maxSplits: 1).map(String.init)
    let id = parts.first ?? stored
    let name = parts.last ?? stored
    let english = language == .en ? english[form]?[id] : nil
    let isShared = [name, english].compactMap { $0 }.contains { shared.contains(SearchForm.folded($0)) }
    let called = english ?? name
    return isShared && called != id ? "\(called) (\(id))" : called
  }
}

extension People {
  /// A name as a record has it, with what the register adds to it.
  public func named(_ name: PersonName) -> PersonName {
    guard let english = self[name.id]?.name.english else { return name }
    return PersonName(id: name.id, name: name.name, english: english)
  }

  func named(_ signature: Signature) -> Signature {
    var signature = signature
    signature.person = named(signature.person)
    signature.deputyFor = signature.deputyFor.map(named)
    return signature
  }

  func named(_ version: Version) -> Version {
    var version = version
    version.savedBy = named(version.savedBy)
    return version
  }
}
