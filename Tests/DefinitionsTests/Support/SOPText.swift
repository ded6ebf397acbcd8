import Domain
import Foundation

/// A sentence of a procedure's text that says what has to be, with the item it stands in.
struct SOPSentence: Hashable {
  /// `6.4` for item 4 of section 6, `4-3` for the third of the items without numbers, `0-1` before any section.
  let item: String
  let text: String
}

enum SOPText {
  /// The sentences of a text that a keeper has to be named for, in order.
  static func sentences(_ text: String, _ language: Language) -> [SOPSentence] {
    items(text).flatMap { item in
      split(item.text, language).filter { isPromise($0, language) }.map { SOPSentence(item: item.name, text: $0) }
    }
  }

  /// Every item with its sentences, whether or not they promise anything.
  static func all(_ text: String, _ language: Language) -> [(name: String, sentences: [String])] {
    items(text).map { ($0.name, split($0.text, language)) }
  }

  private static func items(_ text: String) -> [(name: String, text: String)] {
    var (section, bullets) = ("0", 0)
    var isList = false
    var items: [(name: String, text: String)] = []
    for line in text.components(separatedBy: "\n") {
      if let heading = line.wholeMatch(of: /## ([0-9]+)\. .*/) {
        (section, bullets) = (String(heading.1), 0)
        // Titles of standards and laws are no sentences.
        isList = line.hasSuffix(" 參考文件") || line.hasSuffix(" References")
      } else if isList {
        continue
      } else if let numbered = line.wholeMatch(of: /([0-9]+)\. (.*)/) {
        items.append(("\(section).\(numbered.1)", String(numbered.2)))
      } else if let bullet = line.wholeMatch(of: /- (.*)/) {
        bullets += 1
        items.append(("\(section)-\(bullets)", String(bullet.1)))
      } else if !line.isEmpty, !line.hasPrefix("#") {
        items.append((section, line))
      }
    }
    return items
  }

  private static func split(_ text: String, _ language: Language) -> [String] {
    let marked =
      language == .zhTW
      ? text.replacing(/[。；]/, with: "\n")
      : text.replacing(/[.;]\s/, with: "\n").replacing(/[.;]$/, with: "")
    return marked.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// Words in which a sign means something else than an order.
  private static let others = [
    "目前", "前次", "前項", "前述", "前期", "前後", "前端", "前置", "先前", "日前", "前一", "提前", "應用", "因應", "回應", "對應", "供應", "反應", "適應",
    "響應", "應變", "程式碼", "應用程式", "公用程式", "行動程式", "修補程式", "惡意程式", "程式庫", "僅供",
  ]

  /// The system or the program promises only where it does something; the texts are about systems and programs too.
  private nonisolated(unsafe) static let actors =
    /由系統|由程式|(系統|程式)(會|將|自動|提示|提醒|計算|發現|檢查|標示|判定|列出|列為|凍結|產生|比對|帶入|依|所設|於到期|另加|每週|每季)/

  private static func isPromise(_ sentence: String, _ language: Language) -> Bool {
    guard language == .zhTW else {
      return sentence.contains(/(?i)\b(must|only|at least|before|the system|the program)\b/)
    }
    let plain = others.reduce(sentence) { $0.replacingOccurrences(of: $1, with: "") }
    return plain.contains(/必須|須|應|只|僅|至少|前/) || plain.contains(actors)
  }
}
