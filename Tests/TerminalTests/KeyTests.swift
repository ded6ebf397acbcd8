import Testing

@testable import Terminal

@Suite struct KeyTests {
  @Test("Every key's name leads back to the key")
  func namesRoundTrip() {
    let codes: [Key.Code] =
      [
        .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .character("s"), .character("+"), .character("中"), .character(" "), .character("<"),
      ] + (1...20).map { .function($0) }
    for code in codes {
      for bits in UInt8(0)...7 {
        let key = Key(code, Key.Modifiers(rawValue: bits))
        if key == Key(.tab, .shift) || key.modifiers.contains(.shift) && code == .tab { continue }
        #expect(Key(name: key.name) == key, "\(key.name)")
      }
    }
    #expect(Key(name: Key.backTab.name) == .backTab)
  }

  @Test(
    "Names are those of the key line",
    arguments: [
      (Key.control("s"), "Ctrl+S"), (.alt("u"), "Alt+U"), (.function(1), "F1"), (.enter, "Enter"), (.pageUp, "PgUp"),
      (.backTab, "Shift+Tab"), (.character("x"), "x"), (.control(" "), "Ctrl+Space"), (.control("\\"), "Ctrl+\\"),
      (Key(.left, [.control, .shift]), "Ctrl+Shift+Left"), (.escape, "Esc"),
    ])
  func names(key: Key, name: String) {
    #expect(key.name == name)
    #expect(Key(name: name) == key)
  }

  @Test("Big and small letters are the same key with Ctrl or Alt")
  func lettersFold() {
    #expect(Key.control("S") == .control("s"))
    #expect(Key(name: "ctrl+s") == .control("S"))
    #expect(Key(name: "S") == .character("S"))
    #expect(Key(name: "s") != Key(name: "S"))
  }

  @Test("What is no name gives no key", arguments: ["", "Ctrl+", "F0", "F25", "Fx", "Hyper+A", "abc", "Shift+"])
  func noNames(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test("Only keys without Ctrl and Alt type text")
  func text() {
    #expect(Key.character("中").text == "中")
    #expect(Key.control("a").text == nil)
    #expect(Key.alt("a").text == nil)
    #expect(Key.enter.text == nil)
  }
}
