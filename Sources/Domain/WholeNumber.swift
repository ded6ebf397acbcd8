/// Whole numbers as files and arguments hold them: sequence numbers, versions, counts, sizes.
public enum WholeNumber {
  /// The number that 1 to 15 ASCII digits make; nil for anything else. Whatever is counted on from there, or added up,
  /// stays far from what an `Int` holds.
  public static func read(_ text: some StringProtocol) -> Int? {
    let digits = text.utf8
    guard (1...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
