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
    case .save(let version): save(version)
    case .saveAll(let versions): save(versions)
    case .attach(let path): attach(path)
    case .saveDraft(let draft): keep(draft)
    case .removeDraft(let id): remove(id, of: person)
    case .switchLanguage: language = language == .zhTW ? .en : .zhTW
    case .perform(let command):
      leaveTop()
      refresh()
      run(command)
    case .become(let person): self.person = person
    case .check(let name, let secret, let purpose): check(name, secret, purpose)
    case .setSecret(let person, let secret, let isOneTime): setSecret(of: person, secret, isOneTime)
    case .release(let person): release(person)
    case .enter(let person): enter(person)
    case .unlock: unlock(person)
    case .note(let note): write(note)
    case .createStore(let request): create(request)
    case .kiosk(let effect): carryOut(effect)
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

  /// Sees what other programs have saved since, and lets the top screen read it.
  func refresh() {
    dismissKeeper()
    if let store {
      do throws(StoreProblem) {
        _ = try store.catchUp()
      } catch {
        message = .error(error.message)
      }
    }
    withTop { $0.appear($1) }
  }

  private func save(_ version: NewVersion) {
    guard let store else { return }
    var version = version
    if kiosk != nil {
      switch preparedAtKiosk(version) {
      case .success(let prepared): version = prepared
      case .failure(let finding):
        write(.refused(version.action, record: version.record.number, rule: finding.rule))
        return withTop { $0.receive(.failed(finding.message), $1) }
      }
    } else if let refusal = refusal(of: version) {
      write(.refused(version.action, record: version.record.number, rule: refusal.rule))
      return withTop { $0.receive(.failed(refusal.message), $1) }
    }
    let outcome: Outcome
    var unsubmitted: Phrase?
    do throws(StoreProblem) {
      let granting = try store.granting(
        version, access: workspace.rights(of: version.savedBy), catalogue: configuration.catalogue,
        people: People(workspace.records), now: configuration.clock())
      if let refusal = granting?.findings.first {
        write(.refused(version.action, record: version.record.number, rule: refusal.rule))
        return withTop { $0.receive(.failed(refusal.message), $1) }
      }
      if let granting { version.status = granting.status }
      switch try store.append(version) {
      case .saved(let saved):
        outcome = .saved(saved)
        unsubmitted = submitAtKiosk(saved)
      case .conflict(let current): outcome = .conflict(current: current)
      case .numberTaken(let number):
        outcome = .failed(
          Phrase(
            zh: "編號 \(number) 已經有人用了；請換一個代號再存。",
            en: "The number \(number) is taken; choose another id and save again."))
      }
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
    guard let unsubmitted else { return }
    let done = message?.text ?? Phrase(zh: "已登記。", en: "Saved.")
    message = .warning(done + Phrase(zh: "但還沒送審：", en: " Not submitted: ") + unsubmitted)
  }

  /// Why the person may not save it. Who agrees to what is granted, the chain alone says.
  private func refusal(of version: NewVersion) -> Finding? {
    let isGrant = configuration.catalogue.form(version.form.id)?.isGranting == true
    if isGrant, Action.ofSignOff.contains(version.action) { return nil }
    return access.refusal(version.action.right, form: version.form.id)
  }

  private func save(_ versions: [NewVersion]) {
    guard let store else { return }
    let refusals = versions.compactMap { version in
      refusal(of: version).map { (version, $0) }
    }
    if let (version, refusal) = refusals.first {
      write(.refused(version.action, record: version.record.number, rule: refusal.rule))
      return withTop { $0.receive(.failed(refusal.message), $1) }
    }
    let outcome: Outcome
    do throws(StoreProblem) {
      outcome = .savedAll(try store.appendMany(versions))
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }

  private func attach(_ path: String) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      outcome = .evidence(try store.attach(path: path))
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }

  private func keep(_ draft: Draft) {
    guard let store else { return }
    do throws(StoreProblem) {
      try store.saveDraft(draft)
    } catch {
      message = .error(error.message)
    }
  }

  func remove(_ id: DraftID, of person: PersonName) {
    guard let store else { return }
    do throws(StoreProblem) {
      try store.removeDraft(id, of: person.id)
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
          zh: "紀錄庫建好了：\(request.path)。F10 前往任何表單，F1 看說明。",
          en: "The store is made: \(request.path). F10 goes to any form, F1 helps."))
    case .failure(let problem):
      withTop { $0.receive(.failed(problem.message), $1) }
    }
  }
}
