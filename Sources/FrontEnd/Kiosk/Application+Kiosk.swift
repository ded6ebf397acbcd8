import Domain
import Desk
import Terminal

extension Application {
  /// The shared terminal begins with its board. A shift that goes on is locked until its keeper is there.
  func openKiosk() -> any Screen {
    kiosk = KioskState(seen: seen)
    person = KioskRules.nobody
    let (shift, effects) = Shift.open(workspace)
    carryOut(effects)
    guard let shift else { return BoardScreen() }
    idle.locked = ([BoardScreen()], shift.keeper)
    return PinScreen(.unlock)
  }

  /// When the shared terminal looks again at what was saved, in milliseconds of the clock that never goes back; nothing while
  /// it is locked.
  var kioskDue: Int? {
    kiosk == nil || idle.locked != nil ? nil : configuration.ticks() + KioskRules.refreshDelay
  }

  var seen: KioskState.Seen {
    KioskState.Seen(sequence: store?.sequence ?? 0, minute: configuration.clock().seconds / 60)
  }

  /// Reads what has changed; whether anything has.
  func lookAtKiosk() -> Bool {
    guard let kiosk, idle.locked == nil, ending == nil, stack.count == 1 else { return false }
    let before = kiosk.seen
    do throws(StoreProblem) {
      _ = try store?.catchUp()
    } catch {
      message = .error(error.message)
      return true
    }
    guard seen != before else { return false }
    self.kiosk?.seen = seen
    drawn = nil
    withTop { $0.appear($1) }
    return true
  }

  /// Whether a screen may be opened here; if not, the message says so.
  func mayShow(_ screen: any Screen) -> Bool {
    guard kiosk != nil, !KioskRules.allows(screen) else { return true }
    message = .note(
      Phrase(
        zh: "共用終端不開放其他紀錄；請在自己的工作站查閱。", en: "Other records are not open on this terminal; use your own workstation."))
    return false
  }

  /// Only an administrator ends the program.
  func askToEndKiosk() {
    if let top = stack.last as? PinScreen, top.purpose == .quit { return }
    carryOut([.push(PinScreen(.quit))])
  }

  /// Whoever confirmed a form with a PIN is gone once the board is back, unless a shift is theirs.
  func dismissKeeper() {
    guard kiosk != nil, idle.locked == nil, stack.count == 1, person != KioskRules.nobody else { return }
    if Shift.open(workspace).shift == nil { person = KioskRules.nobody }
  }

  /// What the shared terminal saves: by somebody who may, a late time marked, and a change after the shift as an
  /// entry of its own.
  func preparedAtKiosk(_ version: NewVersion) -> Result<NewVersion, Finding> {
    let right: Right = version.action == .create ? .create : .amend
    if let refusal = workspace.rights(of: version.savedBy).refusal(right, form: version.form.id) {
      return .failure(refusal)
    }
    return corrected(version).map(markedLate)
  }

  /// A change of an entry after its shift becomes an entry of its own that corrects it; both stay.
  private func corrected(_ version: NewVersion) -> Result<NewVersion, Finding> {
    let records = workspace.records
    // What cannot be read is not judged here; saving says what is wrong with it.
    guard case .existing(let number, _) = version.record, let store, let newest = try? store.version(number),
      let state = try? store.signOff(
        of: newest, catalogue: configuration.catalogue, people: People(records), now: configuration.clock())
    else { return .success(version) }
    guard state.isCorrectedByNewEntry(changedTo: version.content, limits: SignOffLimits(records)) else {
      return .success(version)
    }
    var content = version.content
    content["corrects"] = [number]
    content[rows: "sign_off"] = []
    let entry = workspace.attended(by: version.savedBy).entry(state.form)
    let submission = Submission(
      entry: entry, typed: content, base: nil, action: .create, reason: version.reason, draft: version.draft)
    if let finding = submission.findings.first(where: \.blocks) { return .failure(finding) }
    return .success(submission.newVersion(site: store.description.site))
  }

  /// Submits what is whole in the name of whoever made it: their PIN, or that of their shift, stands for the signature.
  /// Gives back why that did not work; the keeper of the data room agrees to many at once later.
  func submitAtKiosk(_ saved: Version) -> Phrase? {
    let catalogue = configuration.catalogue
    guard kiosk != nil, let store, let form = catalogue.form(saved.form), form.review?.isOpen(saved.content) != true,
      workspace.rights(of: saved.savedBy).may(.sign, form: form.id)
    else { return nil }
    do throws(StoreProblem) {
      guard
        let state = try store.signOff(
          of: saved, catalogue: catalogue, people: People(workspace.records), now: configuration.clock())
      else { return nil }
      switch state.signed(.submit, by: saved.savedBy) {
      case .success(let signed):
        // Somebody who changed it in between starts the chain again; the month's review names what is not submitted.
        _ = try store.append(NewVersion(signed, of: saved, title: form.title.zh))
        return nil
      case .failure(let refusal): return refusal.findings.first?.message
      }
    } catch { return error.message }
  }

  /// A time that lies back is marked in what is saved.
  private func markedLate(_ version: NewVersion) -> NewVersion {
    guard version.form.id == Visit.form, let form = configuration.catalogue.form(Visit.form) else { return version }
    var times = ["enter_at", "leave_at"]
    if case .existing(let number, let base) = version.record {
      // Without the earlier version every time counts as new: marked once too often rather than never.
      let before = try? store?.version(number, base)
      times.removeAll { id in before?.content[id] == version.content[id] }
    } else if !version.content["corrects"].isEmpty {
      return version
    }
    var version = version
    version.content = form.arranged(
      Lateness.marked(version.content, times: times, form: form, now: configuration.clock(), language: language))
    return version
  }

  func carryOut(_ effect: KioskEffect) {
    switch effect {
    case .check(let id, let secret, let purpose): checkAtKiosk(id, secret, purpose)
    case .changeSecret(let person, let secret): changeAtKiosk(person, secret)
    case .attend(let person): self.person = person ?? KioskRules.nobody
    case .removeDraft(let id): remove(id, of: KioskRules.nobody)
    case .lock: lock()
    case .unlock(let person):
      unlock(person)
      kiosk?.seen = seen
    case .end:
      keepAllDrafts()
      ending = .quit
    }
  }

  // MARK: - Secrets

  private func checkAtKiosk(_ id: String, _ secret: String, _ purpose: CredentialPurpose) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      let rules = CredentialRules(Settings(workspace.records))
      outcome = .kiosk(
        .answer(try store.check(id, secret, rules: rules, purpose: purpose)))
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }

  private func changeAtKiosk(_ person: PersonName, _ secret: String) {
    guard let store else { return }
    let outcome: Outcome
    do throws(StoreProblem) {
      let rules = CredentialRules(Settings(workspace.records))
      try store.setCredential(of: person, secret, by: person, oneTime: false, rules: rules)
      outcome = .kiosk(.changed)
    } catch {
      outcome = .failed(error.message)
    }
    withTop { $0.receive(outcome, $1) }
  }
}
