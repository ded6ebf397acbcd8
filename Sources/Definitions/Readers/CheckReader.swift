import Domain

/// Reads `check` and `message` of a field: one check with its message, or a list of them.
struct CheckReader {
  let reading: Reading
  let english: English

  func checks(_ keys: MappingReader, _ path: String) -> [Field.Check] {
    guard let tree = keys.value("check") else {
      if keys.has("message") {
        reading.report(
          keys.place(of: "message"), "key",
          Phrase(zh: "有「message」卻沒有「check」；請補上或刪除。", en: "'message' without 'check'; add the check or remove it"))
      }
      return []
    }
    guard case .list(let items) = tree.content else {
      guard keys.has("message") else {
        missingMessage(at: keys.place(of: "check"))
        return []
      }
      guard let rule = keys.rule("check"), let message = keys.placed("message") else { return [] }
      return [Field.Check(rule: rule, message: english.phrase(message, "\(path)/message", .sentence, in: reading))]
    }
    if keys.has("message") {
      reading.report(
        keys.place(of: "message"), "key",
        Phrase(
          zh: "「check」是清單時，每一項各有自己的 message；請移到項目裡。",
          en: "where 'check' is a list, each item has its own message; move it there"))
    }
    return items.enumerated().compactMap { index, item in check(item, "\(path)/messages/\(index)") }
  }

  private func check(_ tree: Tree, _ path: String) -> Field.Check? {
    let what = Phrase(zh: "檢查", en: "a check")
    guard let keys = MappingReader(tree, keys: ["rule", "message", "warn", "at"], what, reading) else { return nil }
    guard keys.has("message") else {
      missingMessage(at: keys.place)
      return nil
    }
    guard keys.required("rule") != nil, let rule = keys.rule("rule"), let message = keys.placed("message") else {
      return nil
    }
    if keys.has("at"), keys.has("warn") {
      reading.report(
        keys.place(of: "warn"), "key",
        Phrase(
          zh: "簽核時才問的檢查（at）不能只是提醒；請刪除 warn 或 at。",
          en: "a check that is asked 'at' a step cannot be a warning; remove 'warn' or 'at'"))
    }
    return Field.Check(
      rule: rule, message: english.phrase(message, path, .sentence, in: reading), isWarning: keys.flag("warn"),
      step: keys.text("at"))
  }

  private func missingMessage(at place: Tree.Position) {
    reading.report(
      place, "message",
      Phrase(
        zh: "檢查沒有「message」；請寫明哪裡不對、該怎麼做。",
        en: "this check has no 'message'; say what is wrong and what to do"))
  }
}
