import Domain

/// A version in words, as screens show it.
extension Version {
  /// `第 3 版`
  var numberText: Phrase { Phrase(zh: "第 \(number) 版", en: "version \(number)") }

  /// When, by whom and what: `2026-11-22 14:20  王小明 (wang.xm)  修正`
  func saveText(_ workspace: Workspace) -> Phrase {
    let by = workspace.people.named(savedBy).phrase
    return savedTime(workspace.clock) + Phrase(zh: "  \(by.zh)  ", en: "  \(by.en)  ") + action.label
  }

  /// What proves this save: its place in the journal and the beginning of its seal.
  var receipt: Phrase {
    let prefix = String(seal.prefix(16))
    return Phrase(zh: "序號 \(sequence)，封緘 \(prefix)", en: "sequence \(sequence), seal \(prefix)")
  }
}
