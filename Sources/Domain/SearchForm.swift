import Foundation

/// The form in which texts are compared: what looks alike is alike.
///
/// The index is written and asked in it, and expressions compare texts by it; a record keeps its text as typed.
public enum SearchForm {
  /// Compatibility characters such as full-width letters, and radicals that stand for ideographs, become what they look
  /// like; characters that are not seen, and a line break within a run of ideographs, are left out. Composed (NFKC).
  public static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) || text.unicodeScalars.allSatisfy(isPlain) { return text }
    var scalars = String.UnicodeScalarView()
    var isNormal = true
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2E80...0x2EF3: scalars.append(radicals[Int(scalar.value - 0x2E80)])
      case 0x2010...0x2015, 0x2212: scalars.append("-")
      case 0x3000: scalars.append(" ")
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default:
        if scalar.properties.isDefaultIgnorableCodePoint { continue }
        scalars.append(scalar)
        isNormal = isNormal && (isPlain(scalar) || scalar == "\n")
      }
    }
    // The library's way is many times slower, and most texts do not need it.
    return joined(isNormal ? String(scalars) : String(scalars).precomposedStringWithCompatibilityMapping)
  }

  /// The same without the difference of capital and small letters.
  public static func folded(_ text: String) -> String { of(text).lowercased() }

  /// Whether two texts say the same.
  public static func isSame(_ left: String, _ right: String) -> Bool { left == right || of(left) == of(right) }

  /// Whether a character belongs to a script that is written without blanks between words.
  public static func isRunning(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF: true
    case 0x2E80...: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    default: false
    }
  }

  /// Whether a scalar is in this form whatever stands beside it. Some such scalars are missed.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B...0x9F: true
    case 0x3001...0x3029, 0x3041...0x3094, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0x3400...0x4DBF: true
    default: scalar == "\t"
    }
  }

  /// The text with the line breaks within a run of ideographs left out, blanks around them too.
  private static func joined(_ text: String) -> String {
    guard text.unicodeScalars.contains("\n") else { return text }
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
    guard var result = lines.popFirst().map(String.init) else { return text }
    for line in lines {
      let before = result.unicodeScalars.last { !isBlank($0) }
      let after = line.unicodeScalars.first { !isBlank($0) }
      if let before, let after, isRunning(before), isRunning(after) {
        while let last = result.unicodeScalars.last, isBlank(last) { result.unicodeScalars.removeLast() }
        result.unicodeScalars.append(contentsOf: line.unicodeScalars.drop(while: isBlank))
      } else {
        result += "\n" + line
      }
    }
    return result
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// U+2E80 to U+2EF3, each as the ideograph that it stands for (Unicode 14, Equivalent_Unified_Ideograph).
  private static let radicals = Array(
    ("⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑"
      + "艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟")
      .unicodeScalars)
}
