import Glibc

/// Reads a segment entry by entry, in pieces, and finds its way past damage.
struct SegmentScanner {
  enum Piece {
    /// An entry with a fitting seal, at this offset.
    case entry(EntryParts, at: Int)
    /// Bytes that belong to no entry with a fitting seal.
    case damage(offset: Int, length: Int)
  }

  private let file: File
  /// Bytes after this are not looked at.
  private let limit: Int
  private var buffer: [UInt8] = []
  /// Offset in the file of the buffer's first byte.
  private var bufferOffset: Int
  private(set) var position: Int

  private static let chunk = 1 << 18
  /// A longer piece without a seal is damage; a version is far smaller.
  static let longestEntry = 1 << 26

  init(_ file: File, from position: Int, to limit: Int) {
    self.file = file
    self.limit = limit
    self.position = position
    bufferOffset = position
  }

  /// The next piece; nil at the end.
  mutating func next() throws(SystemError) -> Piece? {
    let start = position
    guard start < limit else { return nil }
    // No entry that fits begins before this; what stands before is not kept.
    var keep = start
    while true {
      guard let seal = try findSeal(from: keep) else {
        let end = bufferOffset + buffer.count
        guard end < limit, end - keep >= SegmentScanner.longestEntry else {
          position = limit
          return .damage(offset: start, length: limit - start)
        }
        keep = end - EntryParts.sealMark.count
        continue
      }
      let end = seal + 1 + EntryParts.sealLength
      if end <= limit, try fill(from: keep, to: end) {
        if keep == start, let parts = entry(start, end) {
          position = end
          return .entry(parts, at: start)
        }
        if let found = entryStart(after: keep, to: end) {
          position = found
          return .damage(offset: start, length: found - start)
        }
      }
      // An entry holds one seal line, so the next one begins after this.
      keep = seal + 1
    }
  }

  private func entry(_ start: Int, _ end: Int) -> EntryParts? {
    guard let parts = EntryParts(buffer[(start - bufferOffset)..<(end - bufferOffset)]), parts.isWhole else {
      return nil
    }
    return parts
  }

  /// The place of an entry that ends at `end` and begins after `start`. Of an entry's lines only the first begins with
  /// `#`, so the last line that could be a title is it or nothing is: each byte is looked at once, whatever stands there.
  private func entryStart(after start: Int, to end: Int) -> Int? {
    var candidate = end - EntryParts.sealLength - 1
    while candidate > start {
      if isTitle(candidate, end) { return entry(candidate, end) == nil ? nil : candidate }
      candidate -= 1
    }
    return nil
  }

  private static let types = [RecordText.versionType, JournalEntry.entryType].map { Array("%rec: \($0)\n".utf8) }

  /// Whether a line begins there with `#`, and the next one is that of an entry's type.
  private func isTitle(_ place: Int, _ end: Int) -> Bool {
    let first = place - bufferOffset
    guard buffer[first] == UInt8(ascii: "#"), buffer[first - 1] == UInt8(ascii: "\n"),
      let lineEnd = buffer[first..<(end - bufferOffset)].firstIndex(of: UInt8(ascii: "\n"))
    else { return false }
    let next = buffer[(lineEnd + 1)...].prefix(20)
    return Self.types.contains { next.starts(with: $0) }
  }

  /// The offset of the line feed before the next seal line.
  private mutating func findSeal(from start: Int) throws(SystemError) -> Int? {
    var searched = start
    while true {
      let found = buffer.withUnsafeBytes {
        EntryParts.find(EntryParts.sealMark, in: $0, from: max(0, searched - bufferOffset))
      }
      if let found { return found + bufferOffset }
      let end = bufferOffset + buffer.count
      guard end < limit, end - start < SegmentScanner.longestEntry else { return nil }
      searched = max(start, end - EntryParts.sealMark.count)
      let before = end
      _ = try fill(from: start, to: min(limit, end + SegmentScanner.chunk))
      // The file is shorter than it was when its size was asked.
      if bufferOffset + buffer.count == before { return nil }
    }
  }

  /// Brings bytes `start..<end` into the buffer; false where the file ends before.
  private mutating func fill(from start: Int, to end: Int) throws(SystemError) -> Bool {
    let have = bufferOffset + buffer.count
    if end <= have { return true }
    if start > bufferOffset {
      buffer.removeFirst(min(buffer.count, start - bufferOffset))
      bufferOffset = start
    }
    let from = bufferOffset + buffer.count
    let more = try file.read(max(end - from, min(SegmentScanner.chunk, limit - from)), at: from)
    buffer.append(contentsOf: more)
    return bufferOffset + buffer.count >= end
  }
}
