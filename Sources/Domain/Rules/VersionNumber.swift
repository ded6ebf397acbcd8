/// A version as documents, policies and software have it: numbers between full stops, after a `v` or not.
///
/// Compared part by part, so that 3.10 is newer than 3.9; a part that is missing counts as 0.
struct VersionNumber {
  private let parts: [Int]

  /// Nil for anything else, such as `2.0-rc1`: it does not guess.
  init?(_ text: String) {
    let plain = PlainText.of(text).trimmed.lowercased()
    let number = plain.hasPrefix("v") ? plain.dropFirst() : Substring(plain)
    let parts = number.split(separator: ".", omittingEmptySubsequences: false).map { WholeNumber.read(String($0)) }
    guard !parts.isEmpty, parts.count <= 8, !parts.contains(nil) else { return nil }
    self.parts = parts.compactMap { $0 }
  }

  func isNewer(than other: VersionNumber) -> Bool {
    for place in 0..<max(parts.count, other.parts.count) {
      let one = parts.indices.contains(place) ? parts[place] : 0
      let two = other.parts.indices.contains(place) ? other.parts[place] : 0
      if one != two { return one > two }
    }
    return false
  }
}
