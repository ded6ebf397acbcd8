import Domain

/// No field has the name of a word of the expression language, no table that of a kind of row of the record file.
struct ReservedWordCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    (screens.forms + [screens.common]).flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      return form.fields.filter {
        Identifier.reserved.contains($0.id) || ($0.isTable && Identifier.reservedTables.contains($0.id))
      }.filter { read.places["fields/\($0.id)"] != nil }.map { field in
        read.finding(
          "fields/\(field.id)", "id",
          Phrase(zh: "「\(field.id)」是保留字；請改名。", en: "'\(field.id)' is a reserved word; choose another id"))
      }
    }
  }
}
