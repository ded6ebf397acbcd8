import Domain

extension Filling {
  /// The state of the amended record in its chain; nil for a new one and where nothing is signed.
  func signOff(_ workspace: Workspace) -> SignOffState? {
    target.baseVersion.flatMap { workspace.signOff(of: $0).result?.state }
  }

  /// What steps of sign-off will ask for that is not filled in yet, as notes.
  func stillNeeded(_ workspace: Workspace) -> [Finding] {
    guard workspace.access.isShared else { return entry.stillNeeded(settled) }
    if let state = signOff(workspace) { return state.stillNeeded(in: settled) }
    let titles = workspace.catalogue.chains(of: form).last?.titles ?? [:]
    return titles.isEmpty ? [] : entry.stillNeeded(settled, titles: titles)
  }

  /// For which step of sign-off a field is filled in; nil where it is filled in before the submission.
  func waiting(_ field: Field, _ workspace: Workspace) -> Phrase? {
    guard workspace.access.isShared, let step = field.addedAfter ?? field.step else { return nil }
    let titles = workspace.catalogue.chains(of: form).compactMap { $0.titles[step] }
    let title = titles.first ?? Phrase(verbatim: step)
    if field.addedAfter != nil {
      return Phrase(
        zh: "「\(title.zh)」之後才填；補填不影響簽核。",
        en: "It is filled in after '\(title.en)'; the signatures stand.")
    }
    let stands = Phrase(
      zh: "簽核期間只填這一欄，先前的簽核仍算數。", en: " Filling it in during the sign-off leaves the signatures so far standing.")
    guard field.neededBy != nil else {
      return Phrase(zh: "「\(title.zh)」簽核前都可以填。", en: "It can be filled in until '\(title.en)' is signed.") + stands
    }
    return Phrase(zh: "「\(title.zh)」簽核前要填好。", en: "It has to be filled in before '\(title.en)' is signed.") + stands
  }
}
