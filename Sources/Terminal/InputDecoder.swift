/// Turns the bytes that a terminal sends into events.
///
/// How the bytes are cut into pieces makes no difference; only `quiet`, called when nothing came for a while, tells
/// the Esc key from the start of a sequence. Sequences that mean nothing here are swallowed whole.
nonisolated struct InputDecoder {
  /// What an unfinished input waits for.
  enum Patience: Hashable {
    /// The rest of an escape sequence.
    case sequence
    /// The rest of a paste.
    case paste
  }

  private enum State {
    case ground
    /// The first bytes of a UTF-8 sequence of `length`.
    case scalar([UInt8], length: Int)
    /// One ESC, or two where the second may begin a sequence.
    case escape(twice: Bool)
    /// After `ESC [`: parameters so far.
    case control([UInt8], alt: Bool)
    /// After `ESC O`.
    case single([UInt8], alt: Bool)
    /// After `ESC [ [` of the Linux console.
    case console
    /// After `ESC [ M`: so many bytes of a mouse report, which nobody asked for, are to be passed over.
    case mouse(left: Int)
    /// In an OSC, DCS, SOS, PM or APC string, up to its terminator.
    case string(introducer: UInt8, isEmpty: Bool, escaped: Bool)
    case paste
  }

  private static let escape: UInt8 = 0x1B
  /// The most parameter bytes that are remembered of a sequence; longer ones are unknown anyhow.
  private static let mostParameters = 64

  private var state = State.ground
  private var pasted = PasteBuffer()
  private var events: [Event] = []

  /// What more is waited for, or nil if nothing is pending that time would decide.
  var patience: Patience? {
    switch state {
    case .ground, .scalar: nil
    case .paste: .paste
    default: .sequence
    }
  }

  /// Decodes the next bytes.
  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Event] {
    for byte in bytes { take(byte) }
    return flush()
  }

  /// Ends what is pending because nothing more has come.
  mutating func quiet() -> [Event] {
    switch state {
    case .ground, .scalar: return []
    case .escape(let twice):
      if twice { key(.escape) }
      key(.escape)
    case .control(let parameters, _): if parameters.isEmpty { key(.alt("[")) }
    case .single(let parameters, _): if parameters.isEmpty { key(.alt("o")) }
    case .string(let introducer, let isEmpty, _):
      if isEmpty { key(.alt(Character(Unicode.Scalar(introducer)))) }
    case .console, .mouse: break
    case .paste: events.append(.paste(pasted.finish()))
    }
    state = .ground
    return flush()
  }

  private mutating func flush() -> [Event] {
    defer { events.removeAll(keepingCapacity: events.count < 64) }
    return events
  }

  private mutating func key(_ key: Key) { events.append(.key(key)) }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .scalar(let bytes, let length): takeScalar(byte, after: bytes, length: length)
    case .escape(let twice): takeEscape(byte, twice: twice)
    case .control(let parameters, let alt): takeControl(byte, after: parameters, alt: alt)
    case .single(let parameters, let alt): takeSingle(byte, after: parameters, alt: alt)
    case .console:
      state = .ground
      if (0x41...0x45).contains(byte) { key(.function(Int(byte) - 0x40)) }
    case .mouse(let left): state = left > 1 ? .mouse(left: left - 1) : .ground
    case .string(let introducer, _, let escaped): takeString(byte, introducer: introducer, escaped: escaped)
    case .paste:
      if pasted.append(byte) {
        state = .ground
        events.append(.paste(pasted.finish()))
      }
    }
  }

  // MARK: - Characters

  private mutating func takeGround(_ byte: UInt8) {
    switch byte {
    case Self.escape: state = .escape(twice: false)
    case 0x20...0x7E: key(.character(Character(Unicode.Scalar(byte))))
    case 0x00...0x1F, 0x7F: key(KeySequences.control(byte))
    default:
      if let length = UTF8Rule.length(lead: byte) {
        state = .scalar([byte], length: length)
      } else {
        key(.character("\u{FFFD}"))
      }
    }
  }

  private mutating func takeScalar(_ byte: UInt8, after bytes: [UInt8], length: Int) {
    guard UTF8Rule.isContinuation(byte, after: bytes) else {
      state = .ground
      key(.character("\u{FFFD}"))
      take(byte)
      return
    }
    let bytes = bytes + [byte]
    guard bytes.count == length else {
      state = .scalar(bytes, length: length)
      return
    }
    state = .ground
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where !(0x80...0x9F).contains(scalar.value) {
      key(.character(Character(scalar)))
    }
  }

  // MARK: - Sequences

  private mutating func takeEscape(_ byte: UInt8, twice: Bool) {
    state = .ground
    switch byte {
    case Self.escape:
      if twice { key(.escape) }
      state = .escape(twice: true)
    case UInt8(ascii: "["): state = .control([], alt: twice)
    case UInt8(ascii: "O"): state = .single([], alt: twice)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      if twice { key(.escape) }
      state = .string(introducer: byte, isEmpty: true, escaped: false)
    case 0x80...0xFF:
      if twice { key(.escape) }
      key(.escape)
      take(byte)
    default:
      if twice { key(.escape) }
      key(KeySequences.alt(byte))
    }
  }

  private mutating func takeControl(_ byte: UInt8, after parameters: [UInt8], alt: Bool) {
    let isNumber = !parameters.isEmpty && parameters.allSatisfy { (0x30...0x39).contains($0) }
    switch byte {
    case UInt8(ascii: "[") where parameters.isEmpty: state = .console
    case UInt8(ascii: "M") where parameters.isEmpty: state = .mouse(left: 3)
    case _ where (0x40...0x7E).contains(byte) || byte == UInt8(ascii: "$") && isNumber:
      state = .ground
      finish(ControlSequence(parameters: parameters, final: byte), alt: alt)
    case 0x20...0x3F:
      state = .control(parameters.count < Self.mostParameters ? parameters + [byte] : parameters, alt: alt)
    case 0x18, 0x1A: state = .ground
    default:
      state = .ground
      take(byte)
    }
  }

  private mutating func finish(_ sequence: ControlSequence, alt: Bool) {
    if sequence.startsPaste {
      state = .paste
    } else if var found = sequence.key {
      if alt { found.modifiers.insert(.alt) }
      key(found)
    }
  }

  private mutating func takeSingle(_ byte: UInt8, after parameters: [UInt8], alt: Bool) {
    switch byte {
    case 0x30...0x3B where parameters.count < Self.mostParameters:
      state = .single(parameters + [byte], alt: alt)
    case 0x20...0x7E:
      state = .ground
      if var found = ControlSequence(parameters: parameters, final: byte).applicationKey {
        if alt { found.modifiers.insert(.alt) }
        key(found)
      }
    default:
      state = .ground
      if parameters.isEmpty { key(.alt("o")) }
      take(byte)
    }
  }

  private mutating func takeString(_ byte: UInt8, introducer: UInt8, escaped: Bool) {
    switch (byte, escaped) {
    case (UInt8(ascii: "\\"), true), (0x07, _), (0x18, _), (0x1A, _): state = .ground
    case (Self.escape, false): state = .string(introducer: introducer, isEmpty: false, escaped: true)
    case (_, true):
      state = .escape(twice: false)
      take(byte)
    case (_, false): state = .string(introducer: introducer, isEmpty: false, escaped: false)
    }
  }
}
