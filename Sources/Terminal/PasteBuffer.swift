/// The bytes of a paste until its end, and the text that is made of them.
nonisolated struct PasteBuffer {
  private static let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]  // ESC [ 2 0 1 ~

  private var bytes: [UInt8] = []
  private var matched = 0

  /// Adds a byte; whether it completes the end mark.
  mutating func append(_ byte: UInt8) -> Bool {
    bytes.append(byte)
    if byte == Self.end[matched] {
      matched += 1
    } else {
      matched = byte == Self.end[0] ? 1 : 0
    }
    return matched == Self.end.count
  }

  /// Takes out the text and is empty again. A part of an end mark at the end is no text.
  mutating func finish() -> String {
    let content = bytes.dropLast(matched)
    defer {
      bytes = []
      matched = 0
    }
    return Self.text(content)
  }

  /// Data only: sequences are removed, line ends of every kind become `\n`, and no control character but tab is left.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : nil
      index += 1
      switch byte {
      case 0x1B: index = endOfSequence(in: bytes, from: index)
      case 0x0D:
        kept.append(0x0A)
        if next == 0x0A { index += 1 }
      case 0x0B, 0x0C: kept.append(0x0A)
      case 0xE2 where bytes[index...].starts(with: [0x80, 0xA8]) || bytes[index...].starts(with: [0x80, 0xA9]):
        kept.append(0x0A)
        index += 2
      case 0xC2:
        if let next, (0x80...0x9F).contains(next) {
          if next == 0x85 { kept.append(0x0A) }
          index += 1
        } else {
          kept.append(byte)
        }
      case 0x09, 0x0A, 0x20...0x7E, 0x80...0xFF: kept.append(byte)
      default: break
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The place after the sequence whose ESC stands before `start`. Looks at no byte twice, whatever is pasted.
  private static func endOfSequence(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    guard start < bytes.endIndex else { return start }
    switch bytes[start] {
    case UInt8(ascii: "["):
      let final = skip(0x20...0x3F, in: bytes, from: start + 1)
      return final < bytes.endIndex && (0x40...0x7E).contains(bytes[final]) ? final + 1 : final
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      let stop = bytes[start...].firstIndex { $0 == 0x07 || $0 == 0x1B } ?? bytes.endIndex
      guard stop < bytes.endIndex else { return start + 1 }
      if bytes[stop] == 0x07 { return stop + 1 }
      let isTerminated = stop + 1 < bytes.endIndex && bytes[stop + 1] == UInt8(ascii: "\\")
      return isTerminated ? stop + 2 : start + 1
    case UInt8(ascii: "O"): return min(start + 2, bytes.endIndex)
    case 0x20...0x2F:
      let final = skip(0x20...0x2F, in: bytes, from: start)
      return final < bytes.endIndex && (0x30...0x7E).contains(bytes[final]) ? final + 1 : final
    case 0x30...0x7E: return start + 1
    default: return start
    }
  }

  private static func skip(_ range: ClosedRange<UInt8>, in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    bytes[start...].firstIndex { !range.contains($0) } ?? bytes.endIndex
  }
}
