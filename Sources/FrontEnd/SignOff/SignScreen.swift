import Domain
import Desk
import Terminal

/// Decides about one record, or agrees to several at once: shows what is signed, takes a comment, and asks the
/// passphrase again.
public struct SignScreen: Screen {
  private let action: Action
  /// The versions that were looked at; only these are signed.
  private let versions: [Version]
  private var signOffs: [RecordSignOff?] = []
  private var lines: TypedLines
  /// What came of each record, where there are several; empty until they are signed.
  private var results: [SigningResult] = []
  /// What else a signature signs, where this is a review.
  private var further: Phrase?
  private var top = 0

  /// Whether no other screen can be opened from here.
  private let isAlone: Bool

  public init(_ action: Action, _ versions: [Version], isAlone: Bool = false) {
    self.isAlone = isAlone
    self.action = action
    self.versions = versions
    let comment =
      switch action {
      case .return: Phrase(zh: "* 退回的原因", en: "* Reason for sending back")
      case .refuse: Phrase(zh: "* 駁回的原因", en: "* Reason for refusing")
      default: Phrase(zh: "意見（可不填）", en: "Comment (optional)")
      }
    lines = TypedLines([
      TypedLines.Line(comment), TypedLines.Line(Phrase(zh: "* 通行碼或 PIN", en: "* Passphrase or PIN"), isSecret: true),
    ])
  }

  private var isFinished: Bool { !results.isEmpty }

  private var label: Phrase {
    switch action {
    case .agree: Phrase(zh: "簽核", en: "Sign")
    case .return: Phrase(zh: "退回", en: "Send back")
    case .withdraw: Phrase(zh: "撤回", en: "Withdraw")
    case .refuse: Phrase(zh: "駁回", en: "Refuse")
    default: Phrase(zh: "送審", en: "Submit")
    }
  }

  public func title(_ workspace: Workspace) -> Phrase {
    let count = max(versions.count, results.count)
    return count > 1
      ? label + Phrase(zh: " \(count) 筆", en: " \(count) records")
      : label + Phrase(verbatim: " \(versions.first?.record ?? "")")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    // The hint says what saving means here.
    [bind(.back) { _, _ in [.pop()] }] + (isFinished ? [] : [bind(.save, isShown: false) { $0.finish($1) }])
  }

