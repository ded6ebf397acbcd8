/// Where a line may end: the kinsoku rules of Chinese and Japanese text, and whole words for the rest.
nonisolated enum LineBreak {
  /// Characters that must not begin a line.
  private static let closing: Set<Character> = Set(
    "，。、；：？！」』）】》〉〕］｝”’…‥—～·・ー々％℃°,.;:?!)]}>%〗〙〛｠︰︱︶︸︺︼︾﹀﹂﹄﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞")

  /// Characters that must not end a line.
  private static let opening: Set<Character> = Set("「『（【《〈〔［｛“‘([{<〖〘〚｟＄￥＃#$︵︷︹︻︽︿﹁﹃﹙﹛﹝")

  static func isAllowed(between before: Character, and after: Character) -> Bool {
    if after == " " { return false }
    if before == " " { return true }
    if closing.contains(after) || opening.contains(before) { return false }
    return !(isWordPart(before) && isWordPart(after))
  }

  /// Whether the character holds together with its neighbours of the same kind: everything that is not wide.
  private static func isWordPart(_ character: Character) -> Bool {
    if let value = character.asciiValue { return value > 0x20 }
    return Width.of(character, ambiguous: 1) == 1 && character != "\u{A0}"
  }
}
