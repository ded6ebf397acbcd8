import TestKit
import Testing

@testable import Terminal

@Suite struct DecoderTests {
  private func decode(_ text: String) -> [Event] { decode(Array(text.utf8)) }

  /// Decodes and then lets the time pass.
  private func decode(_ bytes: [UInt8]) -> [Event] {
    var decoder = InputDecoder()
    return decoder.decode(bytes) + decoder.quiet()
  }

  private func keys(_ keys: Key...) -> [Event] { keys.map(Event.key) }

  @Test("Characters and control characters are keys")
  func plain() {
    #expect(decode("a中𠮷") == keys(.character("a"), .character("中"), .character("𠮷")))
    #expect(decode("\r\n\t\u{7F}\u{8}") == keys(.enter, .enter, .tab, .backspace, .backspace))
    #expect(
      decode("\u{13}\u{11}\u{3}\u{1A}\u{1C}")
        == keys(
          .control("s"), .control("q"), .control("c"), .control("z"),
          .control("\\")))
    #expect(decode([0x00, 0x1F]) == keys(.control(" "), .control("_")))
    #expect(
      decode("王\u{3000}明\u{A0}")
        == keys(
          .character("王"), .character("\u{3000}"), .character("明"), .character("\u{A0}")))
  }

  @Test(
    "Home and End are understood in all their forms",
    arguments: [
      ("\u{1B}[H", Key.home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[F", .end),
      ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ])
  func homeEnd(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test(
    "Sequences of xterm, Linux, PuTTY, rxvt, screen and tmux are keys",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left), ("\u{1B}[Z", .backTab),
      ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
      ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
      ("\u{1B}[[E", .function(5)),
      ("\u{1B}OS", .function(4)), ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)),
      ("\u{1B}[21~", .function(10)),
      ("\u{1B}[24~", .function(12)), ("\u{1B}[34~", .function(20)), ("\u{1B}[1;5A", Key(.up, .control)),
      ("\u{1B}[1;2D", Key(.left, .shift)), ("\u{1B}[1;3C", Key(.right, .alt)),
      ("\u{1B}[1;6F", Key(.end, [.control, .shift])),
      ("\u{1B}[3;5~", Key(.delete, .control)), ("\u{1B}[1;5P", Key(.function(1), .control)),
      ("\u{1B}Oa", Key(.up, .control)),
      ("\u{1B}[b", Key(.down, .shift)), ("\u{1B}[7^", Key(.home, .control)), ("\u{1B}[8$", Key(.end, .shift)),
      ("\u{1B}\u{1B}[A", Key(.up, .alt)), ("\u{1B}OM", .enter), ("\u{1B}Oq", .character("1")),
      ("\u{1B}[27;5;105~", .control("i")), ("\u{1B}[13;2u", Key(.enter, .shift)), ("\u{1B}u", .alt("u")),
      ("\u{1B}U", .alt("u")),
      ("\u{1B}\r", Key(.enter, .alt)), ("\u{1B}\u{7F}", Key(.backspace, .alt)),
    ])
  func sequences(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test("A lone ESC is the Esc key when nothing follows")
  func loneEscape() {
    var decoder = InputDecoder()
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(decoder.patience == .sequence)
    #expect(decoder.quiet() == keys(.escape))
    #expect(decoder.patience == nil)
    #expect(decode("\u{1B}\u{1B}") == keys(.escape, .escape))
    #expect(decode("\u{1B}[") == keys(.alt("[")))
    #expect(decode("\u{1B}O") == keys(.alt("o")))
    #expect(decode("\u{1B}]") == keys(.alt("]")))
    #expect(decode("\u{1B}中") == keys(.escape, .character("中")))
  }

  @Test(
    "What is unknown does not leak as text",
    arguments: [
      "\u{1B}[?1;2c", "\u{1B}[24;80R\u{8}", "\u{1B}[?2026;2$y", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}]0;title\u{7}",
      "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[I", "\u{1B}[99~", "\u{1B}[1;2;3;4;5x", "\u{1B}[201~",
      "\u{1B}Oz", "\u{1B}[<0;3;4m", "\u{1B}[" + String(repeating: "1;", count: 500) + "x", "\u{1B}[12", "\u{1B}]0;abc",
      "\u{1B}[<35;1;1M",
    ])
  func unknown(bytes: String) {
    let typed = decode(bytes + "\u{1B}[A").filter { if case .key(let key) = $0 { key.text != nil } else { false } }
    #expect(typed.isEmpty)
  }

  @Test("A character after something broken arrives")
  func recovery() {
    #expect(decode([0xE4, 0xB8, 0x41]) == keys(.character("\u{FFFD}"), .character("A")))
    #expect(decode([0xFF, 0x41]) == keys(.character("\u{FFFD}"), .character("A")))
    #expect(decode([0xED, 0xA0, 0x80, 0x41]).last == .key(.character("A")))
    #expect(decode([0xC2, 0x9B, 0x41]) == keys(.character("A")))
    #expect(decode("\u{1B}[12\rA") == keys(.enter, .character("A")))
    #expect(decode("\u{1B}[12\u{1B}[B") == keys(.down))
  }

  @Test("Reports of a mouse that nobody asked for are passed over, and what follows them is read")
  func mouse() {
    #expect(decode("\u{1B}[<0;3;4M\u{1B}[<0;3;4ma") == [.key(.character("a"))])
    #expect(decode("\u{1B}[M \u{23}\u{24}a") == [.key(.character("a"))])
  }

  /// Everything that a line may bring, in one stream.
  private static let mixed: [UInt8] = Array(
    ("資a\u{1B}[A\u{1B}OP\u{1B}[1;5C𠮷\u{1B}[200~貼上\u{1B}[31mred\u{1B}[0m\r\n\tx\u{7}\u{1B}[201~"
      + "e\u{301}\r\u{1B}[[B\u{1B}[<64;10;2M"
      + "\u{1B}]0;t\u{1B}\\\u{1B}x\u{1B}[?1;2c\u{1B}[M ##👩\u{200D}💻\u{3}\u{1B}\u{1B}[D\u{1B}[7$王\u{3000}\u{1B}[15~")
      .utf8)

  @Test("Bytes may be cut anywhere")
  func splits() {
    let whole = decode(Self.mixed)
    #expect(whole.count > 20)
    for cut in 1..<Self.mixed.count {
      var decoder = InputDecoder()
      let events = decoder.decode(Self.mixed[..<cut]) + decoder.decode(Self.mixed[cut...]) + decoder.quiet()
      #expect(events == whole, "cut at \(cut)")
    }
    var single = InputDecoder()
    #expect(Self.mixed.flatMap { single.decode([$0]) } == whole)
  }

  @Test("Random pieces of random input decode the same", arguments: UInt64(1)...50)
  func randomChunks(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for _ in 0..<40 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes += (0..<3).map { _ in .random(in: 0...255, using: &random) }
      case 1: bytes += [0x1B, 0x5B] + (0..<2).map { _ in .random(in: 0x20...0x7E, using: &random) }
      default: bytes += Self.mixed[Int.random(in: 0..<Self.mixed.count, using: &random)...].prefix(9)
      }
    }
    var whole = InputDecoder()
    let expected = whole.decode(bytes) + whole.quiet()
    var pieces = InputDecoder()
    var events: [Event] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(.random(in: 1...7, using: &random))
      events += pieces.decode(piece)
      rest = rest.dropFirst(piece.count)
    }
    #expect(events + pieces.quiet() == expected)
  }
}