  public var takesText: Bool { true }
  public var canBeLeft: Bool { !isAlone }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    signOffs = versions.map { workspace.signOff(of: $0).result }
    guard let version = versions.first, versions.count == 1 else { return [] }
    let (review, effects) = workspace.review(version)
    further = review.map { review in
      Phrase(
        zh: "清單有 \(review.count) 筆，其中 \(review.due) 筆等審閱，會一併簽核；清單的 SHA-256 記在簽核裡。",
        en:
          "Of the \(review.count) entries listed \(review.due) wait for the review and are signed with it; the signature "
          + "names the list's SHA-256.")
    }
    return effects
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
      let room = room(workspace)
      switch key {
      case .pageUp:
        top = max(0, top - room + 1)
        return []
      case .pageDown:
        top = max(0, min(top + room - 1, page(workspace).count - room))
        return []
      case .enter where isFinished: return [.pop()]
      default: break
      }
    }
    guard !isFinished else { return [] }
    switch lines.handle(event) {
    case .taken: return []
    case .finished: return finish(workspace)
    case .tooLong(let length): return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
  }

  private mutating func finish(_ workspace: Workspace) -> [Effect] {
    guard !isFinished else { return [.pop()] }
    if lines[0].isEmpty, let missing = action.missingReason {
      lines.move(to: 0)
      return [.show(.error(missing))]
    }
    guard !lines[1].isEmpty else {
      lines.move(to: 1)
      return [.show(.error(Phrase(zh: "請輸入自己的通行碼，再按 Enter。", en: "Type your own passphrase, then Enter.")))]
    }
    return [.sign(action, versions, comment: lines[0].isEmpty ? nil : lines[0], secret: lines[1])]
  }

  // MARK: - Signing

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    lines.clearSecrets()
    lines.move(to: 1)
    guard case .signed(let signed) = outcome else { return outcome.problem.map { [.show(.error($0))] } ?? [] }
    let all = signed.flatMap { $0.entries + [$0] }
    // A single record returns to where it was signed from.
    if all.count == 1 {
      let text = Self.text(all[0])
      return [.pop(), .show(all[0].saved == nil ? .error(text) : .success(text))]
    }
    // If a review could not be saved, none of its entries was.
    if versions.count == 1, all.allSatisfy({ $0.saved == nil }), let last = all.last {
      return [.show(.error(Self.text(last)))]
    }
    results = all
    top = 0
    let count = all.count { $0.saved != nil }
    let failed = all.count - count
    let summary = Phrase(
      zh: failed == 0 ? "\(count) 筆都簽了。Enter 返回。" : "簽了 \(count) 筆，\(failed) 筆沒有簽，原因在上面。Enter 返回。",
      en: failed == 0
        ? "All \(count) are signed. Enter goes back."
        : "\(count) signed, \(failed) not; the reasons are above. Enter goes back.")
    return [.show(failed == 0 ? .success(summary) : .warning(summary))]
  }

  private static func text(_ result: SigningResult) -> Phrase {
    switch result.outcome {
    case .signed(let version): done(version)
    case .refused(let refusal): refusal.naming(pick: Command.pick.named).message
    case .failed(let problem): problem.message
    }
  }

  private static func done(_ version: Version) -> Phrase {
    let what = version.action.label
    return Phrase(
      zh:
        "已\(what.zh)：\(version.record) 第 \(version.number) 版，狀態\(version.status.label.zh)，收據 \(version.seal.prefix(16))。",
      en: "Done (\(what.en)): \(version.record), version \(version.number), \(version.status.label.en), receipt "
        + "\(version.seal.prefix(16)).")
  }

  // MARK: - Drawing

  /// Rows of the page above the lines to type in.
  private func room(_ workspace: Workspace) -> Int { max(1, workspace.room.rows - (isFinished ? 1 : 4)) }

  private func page(_ workspace: Workspace) -> [PageLine] {
    var writer = PageWriter(width: workspace.room.columns - 1)
    if !results.isEmpty {
      for result in results {
        let isSigned = result.saved != nil
        writer.pair(
          (isSigned ? "v " : "! ") + result.version.record, workspace.text(Self.text(result)), at: 1, textAt: 20,
          style: isSigned ? .plain : .warning)
      }
    } else {
      let pages = zip(versions, signOffs).compactMap { version, signOff in
        signOff.map { SignPage(action: action, version: version, signOff: $0, workspace: workspace) }
      }
      if versions.count > 1 { SignPage.write(all: pages, into: &writer) } else { pages.first?.write(into: &writer) }
      if let further {
        writer.blank()
        writer.text(workspace.text(further), at: 1, style: .strong)
      }
    }
    return writer.lines
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns
    let page = page(workspace)
    let room = room(workspace)
    let shown = page.dropFirst(top).prefix(room)
    for (row, line) in shown.enumerated() {
      for piece in line.pieces {
        canvas.write(
          piece.text, at: Position(column: piece.column, row: row), style: piece.style,
          width: max(0, min(width - piece.column, Width.of(piece.text))))
      }
    }
    if !isFinished { lines.draw(into: &canvas, row: canvas.size.rows - 3, step: 1, workspace) }
    var hint =
      isFinished
      ? Phrase(zh: "Enter 返回", en: "Enter goes back")
      : Phrase(
        zh: "Tab 換欄   Enter \(label.zh)   \(key: .back) 取消",
        en: "Tab next line   Enter: \(label.en)   \(key: .back) cancels")
    if page.count > room {
      let last = min(page.count, top + room)
      hint =
        hint
        + Phrase(
          zh: "   PgUp PgDn 捲動（\(top + 1)-\(last)，共 \(page.count) 行）",
          en: "   PgUp PgDn scroll (\(top + 1)-\(last) of \(page.count))")
    }
    canvas.write(
      Width.clipped(workspace.text(hint), to: width - 2), at: Position(column: 1, row: canvas.size.rows - 1),
      style: .faint, width: width - 2)
    if isFinished { canvas.cursor = .zero }
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "簽的是畫面上這一版，以它的封緘為準；別人若剛存了新版，就不會簽成。通行碼只用來確認是您本人，不會留下。",
        en:
          "What is signed is the version shown, by its seal; if somebody has saved another meanwhile, nothing is signed. "
          + "The passphrase only confirms that it is you and is not kept.")
    ]
  }
}
