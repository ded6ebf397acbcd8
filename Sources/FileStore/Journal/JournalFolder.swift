import Domain
import Glibc

/// The folder `journal/`: finds and opens segments.
struct JournalFolder: Sendable {
  let root: Folder

  func siteFolder(_ site: String, creating: Bool = false) throws(SystemError) -> Folder {
    try root.folder(["journal", site], creating: creating)
  }

  func sites() throws(SystemError) -> [String] {
    let journal: Folder
    do { journal = try root.folder("journal") } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
    return try journal.names().filter { StoreDescription.isValid(site: $0) }
  }

  /// The days' own segments from that day on, oldest first.
  func segments(of site: String, from day: Day? = nil) throws(SystemError) -> [SegmentName] {
    try all(of: site, from: day).filter { $0.repair == 0 }
  }

  func repairs(of segment: SegmentName) throws(SystemError) -> [SegmentName] {
    try all(of: segment.site, from: segment.day).filter { $0.day == segment.day && $0.repair > 0 }
  }

  /// Segments and repairs from that day on, oldest first.
  func all(of site: String, from day: Day? = nil) throws(SystemError) -> [SegmentName] {
    let folder: Folder
    do { folder = try siteFolder(site) } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
    let first = day.map { String($0.text.prefix(4)) } ?? ""
    var found: [SegmentName] = []
    for year in try folder.names() where year.utf8.count == 4 && year >= first {
      for name in try folder.folder(year).names() {
        guard let segment = SegmentName(site: site, fileName: name), segment.year == year else { continue }
        if let day, segment.day < day { continue }
        found.append(segment)
      }
    }
    return found.sorted()
  }

  /// A site's segments and repairs, with the sizes they have now.
  func everything(of site: String) throws(SystemError) -> [FileStore.Segment] {
    var segments: [FileStore.Segment] = []
    for name in try all(of: site) { segments.append((name, try size(of: name))) }
    return segments
  }

  /// Paths in the folder that are neither sites, years nor segments.
  func strangers() throws(SystemError) -> [String] {
    var found: [String] = []
    let journal: Folder
    do { journal = try root.folder("journal") } catch {
      if error.code == ENOENT { return [] }
      throw error
    }
    for site in try journal.names() {
      guard StoreDescription.isValid(site: site), let years = try? journal.folder(site) else {
        found.append("journal/\(site)")
        continue
      }
      for year in try years.names() {
        guard year.utf8.count == 4, let days = try? years.folder(year) else {
          found.append("journal/\(site)/\(year)")
          continue
        }
        for name in try days.names() where SegmentName(site: site, fileName: name)?.year != year {
          found.append("journal/\(site)/\(year)/\(name)")
        }
      }
    }
    return found
  }

  func open(_ segment: SegmentName, _ flags: Int32 = O_RDONLY) throws(SystemError) -> File {
    try root.folder(["journal", segment.site, segment.year]).open(segment.fileName, flags)
  }

  /// Whether a mark that begins with a line feed stands in the segment.
  func names(_ segment: SegmentName, _ mark: [UInt8]) throws(SystemError) -> Bool {
    let file = try open(segment)
    var place = 0
    while true {
      let bytes = try file.read(1 << 20, at: place)
      if bytes.withUnsafeBytes({ EntryParts.find(mark, in: $0, from: 0) }) != nil { return true }
      guard bytes.count == 1 << 20 else { return false }
      place += bytes.count - mark.count
    }
  }

  func size(of segment: SegmentName) throws(SystemError) -> Int {
    try open(segment).facts().size
  }
}
