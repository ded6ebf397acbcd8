import Domain
import FileStore

/// An entry of a log, with where it stands in its chain.
struct ReviewedEntry: Sendable {
  let version: Version
  let entry: LogEntry
  /// Nil in a personal store.
  let state: SignOffState?
  /// Whether it waits for the signature that all entries get together.
  let isDue: Bool
}

/// Whether an entry stands in a review of its day.
public enum ReviewMark: Hashable, Sendable {
  case reviewed(by: String)
  /// Written, such as a correction, after the review had been made.
  case leftOut(of: String)
}

extension FileStore {
  /// What reviews have to do with an entry of a log; nil where no review is of its day.
  func reviewing(of version: Version, form: Form) throws(StoreProblem) -> ReviewMark? {
    for link in try linksTo(version.record) where link.field == "\(LogReview.list).record" {
      if let review = try self.version(link.from), LogReview.counts(review.status, isShared: description.isShared) {
        return .reviewed(by: review.record)
      }
    }
    guard let on = form.review?.on, let at = version.content[on].first, let day = clock.moment(at)?.day ?? Day(at)
    else {
      return nil
    }
    var left: ReviewMark?
    try eachRecord(of: LogReview.form) { (review) throws(StoreProblem) in
      if LogReview.covers(review.content, form.id, day), LogReview.counts(review.status, isShared: description.isShared)
      {
        left = .leftOut(of: review.record)
      }
      return left == nil
    }
    return left
  }

  /// The entries of a log of these days, and those before that are still open, in the order of their time.
  func entries(
    of form: Form, from: Day, to: Day, catalogue: any Catalogue, people: People, now: Moment
  ) throws(StoreProblem) -> [ReviewedEntry] {
    // A period that was typed the wrong way round holds no entry.
    guard from <= to, let review = form.review, let place = form.list.firstIndex(of: review.on) else { return [] }
    var found: [String: Version] = [:]
    func take(_ version: Version) -> Bool {
      if version.status != .void { found[version.record] = version }
      return true
    }
    // What was written down with another offset may stand under the day before or after; `belongs` decides.
    try eachRecord(of: form.id, columnBetween: [place: from.adding(days: -2).text..<to.adding(days: 3).text], take)
    if let until = review.until.flatMap({ form.list.firstIndex(of: $0) }) {
      try eachRecord(of: form.id, columnEquals: [until: ""], take)
    }
    var entries: [ReviewedEntry] = []
    for version in found.values {
      var entry = LogEntry(RecordValue(version), form, review, correctedBy: try correction(of: version.record))
      guard entry.belongs(from: from, to: to) else { continue }
      let state = try signOff(of: version, catalogue: catalogue, people: people, now: now)
      let due = state.map { $0.waits(for: review.step(in: $0.chain)) } ?? .no
      entry.seal = version.seal
      if case .earlier(let names) = due, entry.correctedBy == nil, !entry.isOpen { entry.waitsFor = names }
      entries.append(ReviewedEntry(version: version, entry: entry, state: state, isDue: due == .now))
    }
    return entries.sorted { $0.entry < $1.entry }
  }
}

/// Whether a record waits for a step of its chain.
private enum Waiting: Hashable {
  case no
  case now
  /// It waits for somebody before, or to be submitted by them.
  case earlier(String)
}

extension SignOffState {
  fileprivate func waits(for step: Chain.Step?) -> Waiting {
    guard let step, let current, !isOver,
      let place = chain.steps.firstIndex(where: { $0.id == step.id }),
      let at = chain.steps.firstIndex(where: { $0.id == current.id })
    else { return .no }
    if isSubmitted, at == place { return .now }
    guard at < place || !isSubmitted else { return .no }
    let names = current.signers.wanted.map(\.name)
    return .earlier(names.isEmpty ? "-" : names.joined(separator: "、"))
  }
}
