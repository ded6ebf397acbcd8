import Domain

/// Reads `Procedures/<folder>/procedure.yaml`.
struct ProcedureReader {
  let reading: Reading
  let english: English

  private static let keys = [
    "procedure", "code", "title", "document", "aliases", "summary", "purpose", "controls", "forms", "later",
  ]

  func procedure(_ tree: Tree, folder: String) -> Procedure? {
    let what = Phrase(zh: "作業", en: "a procedure")
    guard let keys = MappingReader(tree, keys: Self.keys, what, reading), let id = keys.required("procedure"),
      let code = keys.required("code"), let title = keys.required("title"), let summary = keys.required("summary"),
      let purpose = keys.required("purpose")
    else { return nil }
    if !FormReference.isValid(id: id.text) {
      reading.report(
        id.place, "id",
        Phrase(zh: "作業代碼只能用小寫英文字母、數字與連字號。", en: "a procedure's id has small letters, digits and hyphens only"))
    }
    for key in ["procedure", "document", "code"] { reading.note(key, at: keys.place(of: key)) }
    let english = (
      title: english.phrase(title, "title", .heading, in: reading),
      summary: english.phrase(summary, "summary", .sentence, in: reading),
      purpose: english.phrase(purpose, "purpose", .sentence, in: reading)
    )
    self.english.expect("procedure", id.text, in: reading)
    let result = Procedure(
      id: id.text, code: code.text, title: english.title, document: keys.text("document") ?? "",
      aliases: self.english.aliases(keys, in: reading), summary: english.summary,
      purpose: english.purpose, controls: noted(keys, "controls"), forms: noted(keys, "forms"),
      later: keys.list("later").compactMap(later), folder: folder)
    self.english.reportUnused(in: reading)
    return result
  }

  private func later(_ tree: Tree) -> Procedure.LaterForm? {
    let what = Phrase(zh: "尚未提供的表單", en: "a form that comes later")
    guard let keys = MappingReader(tree, keys: ["form", "title", "document"], what, reading),
      let form = keys.required("form"), let title = keys.required("title")
    else { return nil }
    reading.note("later/\(form.text)", at: form.place)
    return Procedure.LaterForm(
      form: form.text, title: english.phrase(title, "later/\(form.text)", .heading, in: reading),
      document: keys.text("document") ?? "")
  }

  private func noted(_ keys: MappingReader, _ key: String) -> [String] {
    var taken: Set<String> = []
    return keys.texts(key).compactMap { item in
      reading.note("\(key)/\(item.text)", at: item.place)
      if taken.insert(item.text).inserted { return item.text }
      reading.report(
        item.place, "duplicate", Phrase(zh: "「\(item.text)」重複；請刪除。", en: "'\(item.text)' stands here twice"))
      return nil
    }
  }
}
