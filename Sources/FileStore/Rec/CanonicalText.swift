import Foundation

/// Unicode normalisation form C.
enum CanonicalText {
  /// The text in form C. Most texts are there already and come back as they are.
  static func of(_ text: String) -> String {
    text.unicodeScalars.allSatisfy(isUntouched) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// Whether form C never changes this scalar nor lets it join the one before. Some such scalars are missed.
  private static func isUntouched(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300, 0x2010...0x2027, 0x2030...0x2046, 0x2460...0x27FF, 0x3000...0x3029, 0x3030...0x3098,
      0x309B...0x312F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF00...0xFFEF, 0x1F300...0x1FAFF, 0x20000...0x2A6DF:
      true
    default: false
    }
  }
}
