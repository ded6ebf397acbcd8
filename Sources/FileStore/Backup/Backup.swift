import Domain
import Glibc

/// Copies a store into a folder, or what has come since an earlier backup into that one.
///
/// What only grows must begin with the same bytes in both, and what never changes must be as long in both: a backup is
/// never made worse by a store that was altered.
struct Backup {
  let source: Folder
  let target: Folder
  private(set) var report = BackupReport()

  private static let piece = 1 << 20

  init(source: Folder, target: Folder) {
    self.source = source
    self.target = target
  }

  /// The journal as it was when its sizes were asked.
  mutating func copy(_ segments: [FileStore.Segment]) throws(SystemError) {
    for (name, size) in segments {
      let path = ["journal", name.site, name.year]
      try grow(name.fileName, size, try source.folder(path), try target.folder(path, creating: true), name.path)
    }
    for name in try names("journal", of: target) where StoreDescription.isValid(site: name) {
      let known = Set(segments.filter { $0.name.site == name }.map(\.name))
      for segment in try JournalFolder(root: target).all(of: name) where !known.contains(segment) {
        report.findings.append(BackupFinding.lost(segment.path))
      }
    }
  }

  /// Everything below a folder whose files never change.
  mutating func copyLasting(_ name: String) throws(SystemError) {
    try lasting(name, from: try source.folderIfThere(name), to: try target.folderIfThere(name))
  }

  private mutating func lasting(_ path: String, from: Folder?, to: Folder?) throws(SystemError) {
    guard let from else { return }
    for name in try from.names() where !Folder.isTemporary(name) {
      let path = "\(path)/\(name)"
      guard let facts = from.facts(name) else { continue }
      guard facts.isRegular else {
        try lasting(path, from: try from.folderIfThere(name), to: try to?.folderIfThere(name))
        continue
      }
      if let there = to?.facts(name) {
        if there.size != facts.size { report.findings.append(BackupFinding.differs(path)) }
        continue
      }
      var place = path.split(separator: "/").map(String.init)
      place.removeLast()
      try copy(name, from, to: try target.folder(place, creating: true))
    }
  }

  /// A folder whose files come, go and are replaced.
  mutating func mirror(_ path: String, _ from: Folder, _ to: Folder) throws(SystemError) {
    let names = try from.names().filter { !Folder.isTemporary($0) }
    for name in names {
      guard let facts = from.facts(name) else { continue }
      if facts.isRegular {
        try replace(name, from, to)
      } else if let below = try from.folderIfThere(name) {
        try mirror("\(path)/\(name)", below, try to.folder(name, creating: true))
      }
    }
    for name in try to.names() where !names.contains(name) && to.facts(name)?.isRegular == true { try to.remove(name) }
  }

  mutating func mirror(_ name: String) throws(SystemError) {
    guard let from = try source.folderIfThere(name) else { return }
    try mirror(name, from, try target.folder(name, creating: true))
  }

  mutating func replace(_ name: String, _ from: Folder, _ to: Folder) throws(SystemError) {
    let bytes = try from.open(name).readAll(limit: 1 << 26)
    if let old = to.facts(name), old.size == bytes.count, try to.open(name).readAll(limit: 1 << 26) == bytes { return }
    try to.publish(bytes, as: name, mode: 0o600, durably: false)
    count(bytes.count)
  }

  /// The same for a file that older stores do not have.
  mutating func replaceIfThere(_ name: String, _ from: Folder, _ to: Folder) throws(SystemError) {
    if from.facts(name) != nil { try replace(name, from, to) }
  }

  // MARK: - Files

  private mutating func count(_ bytes: Int) {
    report.files += 1
    report.bytes += bytes
  }

  /// Has a file go on to the size it has in the store.
  private mutating func grow(
    _ name: String, _ size: Int, _ from: Folder, _ to: Folder, _ path: String
  ) throws(SystemError) {
    let old = try from.open(name)
    let new = try to.open(name, O_RDWR | O_CREAT | O_APPEND)
    let there = try new.facts().size
    guard there <= size else {
      report.findings.append(BackupFinding.lost(path))
      return
    }
    var place = 0
    while place < there {
      let bytes = try old.read(min(Self.piece, there - place), at: place)
      guard !bytes.isEmpty, try new.read(bytes.count, at: place) == bytes else {
        report.findings.append(BackupFinding.differs(path))
        return
      }
      place += bytes.count
    }
    guard there < size else { return }
    try copyBytes(from: old, there, to: new, size)
    count(size - there)
  }

  private mutating func copy(_ name: String, _ from: Folder, to: Folder) throws(SystemError) {
    let temporary = ".\(RandomName.make()).tmp"
    do throws(SystemError) {
      let old = try from.open(name)
      let size = try old.facts().size
      let new = try to.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
      try copyBytes(from: old, 0, to: new, size)
      guard fchmod(new.descriptor, 0o444) == 0 else { throw SystemError(new.path) }
      try to.rename(temporary, to: name)
      count(size)
    } catch {
      // The first error counts; the next backup takes no notice of what stays.
      try? to.remove(temporary)
      throw error
    }
  }

  private func copyBytes(from old: File, _ start: Int, to new: File, _ end: Int) throws(SystemError) {
    var place = start
    while place < end {
      let bytes = try old.read(min(Self.piece, end - place), at: place)
      guard !bytes.isEmpty else { throw SystemError(old.path, EIO) }
      try new.write(bytes)
      place += bytes.count
    }
  }

  private func names(_ name: String, of folder: Folder) throws(SystemError) -> [String] {
    try folder.folderIfThere(name)?.names() ?? []
  }
}

extension Folder {
  /// The folder of that name; nil where there is none. Links and devices are no part of a store.
  fileprivate func folderIfThere(_ name: String) throws(SystemError) -> Folder? {
    do throws(SystemError) { return try folder(name) } catch {
      if [ENOENT, ENOTDIR, ELOOP].contains(error.code) { return nil }
      throw error
    }
  }
}
