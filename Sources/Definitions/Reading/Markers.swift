/// Places of a YAML text where an anchor, an alias or a tag may stand: `&name`, `*name` or `!`, where a value begins.
///
/// Found before anything is parsed, because aliases of aliases can stand for more values than memory holds.
struct Markers {
  enum Kind: Sendable {
    case anchor, alias, tag
  }

  let kinds: [Tree.Place: Kind]
  /// The first alias whose anchor is there too.
  let alias: Tree.Place?

  init(_ text: String) {
    var kinds: [Tree.Place: Kind] = [:]
    var anchors: Set<String> = []
    var aliases: [(name: String, place: Tree.Place)] = []
    var place = Tree.Place(line: 1, column: 1)
    var before: Unicode.Scalar = "\n"
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      switch scalar {
      case "!" where Self.beginsValue(behind: before):
        kinds[place] = .tag
      case "&" where Self.beginsValue(behind: before):
        kinds[place] = .anchor
        anchors.insert(Self.name(scalars[index...]))
      case "*" where Self.beginsValue(behind: before):
        kinds[place] = .alias
        aliases.append((Self.name(scalars[index...]), place))
      default: break
      }
      if Self.endsLine(scalar), !(scalar == "\r" && index < scalars.endIndex && scalars[index] == "\n") {
        place = Tree.Place(line: place.line + 1, column: 1)
      } else {
        place.column += 1
      }
      before = scalar
    }
    self.kinds = kinds
    alias = aliases.first { !$0.name.isEmpty && anchors.contains($0.name) }?.place
  }

  private static func beginsValue(behind scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "[", "{", ",", ":": true
    default: endsLine(scalar)
    }
  }

  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func name(_ rest: Substring.UnicodeScalarView) -> String {
    let name = rest.prefix { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
      default: false
      }
    }
    return String(name)
  }
}
