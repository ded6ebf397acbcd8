import Domain
import FileStore
import Synchronization

/// Answers what expressions and fields ask of other records: from the index, and forms from the catalogue.
struct StoreRecords: RecordSource {
  /// Registers that are asked for again and again while a form is filled in, as of a sequence of the journal.
  private final class RegisterCache: Sendable {
    let logs = Mutex<(sequence: Int, day: Day?, rows: [[String]: [Row]])>((-1, nil, [:]))
    let forms = Mutex<(sequences: [String: Int], records: [String: [RecordValue]])>(([:], [:]))
    let hands = Mutex<(sequence: Int, hands: Hands)>((-1, Hands()))
  }

  private let store: FileStore
  private let catalogue: any Catalogue
  private let cache = RegisterCache()

  init(store: FileStore, catalogue: any Catalogue) {
    self.store = store
    self.catalogue = catalogue
    // People and units are called as they are from the first thing that is shown.
    _ = register("person")
    _ = register("unit")
  }

  /// A record that cannot be read is none; opening it says why.
  func record(_ number: String) -> RecordValue? {
    guard RecordNumber.isValid(number) else { return nil }
    guard let version = (try? store.version(number)).flatMap({ $0 }) else { return nil }
    return value(counting(version) ?? version)
  }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    let isGranting = self.isGranting(form)
    if isGranting || (StoreRecords.registers.contains(form) && equal.isEmpty) {
      // What the index lists is what was saved, not what counts.
      // Texts are compared as the index compares them, so that what looks alike is alike here too.
      let all = register(form).filter { record in
        equal.allSatisfy { id, value in
          record.content[id].count == 1 && record.content[id].allSatisfy { SearchForm.isSame($0, value) }
        }
      }
      return limit.map { Array(all.prefix($0)) } ?? all
    }
    let definition = catalogue.form(form)
    let columns = definition?.list ?? []
    var places: [Int: String] = [:]
    for (id, value) in equal {
      // An instant may be written with another offset than the one asked for.
      guard definition?.field(id)?.kind != .moment else { continue }
      if let place = columns.prefix(8).firstIndex(of: id) { places[place] = value }
    }
    var result: [RecordValue] = []
    // What cannot be read is left out here; `verify` names it.
    try? store.eachRecord(of: form, columnEquals: places) { version in
      if version.status != .void { result.append(value(version)) }
      return limit.map { result.count < $0 } ?? true
    }
    return result
  }

  func form(_ id: String) -> Form? { catalogue.form(id) }

  /// Asked again and again while a review is filled in; kept as long as nothing is saved.
  func entries(of form: String, from: Day, to: Day, now: Moment) -> [Row] {
    guard let definition = catalogue.form(form), let sequence = try? store.head().sequence else { return [] }
    let key = [form, from.text, to.text]
    let known = cache.logs.withLock { $0.sequence == sequence && $0.day == now.day ? $0.rows[key] : nil }
    if let known { return known }
    // What cannot be read is left out here; `verify` names it, and signing refuses a list that does not fit.
    let found = try? store.entries(
      of: definition, from: from, to: to, catalogue: catalogue, people: People(self), now: now)
    let rows = (found ?? []).map(\.entry.row)
    cache.logs.withLock {
      if $0.sequence != sequence || $0.day != now.day { $0 = (sequence, now.day, [:]) }
      $0.rows[key] = rows
    }
    return rows
  }

  // MARK: - What is in force

  var hands: Hands {
    let sequence = (try? store.head().sequence) ?? 0
    let known = cache.hands.withLock { $0.sequence == sequence ? $0.hands : nil }
    if let known { return known }
    // Where the journal cannot be read, nobody is known to hold two hands; what is granted is read from it too.
    let read = (try? store.hands(watched: Settings(self).number("given_days"))) ?? Hands()
    cache.hands.withLock { $0 = (sequence, read) }
    return read
  }

  private func isGranting(_ form: String) -> Bool {
    store.description.isShared && catalogue.form(form)?.isGranting == true
  }

  /// A record of a form that grants power as far as it counts: what a second person has agreed to, and everything else
  /// as it was saved last. Nil for one that is void.
  private func counting(_ version: Version) -> Version? {
    let upTo = Hands(upTo: (try? store.grantsUpTo()) ?? 0)
    guard isGranting(version.form.id), let form = catalogue.form(version.form.id), !version.isInForce(since: upTo)
    else { return version.status == .void ? nil : version }
    if version.status == .void, version.sequence <= upTo.upTo { return nil }
    let granted = (try? store.history(of: version.record))?.last { $0.isInForce(since: upTo) }
    // To void a record takes nothing back that was agreed to.
    if version.status == .void, granted == nil { return nil }
    var version = version
    version.content = form.inForce(version.content, granted: granted?.content)
    if version.status == .void { version.status = .approved }
    return version
  }

  private func value(_ version: Version) -> RecordValue {
    RecordValue(version, isSigned: store.description.isShared && catalogue.form(version.form.id)?.chain != nil)
  }

  private static let registers: Set = ["person", "unit", "settings"]

  private func register(_ form: String) -> [RecordValue] {
    let sequence = (try? store.head().sequence) ?? 0
    let known = cache.forms.withLock { $0.sequences[form] == sequence ? $0.records[form] : nil }
    if let known { return known }
    // A version never changes: only those that are new since have to be read.
    let earlier = Dictionary(
      cache.forms.withLock { $0.records[form] ?? [] }.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    let query = ListQuery(form: form, sort: .savedAt, ascending: false, limit: Int(Int32.max))
    var result: [RecordValue] = []
    for row in (try? store.list(query).rows) ?? [] where row.status != .void || isGranting(form) {
      if let known = earlier[row.number], known.version == row.version {
        result.append(known)
      } else if let version = try? store.version(row.number), let counting = counting(version) {
        result.append(value(counting))
      }
    }
    let read = result
    if form == "person" || form == "unit" { catalogue.call(read, of: form) }
    cache.forms.withLock {
      $0.records[form] = read
      $0.sequences[form] = sequence
    }
    return read
  }
}
