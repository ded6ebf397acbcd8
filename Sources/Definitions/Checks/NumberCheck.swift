import Domain

/// Patterns of record numbers can be filled in and never give the same number for two forms.
struct NumberCheck: ScreenCheck {
  private static let names = ["roc", "year", "unit", "site", "serial"]

  func findings(_ screens: CheckedScreens) -> [Finding] {
    var prefixes: [String: String] = [:]
    return screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      guard !form.number.isEmpty else {
        return [read.finding("title", "key", Phrase(zh: "缺少鍵「number」；請補上。", en: "the key 'number' is missing; add it"))]
      }
      var result = placeholders(form, read)
      let prefix = String(form.number.prefix { $0 != "{" })
      if prefix.isEmpty { return result }
      if let other = prefixes[prefix] {
        result.append(
          read.finding(
            "number", "duplicate",
            Phrase(
              zh: "編號開頭「\(prefix)」已用於「\(other)」；請改用別的。",
              en: "the prefix '\(prefix)' of record numbers is used by '\(other)'; choose another one")))
      }
      prefixes[prefix] = form.id
      return result
    }
  }

  private func placeholders(_ form: Form, _ read: ReadFile<Form>) -> [Finding] {
    let known = Self.names + form.fields.filter { !$0.isTable }.map(\.id)
    return form.number.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      let name = part.firstIndex(of: "}").map { String(part[..<$0]) } ?? String(part)
      guard !known.contains(name) || !part.contains("}") else { return nil }
      return read.finding(
        "number", "reference",
        Suggestion.unknown(Phrase(zh: "編號樣式", en: "part of a number"), name, Suggestion.nearest(to: name, among: known))
      )
    }
  }
}
