import Domain
import Terminal

/// The chain of a record as lines of its page: who signed, who is waited for, what is left out.
struct SignOffPanel {
  let signOff: RecordSignOff
  let isPlain: Bool
  let workspace: Workspace

  private var state: SignOffState { signOff.state }

  func write(into writer: inout PageWriter) {
    writer.blank()
    let start = isPlain ? 0 : PageWriter.margin
    let heading = Signature.tableLabel + Phrase(verbatim: "  ") + state.statusLabel
    let isUrgent = state.changedSince != nil || state.status == .returned
    writer.text(workspace.text(heading), at: start, style: isUrgent ? .warning : .strong)
    writeNews(into: &writer, at: start + 2)
    let titles = state.steps.map { workspace.text($0.title) }
    let label = min(titles.map { Width.of($0) }.max() ?? 0, 26)
    for (step, title) in zip(state.steps, titles) {
      for (place, text) in texts(of: step).enumerated() {
        let mark = place == 0 ? "\(mark(step)) \(title)" : ""
        if isPlain {
          writer.text("\(place == 0 ? title : ""): \(workspace.text(text))")
        } else {
          writer.pair(
            mark, workspace.text(text), at: start + 2, textAt: start + 6 + label,
            style: step.progress == .waiting ? .strong : .plain)
        }
      }
    }
    writeAdditions(into: &writer, at: start + 2)
    writeEarlier(into: &writer, at: start + 2)
    let offered = Command.decisions.filter { signOff.actions.contains($0.action) }.map(\.command)
    guard !offered.isEmpty, !isPlain else { return }
    func names(_ language: Language) -> String {
      offered.map { "\($0.key) \($0.name[language])" }.joined(separator: "  ")
    }
    writer.text(
      workspace.text(Phrase(zh: "您可以：\(names(.zhTW))", en: "You can: \(names(.en))")), at: start + 2, style: .strong)
  }

  /// What happened last, if it calls for action.
  private func writeNews(into writer: inout PageWriter, at column: Int) {
    let compare = Command.compare.key
    if state.isGrantPending, state.status != .returned {
      let text = Phrase(
        zh: "給予權限的欄位要第二人同意才生效，在那之前照舊。",
        en: "What grants power takes effect once a second person agrees; until then all stays as it was.")
      writer.text(workspace.text(text), at: column)
    } else if state.changedSince != nil {
      let text = Phrase(
        zh: "先前的簽核不算數；\(compare) 看改了什麼，請填表人重新送審。",
        en: "Those signatures no longer count; \(compare) shows what changed. Whoever changed it can submit it again.")
      writer.text(workspace.text(text), at: column)
    } else if state.status == .returned, let last = state.signatures.last {
      let reason = last.comment ?? "-"
      let text = Phrase(
        zh: "\(last.signer.zh)退回：\(reason)", en: "Sent back by \(last.signer.en): \(reason)")
      writer.text(workspace.text(text), at: column)
    } else if state.status == .refused, let last = state.signatures.last {
      let reason = last.comment ?? "-"
      writer.text(
        workspace.text(Phrase(zh: "\(last.signer.zh)駁回：\(reason)", en: "Refused by \(last.signer.en): \(reason)")),
        at: column)
    } else if let signed = signOff.signedBefore, state.isSubmitted {
      let text = Phrase(
        zh: "第 \(signed) 版簽過後改過；\(compare) 看改了什麼。",
        en: "Changed since version \(signed) was signed; \(compare) shows how.")
      writer.text(workspace.text(text), at: column)
    }
  }

  private func mark(_ step: SignOffState.StepState) -> String {
    switch step.progress {
    case .signed: "v"
    case .skipped: "-"
    case .waiting: ">"
    case .later: "."
    }
  }

  private func texts(of step: SignOffState.StepState) -> [Phrase] {
    let signed = step.passed(workspace.clock)
    switch step.progress {
    case .signed, .skipped: return signed
    case .later:
      if let gap = step.signers.gap { return signed + [Phrase(verbatim: "! ") + gap.message] }
      return signed + [
        Phrase(zh: "之後由\(step.signers.names.zh)", en: "later: ") + english(step.signers) + standIn(step.signers)
      ]
    case .waiting:
      if let gap = step.signers.gap { return signed + [Phrase(verbatim: "! ") + gap.message] }
      let turn = RecordSignOff.turn(step.signers)
      if state.chain.isSignedAtOnce, !state.isSubmitted {
        return signed + [Phrase(zh: "等\(turn.zh)簽核", en: "to be signed by \(turn.en)")]
      }
      guard state.isSubmitted else {
        return signed + [Phrase(zh: "等\(turn.zh)送審", en: "to be submitted by \(turn.en)")]
      }
      let since = workspace.clock.placed(state.version.savedAt).shown
      let overdue = signOff.isOverdue ? Phrase(zh: "（逾期）", en: " (overdue)") : Phrase(verbatim: "")
      let all = step.signers.needsAll ? Phrase(zh: "，每位都要簽", en: ", all of them") : Phrase(verbatim: "")
      return signed + [
        Phrase(zh: "等\(turn.zh)簽核\(all.zh)，自 \(since)", en: "waits for \(turn.en)\(all.en), since \(since)") + overdue
          + standIn(step.signers)
      ]
    }
  }

  /// Why it is another person's turn than the step says.
  private func standIn(_ signers: StepSigners) -> Phrase {
    signers.standsIn.map { Phrase(zh: "（\($0.zh)）", en: " (\($0.en))") } ?? Phrase(verbatim: "")
  }

  private func english(_ signers: StepSigners) -> Phrase { Phrase(zh: "", en: signers.names.en) }

  /// What was filled in after the signatures above, which cover none of it.
  private func writeAdditions(into writer: inout PageWriter, at column: Int) {
    guard !state.additions.isEmpty else { return }
    writer.text(workspace.text(SignOffState.Addition.label + Phrase(zh: "：", en: ":")), at: column)
    for addition in state.additions {
      writer.text(workspace.text(addition.text(workspace.clock)), at: column + 2)
    }
  }

  /// Signatures of earlier rounds, which no longer count.
  private func writeEarlier(into writer: inout PageWriter, at column: Int) {
    guard !state.earlierSignatures.isEmpty else { return }
    writer.text(workspace.text(SignOffState.earlierLabel), at: column)
    for signature in state.earlierSignatures {
      writer.text(
        workspace.text(signature.text(steps: state.chain.steps, workspace.clock)), at: column + 2)
    }
  }
}
