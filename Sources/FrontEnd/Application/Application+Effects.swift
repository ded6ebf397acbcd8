import Domain
import Desk
import Terminal

extension Application {
  /// Does what screens ask for, in order.
  func carryOut(_ effects: [Effect]) {
    for effect in effects where ending == nil { carryOut(effect) }
  }

  private func carryOut(_ effect: Effect) {
    if case .show = effect {} else { drawn = nil }
    switch effect {
    case .push(let screen):
      guard mayShow(screen) else { break }
      stack.append(screen)
      refresh()
    case .pop(let outcome): pop(outcome)
    case .replace(let screen):
      guard mayShow(screen) else {
        carryOut(.home)
        break
      }
      leaveTop()
      stack.append(screen)
      refresh()
    case .home:
      while stack.count > 1 { leaveTop() }
      refresh()
    case .quit:
      guard kiosk == nil else {
        askToEndKiosk()
        break
      }
      keepAllDrafts()
      ending = .quit
    case .show(let message): self.message = message
    case .refuse(let denial): refuse(denial)
    case .run(let command): run(command)
    case .redraw: terminal.redraw()
    case .submit(let submission, let somebody): submit(submission, by: somebody)
    case .void(let version, let reason): void(version, reason)
    case .sign(let decision, let versions, let comment, let secret): sign(decision, versions, comment, secret)
    case .attach(let path): attach(path)
    case .saveDraft(let draft): keep(draft)
    case .removeDraft(let id): removeDraft(id)
    case .switchLanguage: language = language == .zhTW ? .en : .zhTW
    case .perform(let command):
      leaveTop()
      refresh()
      run(command)
    case .become(let person): self.person = person
    case .check(let name, let secret, let purpose): check(name, secret, purpose)
    case .setSecret(let person, let secret, let isOneTime): setSecret(of: person, secret, isOneTime)
    case .acceptDefinitions(let shown, let secret): accept(shown, secret)
    case .release(let person): release(person)
    case .removeCredential(let person): removeCredential(of: person)
    case .enter(let person): enter(person)
    case .lock: lock()
    case .unlock(let person): unlock(person)
    case .createStore(let request): create(request)
    case .endKiosk:
      keepAllDrafts()
      ending = .quit
    }
  }

  /// A screen that goes away keeps what was typed as a draft.
  func leaveTop() {
    guard !stack.isEmpty else { return }
    keepDraft(at: stack.count - 1)
    stack.removeLast()
  }

  private func pop(_ outcome: Outcome) {
    guard stack.count > 1 else { return }
    leaveTop()
    refresh()
    withTop { $0.receive(outcome, $1) }
  }

  /// Reads what other programs have saved since, and lets the top screen read again.
  func refresh() {
    dismissKeeper()
    if let desk {
      do throws(StoreProblem) {
        try desk.catchUp()
      } catch {
        message = .error(error.message)
      }
    }
    withTop { $0.appear($1) }
  }

  /// Does something at the desk and gives the top screen the outcome.
  func answer(_ body: (Desk) throws(StoreProblem) -> Outcome, at desk: Desk? = nil) {
    guard let desk = desk ?? self.desk else { return }
    let outcome: Outcome
    do throws(StoreProblem) { outcome = try body(desk) } catch { outcome = .failed(error.message) }
    withTop { $0.receive(outcome, $1) }
  }

  private func refuse(_ denial: Denial) {
    if let note = denial.note { write(note) }
    message = denial.message
  }

  private func submit(_ submission: Submission, by somebody: PersonName?) {
    var submission = submission
    if kiosk != nil { submission.way = .kiosk }
    var unsubmitted: Finding?
    answer(
      { (desk) throws(StoreProblem) in
        switch try desk.submit(submission) {
        case .success(let receipt):
          unsubmitted = receipt.unsubmitted
          return .saved(receipt.version)
        case .failure(let refusal): return Outcome(refusal)
        }
      }, at: somebody.flatMap { desk(of: $0) })
    guard let unsubmitted else { return }
    let done = message?.text ?? Phrase(zh: "已登記。", en: "Saved.")
    message = .warning(done + Phrase(zh: "但還沒送審：", en: " Not submitted: ") + unsubmitted.message)
  }

  private func void(_ version: Version, _ reason: String) {
    answer { (desk) throws(StoreProblem) in
      switch try desk.void(version.record, base: version.number, reason: reason) {
      case .success(let saved): .saved(saved)
      case .failure(let refusal): Outcome(refusal)
      }
    }
  }

  private func sign(_ decision: Action, _ versions: [Version], _ comment: String?, _ secret: String) {
    answer { (desk) throws(StoreProblem) in
      switch try desk.sign(decision, versions, comment: comment, secret: secret) {
      case .success(let results): .signed(results)
      case .failure(let refusal): .refused(refusal)
      }
    }
  }

  private func attach(_ path: String) {
    answer { (desk) throws(StoreProblem) in
      switch try desk.attach(path: path) {
      case .success(let reference): .evidence(reference)
      case .failure(let refusal): .refused(refusal)
      }
    }
  }

  private func keep(_ draft: Draft) {
    guard let desk else { return }
    do throws(StoreProblem) {
      try desk.keep(draft)
    } catch {
      message = .error(error.message)
    }
  }

  private func removeDraft(_ id: DraftID) {
    guard let desk else { return }
    do throws(StoreProblem) {
      try desk.removeDraft(id)
    } catch {
      message = .error(error.message)
    }
  }

  private func create(_ request: StoreRequest) {
    message = .note(
      request.isDemo
        ? Phrase(zh: "正在建立示範紀錄庫，請稍候…", en: "Making the demo store, please wait…")
        : Phrase(zh: "正在建立紀錄庫…", en: "Making the store…"))
    draw()
    message = nil
    switch configuration.createStore(request) {
    case .success(let made):
      begin(at: made)
      person = request.person
      stack = [HomeScreen()]
      refresh()
      message = .success(
        Phrase(
          zh: "紀錄庫建好了：\(request.path)。\(key: .palette) 前往任何表單，\(key: .help) 看說明。",
          en: "The store is made: \(request.path). \(key: .palette) goes to any form, \(key: .help) helps."))
    case .failure(let problem):
      withTop { $0.receive(.failed(problem.message), $1) }
    }
  }
}
