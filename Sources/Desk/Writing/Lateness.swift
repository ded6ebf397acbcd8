import Domain

/// An entry or departure that is written down later than it was: both times stand in the record.
enum Lateness {
  /// Seconds after which a time counts as written down later.
  static let tolerance = 15 * 60

  /// The content with a remark for each of these times that lies back.
  static func marked(_ content: Content, times: [String], form: Form, clock: StoreClock, now: Moment, language: Language) -> Content {
    var result = content
    for id in times {
      guard let moment = clock.moment(content[id].first), now.seconds - moment.seconds > tolerance else {
        continue
      }
      let label = form.field(id)?.label ?? Phrase(verbatim: id)
      let remark = Phrase(
        zh: "補登：\(label.zh) \(moment.shown)，登記於 \(now.shown)。",
        en: "Late entry: \(label.en) \(moment.shown), written down at \(now.shown).")
      let before = result["remarks"].joined(separator: "\n")
      result["remarks"] = [(before.isEmpty ? "" : before + "\n") + remark[language]]
    }
    return result
  }
}
