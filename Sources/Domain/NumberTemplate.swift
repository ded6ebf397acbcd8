/// How record numbers of a form are made from its pattern, such as `INC-{roc}-{serial}`.
public enum NumberTemplate {
  /// The pattern with everything filled in but `{serial}`, which the store gives inside its lock.
  ///
  /// A name in braces that is none of `roc year unit site serial` is a field of the record. An organisation that
  /// counts in Gregorian years has them in place of those of the Republic of China.
  public static func expand(
    _ pattern: String, on day: Day, site: String, content: Content, isGregorian: Bool = false
  ) -> String {
    var result = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      switch name {
      case "roc": result += String(isGregorian ? day.year : day.rocYear)
      case "year": result += String(day.year)
      case "site": result += site
      case "serial": result += "{serial}"
      default: result += content[name].first?.split(separator: " ").first.map(String.init) ?? ""
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
