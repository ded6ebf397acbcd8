import Domain

/// A file of a site's journal: the entries of one day, or entries of that day brought back by a repair.
struct SegmentName: Hashable, Comparable, Sendable {
  let site: String
  let day: Day
  /// 0 for the day's own file; repairs count from 1.
  var repair = 0

  var fileName: String { repair == 0 ? "\(day.text).rec" : "\(day.text).repair\(repair).rec" }
  var year: String { String(day.text.prefix(4)) }
  /// Below the store's root.
  var path: String { "journal/\(site)/\(year)/\(fileName)" }

  init(site: String, day: Day, repair: Int = 0) {
    self.site = site
    self.day = day
    self.repair = repair
  }

  init?(site: String, fileName: String) {
    let parts = fileName.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.last == "rec", let day = Day(String(parts[0])) else { return nil }
    switch parts.count {
    case 2: self.init(site: site, day: day)
    case 3:
      guard parts[1].hasPrefix("repair"), let number = WholeNumber.read(parts[1].dropFirst(6)), number > 0 else {
        return nil
      }
      self.init(site: site, day: day, repair: number)
    default: return nil
    }
    // One spelling only, so that a name says which file it is.
    guard self.fileName == fileName else { return nil }
  }

  /// Reads `path`.
  init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 4, parts[0] == "journal", StoreDescription.isValid(site: parts[1]) else { return nil }
    self.init(site: parts[1], fileName: parts[3])
    guard self.path == path else { return nil }
  }

  static func < (left: SegmentName, right: SegmentName) -> Bool {
    (left.site, left.day, left.repair) < (right.site, right.day, right.repair)
  }
}
