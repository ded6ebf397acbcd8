import Domain
import Terminal

/// What is about to be signed, as lines of a page.
struct SignPage {
  let action: Action
  let version: Version
  let signOff: RecordSignOff
  let workspace: Workspace

  private var state: SignOffState { signOff.state }

  func write(into writer: inout PageWriter) {
    pair(Phrase(zh: "紀錄", en: "Record"), Phrase(verbatim: "\(version.record)  ") + state.form.title, into: &writer)
    let subject = state.form.titleText(version.content, workspace.language)
    if !subject.isEmpty { pair(Phrase(zh: "內容", en: "Subject"), Phrase(verbatim: subject), into: &writer) }
    pair(
      Phrase(zh: "版本", en: "Version"),
      Phrase(zh: version.numberText.zh, en: String(version.number))
        + Phrase(verbatim: "  ") + version.saveText(workspace), into: &writer)
    pair(Phrase(zh: "封緘", en: "Seal"), Phrase(verbatim: version.seal), into: &writer)
    if let step = action == .withdraw ? state.steps.first : state.current {
      pair(Phrase(zh: "關卡", en: "Step"), step.title, into: &writer)
    }
    pair(Phrase(zh: "簽核人", en: "Signed by"), role, into: &writer)
    for finding in state.mayAct(action, by: workspace.person) where !finding.blocks {
      pair(Phrase(zh: "注意", en: "Note"), finding.message, .warning, into: &writer)
    }
    if action == .agree, let why = state.form.signedEmpty.first(where: { $0.step == state.current?.id })?.why {
      pair(Phrase(zh: "說明", en: "Note"), why, into: &writer)
    }
    writeChanges(into: &writer)
  }

  /// The person, and for whom if they are a deputy.
  private var role: Phrase {
    let me = workspace.person
    let signers = state.current?.signers ?? StepSigners()
    guard action != .withdraw, !signers.wanted.contains(where: { $0.id == me.id }),
      let deputy = signers.deputies.first(where: { $0.person.id == me.id })
    else { return Phrase(verbatim: me.shown) }
    return Phrase(
      zh: "\(me.shown)，代理\(deputy.deputyFor.shown)",
      en: "\(me.shown(.en)), as deputy for \(deputy.deputyFor.shown(.en))")
  }

  private func writeChanges(into writer: inout PageWriter) {
    writer.blank()
    if let pending = state.pendingGrants {
      let blocks = DifferenceBlock.between(
        pending.before, version.content, form: state.form, workspace.clock, workspace.language)
      writer.text(workspace.text(Phrase(zh: "要同意的變更：", en: "To be agreed to:")), style: .strong)
      DifferencePage(blocks: blocks, isSideBySide: false, language: workspace.language).write(into: &writer)
      return
    }
    guard let signed = signOff.signedBefore,
      let changes = workspace.changes(of: version.record, since: signed, to: version)
    else {
      let text =
        state.round.count > 1
        ? Phrase(zh: "上一位簽核後沒有改過。", en: "Nothing has changed since the last signature.")
        : Phrase(zh: "這筆紀錄先前沒有人簽過。", en: "Nobody has signed this record before.")
      writer.text(workspace.text(text))
      return
    }
    let blocks = DifferenceBlock.between(
      changes.old.content, changes.new.content, form: state.form, workspace.clock, workspace.language)
    let text =
      blocks.isEmpty
      ? Phrase(zh: "和先前簽過的第 \(signed) 版內容相同。", en: "The same content as version \(signed), which was signed before.")
      : Phrase(zh: "和先前簽過的第 \(signed) 版不同的地方：", en: "What differs from version \(signed), which was signed before:")
    writer.text(workspace.text(text), style: .strong)
    DifferencePage(blocks: blocks, isSideBySide: false, language: workspace.language).write(into: &writer)
  }

  private func pair(_ label: Phrase, _ text: Phrase, _ style: Style = .plain, into writer: inout PageWriter) {
    writer.pair(workspace.text(label), workspace.text(text), at: 1, textAt: 12, style: style)
  }

  /// Several records: each with its version, seal, step and subject.
  static func write(all pages: [SignPage], into writer: inout PageWriter) {
    for page in pages {
      let version = page.version
      let step = page.state.current?.title ?? Phrase(verbatim: "")
      let text =
        Phrase(zh: version.numberText.zh, en: "version \(version.number)")
        + Phrase(verbatim: "  \(version.seal.prefix(16))  ") + page.state.form.title + Phrase(verbatim: " / ") + step
      writer.pair(version.record, page.workspace.text(text), at: 1, textAt: 20)
      let subject = page.state.form.titleText(version.content, page.workspace.language)
      if !subject.isEmpty { writer.pair("", subject, at: 1, textAt: 20) }
    }
  }
}
