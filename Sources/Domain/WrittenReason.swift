/// Why something was changed, sent back or made void, or what was said with a signature: text that stays with a record
/// and keeps the same rules as a paragraph in it.
public enum WrittenReason {
  /// What keeps a text from being such a reason; nil where nothing does.
  public static func finding(in text: String, of record: String) -> Finding? {
    let plain = String(text.map { $0 == "\r\n" ? "\n" : $0 })
    return (LineBreak.problem(in: plain) ?? ControlCharacter.problem(in: plain)).map { problem in
      Finding(
        .record(record), rule: "reason",
        Phrase(zh: "原因或意見：", en: "Reason or comment: ") + problem.message)
    }
  }
}
