import Domain

/// What an earlier version of a form had is still there or retired, with the same type.
struct VanishedCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    screens.released.flatMap { old -> [Finding] in
      guard let before = old.value, let now = screens.forms.first(where: { $0.value?.id == before.id }),
        let form = now.value
      else { return [] }
      let retired = Set(form.retired.map(\.id))
      return compare(before.fields, form.fields, retired, table: nil, now)
    }
  }

  private func compare(
    _ before: [Field], _ after: [Field], _ retired: Set<String>, table: String?, _ read: ReadFile<Form>
  ) -> [Finding] {
    before.flatMap { old -> [Finding] in
      let name = table.map { "\($0).\(old.id)" } ?? old.id
      guard let new = after.first(where: { $0.id == old.id }) else {
        if retired.contains(name) { return [] }
        return [
          read.finding(
            "version", "vanished",
            Phrase(
              zh: "欄位「\(name)」不見了；請列在 retired。", en: "the field '\(name)' has vanished; list it under 'retired'"))
        ]
      }
      guard new.kind == old.kind else {
        return [
          read.finding(
            "fields/\(name)", "vanished",
            Phrase(
              zh: "欄位「\(name)」原為 \(old.type.id)；型別不可更改，請用新的代碼。",
              en: "the field '\(name)' was \(old.type.id); a type never changes, use a new id"))
        ]
      }
      return compare(old.columns, new.columns, retired, table: old.id, read)
    }
  }
}
