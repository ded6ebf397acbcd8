extension SignOffState {
  /// The sign-off as lines of text: each step with who signed it, why it was left out or whom it waits for; what was
  /// added afterwards; and the signatures that no longer count.
  public func lines(_ clock: StoreClock) -> [Phrase] {
    var result: [Phrase] = []
    if changedSince != nil { result.append(statusLabel) }
    for step in steps { result += lines(of: step, clock) }
    if !additions.isEmpty {
      result.append(Addition.label + Phrase(zh: "：", en: ":"))
      result += additions.map { Phrase(verbatim: "  ") + $0.text(clock) }
    }
    if !earlierSignatures.isEmpty {
      result.append(Self.earlierLabel)
      result += earlierSignatures.map {
        Phrase(verbatim: "  ") + $0.text(steps: chain.steps, clock)
      }
    }
    return result
  }

  private func lines(of step: StepState, _ clock: StoreClock) -> [Phrase] {
    let colon = Phrase(zh: "：", en: ": ")
    let passed = step.passed(clock).map { step.title + colon + $0 }
    let further: Phrase
    switch step.progress {
    // A record that is not submitted has signed and left out nothing yet.
    case .skipped where !isSubmitted: return []
    case .signed, .skipped: return passed
    case .waiting where isSubmitted:
      further =
        step.signers.gap?.message ?? Phrase(zh: "等\(step.signers.names.zh)簽核", en: "waits for \(step.signers.names.en)")
    case .waiting, .later: return passed
    }
    return passed + [step.title + colon + further]
  }

  /// Signatures of earlier rounds, which no longer count.
  public var earlierSignatures: [Signature] { Array(signatures.dropLast(round.count)) }

  public static let earlierLabel = Phrase(zh: "先前的簽核（不再算數）：", en: "Earlier signatures, which no longer count:")
}

extension SignOffState.StepState {
  /// Who signed it so far, and why it needs no signature where it is left out.
  public func passed(_ clock: StoreClock) -> [Phrase] {
    let signed = signatures.map { $0.text(clock) }
    switch progress {
    case .signed: return signed.isEmpty ? [Phrase(zh: "已簽", en: "signed")] : signed
    case .skipped(let why): return signed + [Phrase(zh: "免簽：", en: "left out: ") + why]
    case .waiting, .later: return signed
    }
  }
}
