/// What a record may be called, so that its number can name a file.
public enum RecordNumber {
  /// Letters and digits of any script, `-`, `_` and `.`, beginning with a letter or digit; at most 120 bytes.
  public static func isValid(_ number: String) -> Bool {
    guard let first = number.unicodeScalars.first, isLetterOrDigit(first), number.utf8.count <= 120 else {
      return false
    }
    return number.unicodeScalars.allSatisfy {
      isLetterOrDigit($0) || $0 == "-" || $0 == "_" || $0 == "."
    } && CanonicalText.of(number).utf8.elementsEqual(number.utf8)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }
}
