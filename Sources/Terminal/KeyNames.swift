/// The names of keys, as shown in key lines and written in key scripts: `Ctrl+S`, `F1`, `Alt+U`, `Enter`, `PgUp`.
nonisolated extension Key: CustomStringConvertible {
  /// Every named key but the function keys. The first name of a code is the one that is shown.
  private static let names: [(name: String, code: Code)] = [
    ("Enter", .enter), ("Tab", .tab), ("Shift+Tab", .backTab), ("Esc", .escape), ("Backspace", .backspace),
    ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Space", .character(" ")),
    ("Return", .enter), ("BackTab", .backTab), ("Escape", .escape), ("Delete", .delete), ("Insert", .insert),
    ("PageUp", .pageUp), ("PageDown", .pageDown),
  ]

  private static let modifierNames: [(name: String, modifier: Modifiers)] = [
    ("Ctrl", .control), ("Alt", .alt), ("Shift", .shift),
  ]

  /// The function keys that terminals can send.
  static let functionNumbers = 1...24

  /// The key's name; a character without modifiers is its own name.
  public var name: String {
    let prefix = Key.modifierNames.filter { modifiers.contains($0.modifier) }.map { $0.name + "+" }.joined()
    return prefix + codeName
  }

  public var description: String { name }

  private var codeName: String {
    switch code {
    case .function(let number): return "F\(number)"
    case .character(let character) where character != " ":
      return modifiers.isEmpty ? String(character) : character.uppercased()
    default: return Key.names.first { $0.code == code }?.name ?? ""
    }
  }

  /// The key of that name, or nil. Case matters only for a character alone; `Control+`, `^S` are not names.
  public init?(name: String) {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    var isPlain = true
    while let found = Key.modifierNames.first(where: { rest.hasPrefixIgnoringCase($0.name + "+") }) {
      if rest.equalsIgnoringCase("Shift+Tab") { break }
      let remainder = rest.dropFirst(found.name.count + 1)
      guard !remainder.isEmpty else { break }
      modifiers.insert(found.modifier)
      rest = remainder
      isPlain = false
    }
    guard let code = Key.code(named: rest, isPlain: isPlain) else { return nil }
    self.init(code, modifiers)
  }

  private static func code(named name: Substring, isPlain: Bool) -> Code? {
    if let known = names.first(where: { name.equalsIgnoringCase($0.name) }) { return known.code }
    if name.count == 1, let character = name.first { return .character(isPlain ? character : character.folded) }
    if name.first?.folded == "f", let number = Int(name.dropFirst()), functionNumbers.contains(number) {
      return .function(number)
    }
    return nil
  }
}

nonisolated extension Substring {
  fileprivate func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
    self.prefix(prefix.count).equalsIgnoringCase(prefix)
  }

  fileprivate func equalsIgnoringCase(_ other: String) -> Bool { lowercased() == other.lowercased() }
}
