import Domain
import Desk
import Terminal

/// Takes a new passphrase, twice.
public struct ChangeSecretScreen: Screen {
  public enum Purpose {
    /// A person changes their own; the old one is asked for.
    case own
    /// The one-time secret has just been used to log in and has to be changed now.
    case first(PersonName)
    /// An administrator gives a person one to be changed at the next log-in.
    case oneTime(PersonName)
  }

  private let purpose: Purpose
  private var lines: TypedLines

  public init(_ purpose: Purpose) {
    self.purpose = purpose
    var labels = [Phrase(zh: "新的通行碼或 PIN", en: "New passphrase or PIN"), Phrase(zh: "再輸入一次", en: "The same again")]
    if case .own = purpose { labels.insert(Phrase(zh: "目前的通行碼", en: "Present passphrase"), at: 0) }
    lines = TypedLines(labels.map { TypedLines.Line($0, isSecret: true) })
  }

  public func title(_ workspace: Workspace) -> Phrase {
    if case .oneTime(let person) = purpose {
      return Phrase(zh: "給\(person.shown)一次性通行碼", en: "One-time passphrase for \(person.shown(.en))")
    }
    return Phrase(zh: "更改通行碼", en: "Change the passphrase")
  }

  public func bindings(_ workspace: Workspace) -> [Binding] {
    [bind(.back) { screen, _ in screen.back() }, bind(.save) { $0.finish($1) }]
  }

  public var canBeLeft: Bool { if case .first = purpose { false } else { true } }
  public var takesText: Bool { true }

  private func subject(_ workspace: Workspace) -> PersonName {
    switch purpose {
    case .own: workspace.person
    case .first(let person), .oneTime(let person): person
    }
  }

  private var secret: String { lines[lines.count - 2] }

  private func back() -> [Effect] {
    // No log-in without a secret of one's own.
    if case .first = purpose { return [.quit] }
    return [.pop()]
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    switch lines.handle(event) {
    case .taken: []
    case .finished: finish(workspace)
    case .tooLong(let length): [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
  }

  private mutating func finish(_ workspace: Workspace) -> [Effect] {
    let person = subject(workspace)
    if let finding = workspace.credentialRules.findings(secret, person: person.id).first {
      return [.show(.error(finding.message))]
    }
    guard secret == lines[lines.count - 1] else {
      let text = Phrase(zh: "兩次輸入的不一樣；請重新輸入。", en: "The two are not the same; type them again.")
      return again([.show(.error(text))])
    }
    if case .own = purpose { return [.check(name: person.id, secret: lines[0], purpose: .confirm)] }
    return set(workspace)
  }

  private func set(_ workspace: Workspace) -> [Effect] {
    var isOneTime = false
    if case .oneTime = purpose { isOneTime = true }
    return [.setSecret(of: subject(workspace), secret: secret, isOneTime: isOneTime)]
  }

  private mutating func again(_ effects: [Effect]) -> [Effect] {
    lines.clearSecrets()
    lines.move(to: 0)
    return effects
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .credential(.accepted): return set(workspace)
    case .credential(let answer): return again(answer.message.map { [.show(.error($0))] } ?? [])
    case .done:
      lines.clearSecrets()
      switch purpose {
      case .first(let person):
        return [.enter(person), .show(.success(Phrase(zh: "通行碼改好了。", en: "The passphrase is changed.")))]
      case .own: return [.pop(), .show(.success(Phrase(zh: "通行碼改好了。", en: "The passphrase is changed.")))]
      case .oneTime(let person):
        let text = Phrase(
          zh: "\(person.shown)有了一次性通行碼，下次登入時要改成自己的。",
          en: "\(person.shown(.en)) has a one-time passphrase, to be changed at the next log-in.")
        return [.pop(), .show(.success(text))]
      }
    default: return outcome.problem.map { again([.show(.error($0))]) } ?? []
    }
  }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let width = canvas.size.columns - 4
    let rules = workspace.credentialRules
    let least = Phrase(
      zh: "通行碼至少 \(rules.minimumPassphraseLength) 個字，或至少 \(rules.minimumPINLength) 個數字的 PIN。",
      en: "At least \(rules.minimumPassphraseLength) characters, or a PIN of at least \(rules.minimumPINLength) digits."
    )
    let text: Phrase
    switch purpose {
    case .own: text = least
    case .first:
      text =
        Phrase(zh: "這是別人給的一次性通行碼，請換成只有自己知道的。", en: "That was a one-time passphrase; choose one of your own now. ")
        + least
    case .oneTime(let person):
      text =
        Phrase(
          zh: "請當面交給\(person.shown)；對方下次登入時要換成自己的。也會解除鎖定。",
          en:
            "Hand it to \(person.shown(.en)) in person; it has to be changed at the next log-in. It also releases a lock. "
        )
        + least
    }
    var row = 1
    for line in TextWrap.lines(of: workspace.text(text), width: width) {
      canvas.write(line.text, at: Position(column: 2, row: row), width: width)
      row += 1
    }
    lines.draw(into: &canvas, row: row + 1, workspace)
  }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "Tab 換欄，在最後一欄按 Enter 或按 \(key: .save) 就更改。內容顯示成星號，不會留在草稿或紀錄裡。",
        en:
          "Tab goes on; Enter on the last line, or \(key: .save), changes it. It is shown as stars and kept in no draft or record."
      )
    ]
  }
}
