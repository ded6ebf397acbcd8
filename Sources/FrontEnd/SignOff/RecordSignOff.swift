import Domain
import Desk

/// The state of a record in its chain, for the person at the keyboard of a shared store.
struct RecordSignOff {
  let state: SignOffState
  let limits: SignOffLimits
  /// What the person may do now.
  let actions: [Action]
  /// The version that was signed before the last change; nil if nothing has changed since a signature.
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
