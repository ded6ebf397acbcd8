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
  /// Records whose saving is under way, in order.
  private var saving: [Version] = []
  /// What came of each record, where there are several.
  private var results: [(record: String, text: Phrase, isSigned: Bool)] = []
  /// How many results are waited for; more than one record where a review signs its entries.
  private var expected: Int
  /// What else a signature signs, where this is a review.
  private var further: Phrase?
  private var isFinished = false
  private var top = 0
  private let sight = Sight()

  /// Whether nothing else may be gone to from here.
  private let isAlone: Bool

  public init(_ action: Action, _ versions: [Version], isAlone: Bool = false) {
    self.isAlone = isAlone
    self.action = action
    self.versions = versions
    expected = versions.count
    let comment =
      action == .return
      ? Phrase(zh: "* 退回的原因", en: "* Reason for sending back") : Phrase(zh: "意見（可不填）", en: "Comment (optional)")
    lines = TypedLines([
      TypedLines.Line(comment), TypedLines.Line(Phrase(zh: "* 通行碼或 PIN", en: "* Passphrase or PIN"), isSecret: true),
    ])
  }

  private var isBatch: Bool { expected > 1 }

  private var label: Phrase {
    switch action {
    case .agree: Phrase(zh: "簽核", en: "Sign")
    case .return: Phrase(zh: "退回", en: "Send back")
    case .withdraw: Phrase(zh: "撤回", en: "Withdraw")
    default: Phrase(zh: "送審", en: "Submit")
    }
  }

  public func title(_ workspace: Workspace) -> Phrase {
    isBatch
      ? label + Phrase(zh: " \(expected) 筆", en: " \(expected) records")
      : label + Phrase(verbatim: " \(versions.first?.record ?? "")")
  }

  public var commands: [Command] { isFinished ? [.back] : [.back, .save] }
  /// The key line says what saving means here.
  public var refusedCommands: Set<Command> { [.save] }
  public var takesText: Bool { true }
  public var canBeLeft: Bool { !isAlone }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    let people = People(workspace.records)
    signOffs = versions.map { workspace.signOff(of: $0, people: people).result }
    guard let version = versions.first, versions.count == 1 else { return [] }
    let (review, effects) = workspace.review(version, people)
    further = review.map { review in
      let due = review.parts(signedBy: workspace.person).count
      return Phrase(
        zh: "清單有 \(review.count) 筆，其中 \(due) 筆等審閱，會一併簽核；清單的 SHA-256 記在簽核裡。",
        en: "Of the \(review.count) entries listed \(due) wait for the review and are signed with it; the signature "
          + "names the list's SHA-256.")
    }
    return effects
  }

  public mutating func perform(_ command: Command, _ workspace: Workspace) -> [Effect] {
    command == .save ? finish(workspace) : [.pop()]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if case .key(let key) = event {
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
    if action == .return, lines[0].isEmpty {
      lines.move(to: 0)
      return [
        .show(.error(Phrase(zh: "退回要寫原因；請說明哪裡要改。", en: "Sending back needs a reason; say what has to be mended.")))
      ]
    }
    guard !lines[1].isEmpty else {
      lines.move(to: 1)
      return [.show(.error(Phrase(zh: "請輸入自己的通行碼，再按 Enter。", en: "Type your own passphrase, then Enter.")))]
    }
    let (known, effects) = workspace.read { store throws(StoreProblem) in
      try store.credential(of: workspace.person.id) != nil
    }
    guard let known else { return effects }
    guard known else {
      let text = Phrase(
        zh: "您還沒有通行碼，不能簽核；請系統管理者給您一個一次性通行碼。",
        en: "You have no passphrase, so you cannot sign; ask an administrator for a one-time one.")
      return refused("credential", text)
    }
    return [.check(name: workspace.person.id, secret: lines[1], purpose: .confirm)]
  }

  /// Says why nothing is signed, and has it written down.
  private func refused(_ rule: String, _ text: Phrase) -> [Effect] {
    versions.map { .note(.refused(action, record: $0.record, rule: rule)) } + [.show(.error(text))]
  }

  // MARK: - Signing

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .credential(let answer):
      lines.clearSecrets()
      lines.move(to: 1)
      switch answer {
      case .accepted(mustChange: true):
        let text = Phrase(
          zh: "這是一次性通行碼，不能用來簽核；請先登入並換成自己的。",
          en: "That is a one-time passphrase, which signs nothing; log in and change it first.")
        return refused("one_time", text)
      case .accepted: return sign(workspace)
      default: return answer.message.map { [.show(.error($0))] } ?? []
      }
    case .saved(let version):
      guard let signed = saving.first else { return [] }
      saving.removeFirst()
      return took(signed, .saved(version))
    case .conflict(let current):
      guard let signed = saving.first else { return [] }
      saving.removeFirst()
      return took(signed, .conflict(current: current))
    case .savedAll(let saved):
      let signed = saving
      saving = []
      return zip(signed, saved).flatMap { took($0, $1) }
    case .failed(let problem):
      if expected > versions.count {
        expected = versions.count
        saving = []
        results = []
        return [.show(.error(problem))]
      }
      guard let signed = saving.first else {
        lines.clearSecrets()
        return [.show(.error(problem))]
      }
      saving.removeFirst()
      return took(signed, problem, isSigned: false)
    default: return []
    }
  }

  /// Signs what was looked at, by the rules as they are now.
  private mutating func sign(_ workspace: Workspace) -> [Effect] {
    let people = People(workspace.records)
    let comment = lines[0].isEmpty ? nil : lines[0]
    var effects: [Effect] = []
    for version in versions {
      let refusal: Finding?
      if let signOff = workspace.signOff(of: version, people: people).result {
        if !signOff.state.asksNoRight, let finding = workspace.access.refusal(.sign, form: version.form.id) {
          refusal = finding
        } else {
          let (review, problems) = workspace.review(version, people)
          effects += problems
          switch signOff.state.signed(
            action, by: workspace.person, comment: review?.comment(comment, workspace.language) ?? comment)
          {
          case .success(let signed):
            let title = workspace.catalogue.form(version.form)?.title.zh ?? version.form.id
            let new = NewVersion(signed, of: version, title: title)
            refusal = review?.refusal(of: workspace.person)
            if refusal == nil { effects += save(new, of: version, with: review, workspace) }
          case .failure(let refused): refusal = refused.findings.first
          }
        }
      } else {
        refusal = Finding(.record(version.record), rule: "history", Self.unreadable(version.record))
      }
      if let refusal {
        effects.append(.note(.refused(action, record: version.record, rule: refusal.rule)))
        effects += took(version, refusal.message, isSigned: false)
      }
    }
    return effects
  }

  /// Saves a signature; that of a review together with one for every entry of its list.
  private mutating func save(
    _ new: NewVersion, of version: Version, with review: LogReview?, _ workspace: Workspace
  ) -> [Effect] {
    let parts = review?.parts(signedBy: workspace.person) ?? []
    guard !parts.isEmpty else {
      saving.append(version)
      return [.save(new)]
    }
    expected += parts.count
    var all: [NewVersion] = []
    var effects: [Effect] = []
    for part in parts {
      switch part.signed {
      case .success(let signed):
        all.append(signed)
        saving.append(part.version)
      case .failure(let finding):
        effects.append(.note(.refused(action, record: part.version.record, rule: finding.rule)))
        effects += took(part.version, finding.message, isSigned: false)
      }
    }
    saving.append(version)
    return effects + [.saveAll(all + [new])]
  }

  private mutating func took(_ signed: Version, _ result: SaveResult) -> [Effect] {
    switch result {
    case .saved(let version): return took(signed, Self.done(version), isSigned: true)
    case .conflict(let current):
      let text = Phrase(
        zh: "沒有\(label.zh)：\(current.savedBy.name)剛存了第 \(current.number) 版；請看過再決定。",
        en: "Not done: \(current.savedBy.name) has just saved version \(current.number); look at it and decide again.")
      return [.note(.refused(action, record: signed.record, rule: "conflict"))] + took(signed, text, isSigned: false)
    case .numberTaken: return took(signed, Self.unreadable(signed.record), isSigned: false)
    }
  }

  /// Notes what came of a record; one alone goes back to where it was signed from.
  private mutating func took(_ version: Version, _ text: Phrase, isSigned: Bool) -> [Effect] {
    guard isBatch else { return [.pop(), .show(isSigned ? .success(text) : .error(text))] }
    results.append((version.record, text, isSigned))
    isFinished = results.count == expected
    top = 0
    guard isFinished else { return [] }
    let count = results.filter(\.isSigned).count
    let failed = results.count - count
    let summary = Phrase(
      zh: failed == 0 ? "\(count) 筆都簽了。Enter 返回。" : "簽了 \(count) 筆，\(failed) 筆沒有簽，原因在上面。Enter 返回。",
      en: failed == 0
        ? "All \(count) are signed. Enter goes back."
        : "\(count) signed, \(failed) not; the reasons are above. Enter goes back.")
    return [.show(failed == 0 ? .success(summary) : .warning(summary))]
  }

  private static func done(_ version: Version) -> Phrase {
    let what = version.action.label
    return Phrase(
      zh:
        "已\(what.zh)：\(version.record) 第 \(version.number) 版，狀態\(version.status.label.zh)，收據 \(version.seal.prefix(16))。",
      en: "Done (\(what.en)): \(version.record), version \(version.number), \(version.status.label.en), receipt "
        + "\(version.seal.prefix(16)).")
  }

  private static func unreadable(_ record: String) -> Phrase {
    Phrase(
      zh: "讀不到 \(record) 的歷程，不能簽核；請先執行 ismsbook verify。",
      en: "The history of \(record) cannot be read, so it cannot be signed; run ismsbook verify first.")
  }

  // MARK: - Drawing

  /// Rows of the page above the lines to type in.
  private var room: Int { max(1, sight.size.rows - (isFinished ? 1 : 4)) }

  private func page(_ workspace: Workspace) -> [PageLine] {
    var writer = PageWriter(width: sight.size.columns - 1)
    if !results.isEmpty {
      for result in results {
        writer.pair(
          (result.isSigned ? "v " : "! ") + result.record, workspace.text(result.text), at: 1, textAt: 20,
          style: result.isSigned ? .plain : .warning)
      }
    } else {
      let pages = zip(versions, signOffs).compactMap { version, signOff in
        signOff.map { SignPage(action: action, version: version, signOff: $0, workspace: workspace) }
      }
      if isBatch { SignPage.write(all: pages, into: &writer) } else { pages.first?.write(into: &writer) }
      if let further {
        writer.blank()
        writer.text(workspace.text(further), at: 1, style: .strong)
      }
    }
    return writer.lines
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    sight.size = canvas.size
    let width = canvas.size.columns
    let page = page(workspace)
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
      : Phrase(zh: "Tab 換欄   Enter \(label.zh)   Esc 取消", en: "Tab next line   Enter: \(label.en)   Esc cancels")
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
