import Domain

/// Forms of procedures have a printed form number, each its own.
struct DocumentCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    var forms: [String: String] = [:]
    var procedures: [String: String] = [:]
    var result: [Finding] = []
    for read in screens.procedures {
      guard let procedure = read.value else { continue }
      result += check(procedure.document, procedure.id, &procedures, read, "document")
      for later in procedure.later { result += check(later.document, later.form, &forms, read, "later/\(later.form)") }
    }
    for read in screens.forms {
      guard let form = read.value else { continue }
      if form.document.isEmpty, form.kind != .administration {
        result.append(
          read.finding("title", "key", Phrase(zh: "缺少鍵「document」；請補上。", en: "the key 'document' is missing; add it")))
      }
      result += check(form.document, form.id, &forms, read, "document")
    }
    return result
  }

  private func check<Value>(
    _ document: String, _ id: String, _ known: inout [String: String], _ read: ReadFile<Value>, _ path: String
  ) -> [Finding] {
    guard !document.isEmpty else { return [] }
    guard let other = known[document], other != id else {
      known[document] = id
      return []
    }
    return [
      read.finding(
        path, "duplicate",
        Phrase(
          zh: "文件編號「\(document)」已用於「\(other)」；請更正。",
          en: "the document number '\(document)' is used by '\(other)'; correct one of them"))
    ]
  }
}
