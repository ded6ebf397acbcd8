/// Places of a YAML text where an anchor, an alias or a tag may stand: `&name`, `*name` or `!`, where a value begins.
///
/// Found before anything is parsed, because aliases of aliases can stand for more values than memory holds.
struct Markers {
  enum Kind: Sendable {
    case anchor, alias, tag
  }

  private(set) var kinds: [Tree.Position: Kind] = [:]
  /// The first alias whose anchor is there too.
  let alias: Tree.Position?

  init(_ text: String) {
    var anchors: Set<String> = []
    var aliases: [(name: String, place: Tree.Position)] = []
    var place = Tree.Position(line: 1, column: 0)
    var begins = true
    let bytes = text.utf8
    for index in bytes.indices {
      let byte = bytes[index]
      // Columns count Unicode scalars, as YAML's marks do.
      if byte & 0xC0 != 0x80 { place.column += 1 }
      if begins, byte == 0x21 || byte == 0x26 || byte == 0x2A {
        let name = Self.name(bytes[bytes.index(after: index)...])
        switch byte {
        case 0x26:
          kinds[place] = .anchor
          anchors.insert(name)
        case 0x2A:
          kinds[place] = .alias
          aliases.append((name, place))
        default: kinds[place] = .tag
        }
      }
      switch byte {
      case 0x0A:
        place = Tree.Position(line: place.line + 1, column: 0)
        begins = true
      case 0x20, 0x09, 0x0D, 0x5B, 0x7B, 0x2C, 0x3A: begins = true
      default: begins = false
      }
    }
    alias = aliases.first { !$0.name.isEmpty && anchors.contains($0.name) }?.place
  }

  private static func name(_ rest: Substring.UTF8View) -> String {
    let name = rest.prefix { byte in
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F, 0x2D: true
      default: false
      }
    }
    return String(Substring(name))
  }
}
