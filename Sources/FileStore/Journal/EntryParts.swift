import Domain
import Glibc

/// The parts of a journal entry's bytes: header up to the `Content:` line, content, seal line.
struct EntryParts {
  /// From the title line to the blank line after the seal.
  let bytes: ArraySlice<UInt8>
  let contentHash: String
  let seal: String
  /// Whether the header's bytes give the seal.
  let isWhole: Bool
  /// Whether the content's bytes give the hash in the header.
  let hasIntactContent: Bool

  static let sealMark = Array("\n#seal sha256 ".utf8)
  static let contentMark = Array("\nContent: ".utf8)
  static let clockMark = Array("\n\(Version.clockLine): ".utf8)
  /// From the `#` of the seal line to the end of the blank line after it.
  static let sealLength = 13 + 64 + 2

  /// Nil where the bytes do not have the shape of an entry.
  init?(_ bytes: ArraySlice<UInt8>) {
    let found: (contentHash: String, seal: String, isWhole: Bool, hasIntactContent: Bool)? =
      bytes.withUnsafeBytes { buffer in
        guard buffer.count > EntryParts.sealLength, buffer[0] == UInt8(ascii: "#"),
          let content = EntryParts.find(EntryParts.contentMark, in: buffer, from: 0)
        else { return nil }
        let headerEnd = content + EntryParts.contentMark.count + 64 + 1
        let sealStart = buffer.count - EntryParts.sealLength
        guard headerEnd <= sealStart, buffer[headerEnd - 1] == UInt8(ascii: "\n"),
          buffer[sealStart - 1] == UInt8(ascii: "\n"),
          buffer[sealStart...].starts(with: EntryParts.sealMark.dropFirst()),
          buffer[buffer.count - 1] == UInt8(ascii: "\n"), buffer[buffer.count - 2] == UInt8(ascii: "\n")
        else { return nil }
        let contentHash = String(decoding: buffer[(headerEnd - 65)..<(headerEnd - 1)], as: UTF8.self)
        let seal = String(decoding: buffer[(sealStart + 13)..<(sealStart + 77)], as: UTF8.self)
        guard Digest.isDigest(contentHash), Digest.isDigest(seal) else { return nil }
        let header = UnsafeRawBufferPointer(rebasing: buffer[..<headerEnd])
        let rest = UnsafeRawBufferPointer(rebasing: buffer[headerEnd..<sealStart])
        return (contentHash, seal, Digest.of(header) == seal, Digest.of(rest) == contentHash)
      }
    guard let found else { return nil }
    self.bytes = bytes
    contentHash = found.contentHash
    seal = found.seal
    isWhole = found.isWhole
    hasIntactContent = found.hasIntactContent
  }

  /// Beginning and end of an entry that is not read whole.
  struct Ends {
    let contentHash: String
    let seal: String
    /// Whether the header's bytes give the seal.
    let isWhole: Bool

    /// Nil where the bytes are not those of an entry, or the beginning does not reach the end of its header.
    init?(_ head: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>) {
      guard head.first == UInt8(ascii: "#"), end.count == EntryParts.sealLength,
        end.starts(with: EntryParts.sealMark.dropFirst()), end.suffix(2).elementsEqual("\n\n".utf8),
        let mark = head.withUnsafeBytes({ EntryParts.find(EntryParts.contentMark, in: $0, from: 0) })
      else { return nil }
      let hashStart = head.startIndex + mark + EntryParts.contentMark.count
      let headerEnd = hashStart + 64 + 1
      guard headerEnd <= head.endIndex, head[headerEnd - 1] == UInt8(ascii: "\n") else { return nil }
      contentHash = String(decoding: head[hashStart..<(headerEnd - 1)], as: UTF8.self)
      seal = String(decoding: end.dropFirst(13).prefix(64), as: UTF8.self)
      guard Digest.isDigest(contentHash), Digest.isDigest(seal) else { return nil }
      isWhole = Digest.of(head[..<headerEnd]) == seal
    }
  }

  /// The place at or after `start` of a mark that begins with a line feed.
  static func find(_ mark: [UInt8], in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = buffer.baseAddress else { return nil }
    let last = buffer.count - mark.count
    var place = start + 1
    // The byte after the line feed is the rarer one.
    while place - 1 <= last, let found = memchr(base + place, Int32(mark[1]), last + 2 - place) {
      place = UnsafeRawPointer(found) - base
      if memcmp(base + place - 1, mark, mark.count) == 0 { return place - 1 }
      place += 1
    }
    return nil
  }
}
