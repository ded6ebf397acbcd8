import Domain

/// Columns of a form's list are fields of it, and not tables.
struct ListColumnCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      let known = form.fields.filter { !$0.isTable }.map(\.id)
      return form.list.filter { !known.contains($0) }.map { id in
        read.finding(
          "list/\(id)", "reference",
          Suggestion.unknown(Phrase(zh: "清單欄位", en: "field"), id, Suggestion.nearest(to: id, among: known)))
      }
    }
  }
}
