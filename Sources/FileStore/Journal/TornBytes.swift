import Crypto
import Domain

/// The entry that names bytes which were never finished: offset, length and hash.
enum TornBytes {
  static let action = Action(rawValue: "torn")

  static func details(_ segment: SegmentName, offset: Int, length: Int, hash: String) -> [Content.Field] {
    [
      Content.Field(id: "Segment", values: [segment.fileName]),
      Content.Field(id: "Offset", values: [String(offset)]),
      Content.Field(id: "Length", values: [String(length)]),
      Content.Field(id: "Hash", values: [hash]),
    ]
  }

  /// Ends the torn bytes' line. Not a line feed alone: that could be the one that the torn entry lacks.
  static let end = Array("#\n".utf8)

  /// Whether the entry that stands after `found` bytes at `offset` names them; `end` is the last of them.
  static func names(_ entry: JournalEntry, _ segment: SegmentName, _ offset: Int, _ found: Int) -> Bool {
    entry.action == action && entry["Segment"] == segment.fileName && entry["Offset"] == String(offset)
      && entry["Length"] == String(found - end.count)
  }

  /// The hash of bytes of a file, read in pieces.
  static func hash(_ file: File, _ offset: Int, _ length: Int) throws(SystemError) -> String {
    var hash = SHA256()
    var place = offset
    while place < offset + length {
      let bytes = try file.read(min(1 << 18, offset + length - place), at: place)
      if bytes.isEmpty { break }
      hash.update(data: bytes)
      place += bytes.count
    }
    return Digest.text(hash.finalize())
  }
}
