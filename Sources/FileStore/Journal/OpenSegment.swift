import Glibc

/// The segment that saves are appended to, kept open between them.
struct OpenSegment: Sendable {
  let segment: SegmentName
  let file: File
  let year: Folder
  let site: Folder
  private let journal: Folder
  /// The folders as they were when the newest segment was looked for, from `journal` down to the year.
  private let seen: [Folder.Stamp]
  private let inode: UInt

  init(_ segment: SegmentName, in root: Folder) throws(SystemError) {
    self.segment = segment
    journal = try root.folder("journal", creating: true)
    site = try journal.folder(segment.site, creating: true)
    year = try site.folder(segment.year, creating: true)
    file = try year.open(segment.fileName, O_WRONLY | O_APPEND | O_CREAT)
    inode = try file.facts().inode
    seen = OpenSegment.stamps(root, journal, site, segment)
  }

  /// Whether the segment is still the newest, and as long as it was: no folder on the way to it has changed, and
  /// the file is the one that is open. Asked while the lock is held.
  func isStill(in root: Folder, size: Int) -> Bool {
    guard seen.count == 3, seen.allSatisfy(\.isOld), OpenSegment.stamps(root, journal, site, segment) == seen,
      let facts = year.facts(segment.fileName)
    else { return false }
    return facts.isRegular && facts.inode == inode && facts.size == size
  }

  private static func stamps(
    _ root: Folder, _ journal: Folder, _ site: Folder, _ segment: SegmentName
  ) -> [Folder.Stamp] {
    [root.stamp("journal"), journal.stamp(segment.site), site.stamp(segment.year)].compactMap { $0 }
  }
}

extension Folder {
  /// What a folder was like when it was looked at. Two looks that are equal mean that no name in it has changed
  /// between them, provided that the first was not taken in the clock's very step of the last change.
  struct Stamp: Hashable, Sendable {
    var inode: UInt
    var device: UInt
    var changed: Int
    /// Whether the folder had been left alone for a while when it was looked at.
    var isOld: Bool
  }

  /// Nanoseconds that the kernel's clock for changes may stand still.
  private static let clockStep = 100_000_000

  func stamp(_ name: String) -> Stamp? {
    var found = stat()
    var now = timespec()
    guard clock_gettime(CLOCK_REALTIME, &now) == 0,
      fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) == 0, found.st_mode & S_IFMT == S_IFDIR
    else { return nil }
    let changed = found.st_mtim.tv_sec * 1_000_000_000 + found.st_mtim.tv_nsec
    let age = now.tv_sec * 1_000_000_000 + now.tv_nsec - changed
    return Stamp(
      inode: UInt(found.st_ino), device: UInt(found.st_dev), changed: changed, isOld: age > Folder.clockStep)
  }
}
