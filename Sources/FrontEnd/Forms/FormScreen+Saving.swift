import Domain
import Desk
import Terminal

extension FormScreen {
  /// Saves it, if the desk accepts it.
  mutating func save(_ workspace: Workspace) -> [Effect] {
    prepare(workspace)
    return [.submit(page.filling.submission)]
  }

  /// Shows what has to be mended first, or what is remarkable.
  mutating func take(_ refusal: Refusal, _ workspace: Workspace) -> [Effect] {
    checkAll(workspace)
    switch refusal.kind {
    case .findings where refusal.findings.contains { FieldSlot($0.place) != nil }:
      return summary(refusal.findings, isWarning: false, workspace)
    case .remarks:
      page.filling.acknowledged = Set(refusal.findings)
      return summary(refusal.findings, isWarning: true, workspace)
    case .unchanged:
      return [.show(.note(refusal.message + Phrase(zh: "\(key: .back) 離開。", en: " \(key: .back) leaves.")))]
    default: return [.show(.error(refusal.message))]
    }
  }

  mutating func showFindings(_ workspace: Workspace) -> [Effect] {
    prepare(workspace)
    checkAll(workspace)
    let findings = page.filling.allFindings + page.filling.stillNeeded(workspace)
    guard !findings.isEmpty else {
      return [
        .show(
          .success(Phrase(zh: "都填好了，沒有要改的地方；\(key: .save) 儲存。", en: "Nothing is left to mend; \(key: .save) saves.")))
      ]
    }
    return summary(findings, isWarning: findings.allSatisfy { !$0.blocks }, workspace)
  }

  private mutating func prepare(_ workspace: Workspace) {
    page.filling.refresh(workspace)
    page.settle()
    let acknowledged = page.filling.acknowledged
    page.filling.dropEmptyRows()
    page.filling.acknowledged = acknowledged
    page.filling.settle()
    page.take(page.filling, workspace)
  }

  /// From now on empty fields count as wrong.
  private mutating func checkAll(_ workspace: Workspace) {
    page.filling.asksForMissing = true
    page.filling.checkAll()
    page.take(page.filling, workspace)
  }

  private mutating func summary(_ findings: [Finding], isWarning: Bool, _ workspace: Workspace) -> [Effect] {
    request = .findings
    // Closing the list leads to the first field to mend.
    if let slot = findings.first.flatMap({ FieldSlot($0.place) }) { page.focus(slot, workspace) }
    let entries = findings.map { (page.filling.name(of: $0.place), $0) }
    return [.push(FindingsScreen(entries, mayBeSaved: isWarning))]
  }

  mutating func saveAcknowledged(_ workspace: Workspace) -> [Effect] {
    page.filling.acknowledged.formUnion(page.filling.allFindings.filter { !$0.blocks })
    return save(workspace)
  }

  /// Leads to a finding, in a table to its row and cell.
  mutating func show(_ place: Finding.Place, _ workspace: Workspace) -> [Effect] {
    guard let slot = FieldSlot(place) else { return hint(workspace) }
    page.focus(slot, workspace)
    guard let name = slot.table, let table = form.field(name) else { return hint(workspace) }
    request = .table
    return [.push(RowsScreen(page.filling, table: table, opening: slot, workspace))]
  }

  mutating func finish(_ version: Version, _ workspace: Workspace) -> [Effect] {
    isDone = true
    request = nil
    let receipt = version.seal.prefix(16)
    var next = source.map { Phrase(zh: "", en: " ") + $0.reminder(of: version.record) } ?? Phrase(verbatim: "")
    if form.isGranting {
      let state = workspace.signOff(of: version).result?.state
      if let state, state.isGrantPending, let current = state.current {
        next =
          next
          + (current.signers.gap?.message
            ?? Phrase(
              zh: "給予權限的欄位要第二人同意才生效：\(current.signers.names.zh)。",
              en: " What grants power takes effect once a second person agrees: \(current.signers.names.en)."))
      }
    } else if version.status != .saved {
      next = next + Phrase(zh: "先前的簽核仍算數。", en: " The signatures so far stand.")
    } else if workspace.access.isShared, !workspace.isKiosk, let chain = workspace.catalogue.chains(of: form).last {
      let key = (chain.isSignedAtOnce ? Command.sign : .submit).key
      next =
        next
        + (chain.isSignedAtOnce
          ? Phrase(zh: "請按 \(key) 簽核。", en: " \(key) signs it.")
          : Phrase(zh: "請按 \(key) 送審。", en: " \(key) submits it for sign-off."))
    }
    return [
      .replace(RecordScreen(number: version.record)),
      .show(
        .success(
          Phrase(
            zh: "已存 \(version.record) 第 \(version.number) 版，收據 \(receipt)。",
            en: "Saved \(version.record), version \(version.number), receipt \(receipt).")
            + next)),
    ]
  }

  // MARK: - Another person saved first

  mutating func merge(onto current: Version, _ workspace: Workspace) -> [Effect] {
    request = .merge(current: current)
    return [
      .push(
        MergeScreen(
          form: form, base: page.filling.target.baseVersion, mine: page.filling.contentToSave, current: current,
          clear: { [form] in workspace.desk?.cleared($0, form: form) ?? $0 }))
    ]
  }

  mutating func takeMerged(_ content: Content, _ answered: PageRequest?, _ workspace: Workspace) -> [Effect] {
    guard case .merge(let current) = answered else { return hint(workspace) }
    page.filling.replace(with: content)
    page.filling.target.base = current.number
    page.filling.target.baseVersion = current
    page.filling.rebase(workspace)
    page.take(page.filling, workspace)
    return save(workspace)
  }
}
