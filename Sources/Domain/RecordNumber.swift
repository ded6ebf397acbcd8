/// How record numbers of a form are made from its pattern, such as `INC-{roc}-{serial}`.
public enum RecordNumber {
  /// The pattern with everything filled in but `{serial}`, which the store gives inside its lock.
  ///
  /// A name in braces that is none of `roc year unit site serial` is a field of the record.
  public static func expand(_ pattern: String, on day: Day, site: String, content: Content) -> String {
    var result = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      switch name {
      case "roc": result += String(day.rocYear)
      case "year": result += String(day.year)
      case "site": result += site
      case "serial": result += "{serial}"
      default: result += content[name].first?.split(separator: " ").first.map(String.init) ?? ""
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Whether a text can be a record's number: it also names files, so it has letters, digits, dots, hyphens and
  /// underscores only, begins with a letter or digit and has at most 64 characters.
  public static func isValid(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.count <= 64, isLetterOrDigit(first) else { return false }
    return scalars.allSatisfy { isLetterOrDigit($0) || "._-".unicodeScalars.contains($0) }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
