import Domain
import Synchronization

/// What a desk remembers of looking: what the journal has been told, and what may not be shown as of a sequence of it.
final class LookingState: Sendable {
  /// Whether records that are larger than any may be are looked at whole.
  let readsWhole: Bool
  private let noted = Mutex<Set<String>>([])
  private let numbers = Mutex<(sequence: Int, sets: [Clearance: Set<String>])>((-1, [:]))
  private let exposing = Mutex<(sequence: Int, sets: [Clearance: Set<String>])>((-1, [:]))
  private let texts = Mutex<(sequence: Int, texts: [Clearance: [String: String]])>((-1, [:]))
  private let hidden = Mutex<(sequence: Int, fields: [Clearance: [String: Set<String>]])>((-1, [:]))
  private let terminal = Mutex<(sequence: Int, access: Access)?>(nil)

  init(readsWhole: Bool) { self.readsWhole = readsWhole }

  /// Those of the keys that have not been noted before; they are now.
  func unnoted(_ keys: [String]) -> Set<String> {
    noted.withLock { noted in Set(keys.filter { noted.insert($0).inserted }) }
  }

  /// Takes back what could not be written down.
  func forget(_ keys: Set<String>) { noted.withLock { $0.subtract(keys) } }

  /// Numbers of records that are classed otherwise than so.
  func numbers<Failure: Error>(
    outside clearance: Clearance, at sequence: Int, _ make: () throws(Failure) -> Set<String>
  ) throws(Failure) -> Set<String> {
    try Self.known(numbers, clearance, sequence, make)
  }

  /// Records that name one of those, or have fields classed higher than themselves.
  func exposing<Failure: Error>(
    _ clearance: Clearance, at sequence: Int, _ make: () throws(Failure) -> Set<String>
  ) throws(Failure) -> Set<String> {
    try Self.known(exposing, clearance, sequence, make)
  }

  private static func known<Failure: Error>(
    _ memory: borrowing Mutex<(sequence: Int, sets: [Clearance: Set<String>])>, _ key: Clearance, _ sequence: Int,
    _ make: () throws(Failure) -> Set<String>
  ) throws(Failure) -> Set<String> {
    if let known = memory.withLock({ $0.sequence == sequence ? $0.sets[key] : nil }) { return known }
    let made = try make()
    memory.withLock {
      if $0.sequence != sequence { $0 = (sequence, [:]) }
      $0.sets[key] = made
    }
    return made
  }

  /// The words of a record as far as they may be known.
  func text<Failure: Error>(
    of number: String, _ clearance: Clearance, at sequence: Int, _ make: () throws(Failure) -> String
  ) throws(Failure) -> String {
    let known = texts.withLock { $0.sequence == sequence ? $0.texts[clearance]?[number] : nil }
    if let known { return known }
    let made = try make()
    texts.withLock {
      if $0.sequence != sequence { $0 = (sequence, [:]) }
      $0.texts[clearance, default: [:]][number] = made
    }
    return made
  }

  /// Fields of a record, and tables, of which something is not shown.
  func hidden<Failure: Error>(
    in number: String, _ clearance: Clearance, at sequence: Int, _ make: () throws(Failure) -> Set<String>
  ) throws(Failure) -> Set<String> {
    let known = hidden.withLock { $0.sequence == sequence ? $0.fields[clearance]?[number] : nil }
    if let known { return known }
    let made = try make()
    hidden.withLock {
      if $0.sequence != sequence { $0 = (sequence, [:]) }
      $0.fields[clearance, default: [:]][number] = made
    }
    return made
  }

  func terminal(at sequence: Int, _ make: () -> Access) -> Access {
    if let known = terminal.withLock({ $0 }), known.sequence == sequence { return known.access }
    let made = make()
    terminal.withLock { $0 = (sequence, made) }
    return made
  }
}
