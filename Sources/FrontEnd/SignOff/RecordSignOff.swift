import Domain
import Desk

/// Where a record of a shared store stands in its chain, for the person at the keyboard.
struct RecordSignOff {
  let state: SignOffState
  let limits: SignOffLimits
  /// What the person may do now.
  let actions: [Action]
  /// The version that was signed before the last change; nothing where nothing has changed since a signature.
  let signedBefore: Int?

  /// `history` are all versions of the record.
  init(_ state: SignOffState, _ limits: SignOffLimits, _ access: Access) {
    self.state = state
    self.limits = limits
    let may = state.asksNoRight || access.may(.sign, form: state.form.id)
    actions = may ? state.actions(of: access.person) : []
    signedBefore =
      state.asksNoRight
      ? (state.isGrantPending ? state.inForce?.number : nil)
      : state.changedSince ?? state.signatures.dropLast(state.round.count).last?.version
  }

  var isOverdue: Bool { Waiting(state, limits: limits)?.isOverdue ?? false }

  /// Whose turn it is: `胡主任，或代理人李四`.
  static func turn(_ signers: StepSigners) -> Phrase {
    guard !signers.deputies.isEmpty else { return signers.names }
    let deputies = signers.deputies.map(\.person)
    return Phrase(
      zh: "\(signers.names.zh)，或代理人\(deputies.map(\.shown).joined(separator: "、"))",
      en: "\(signers.names.en), or as deputy \(deputies.map { $0.shown(.en) }.joined(separator: ", "))")
  }
}

extension Workspace {
  /// Where a version stands in its form's chain; nothing in a personal store and for forms without one.
  func signOff(of version: Version) -> (result: RecordSignOff?, effects: [Effect]) {
    guard access.isShared else { return (nil, []) }
    let (state, effects) = ask { (desk) throws(StoreProblem) in try desk.signOff(of: version) }
    return (state.flatMap { $0 }.map { RecordSignOff($0, SignOffLimits(records), access) }, effects)
  }

  /// The review of a log that a version is, with the entries that signing it signs; nothing for any other record.
  func review(_ version: Version) -> (result: LogReview?, effects: [Effect]) {
    let (review, effects) = ask { (desk) throws(StoreProblem) in try desk.review(version) }
    return (review.flatMap { $0 }, effects)
  }

  /// Two versions without their signatures: what was changed in between.
  func changes(of record: String, since number: Int, to version: Version) -> (old: Version, new: Version)? {
    guard let versions = compare(record, number, version.number).versions else { return nil }
    var (old, new) = versions
    old.content[rows: Signature.table] = []
    new.content[rows: Signature.table] = []
    return (old, new)
  }
}

extension Command {
  /// What commands decide about a record.
  static let decisions: [(command: Command, action: Action)] = [
    (.submit, .submit), (.sign, .agree), (.sendBack, .return), (.withdraw, .withdraw), (.refuse, .refuse),
  ]
}
