import Domain

/// Controls and clauses that forms and procedures evidence exist.
struct ControlCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    let known = ["controls", "clauses"].compactMap { screens.catalogue.choiceList($0) }.flatMap { $0.items.map(\.id) }
    if known.isEmpty { return [] }
    let set = Set(known)
    return screens.forms.flatMap { unknown($0, $0.value?.controls, known, set) }
      + screens.procedures.flatMap { unknown($0, $0.value?.controls, known, set) }
  }

  private func unknown<Value>(
    _ read: ReadFile<Value>, _ controls: [String]?, _ known: [String], _ set: Set<String>
  ) -> [Finding] {
    (controls ?? []).filter { !set.contains($0) }.map { id in
      read.finding(
        "controls/\(id)", "reference",
        Suggestion.unknown(
          Phrase(zh: "控制措施或條款", en: "control or clause"), id, Suggestion.nearest(to: id, among: known)))
    }
  }
}
