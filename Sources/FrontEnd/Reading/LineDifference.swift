/// What two texts differ in, line by line.
enum LineDifference: Hashable {
  case same(String)
  case removed(String)
  case added(String)

  static func between(_ old: [String], _ new: [String]) -> [LineDifference] {
    let changes = new.difference(from: old)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var result: [LineDifference] = []
    var oldPlace = 0
    var newPlace = 0
    while oldPlace < old.count || newPlace < new.count {
      if oldPlace < old.count, removed.contains(oldPlace) {
        result.append(.removed(old[oldPlace]))
        oldPlace += 1
      } else if newPlace < new.count, added.contains(newPlace) {
        result.append(.added(new[newPlace]))
        newPlace += 1
      } else {
        result.append(.same(new[newPlace]))
        oldPlace += 1
        newPlace += 1
      }
    }
    return result
  }

  /// The same as pairs of lines that stand side by side; a removed line meets the added one that follows it.
  static func pairs(_ lines: [LineDifference]) -> [(old: String?, new: String?, isSame: Bool)] {
    var result: [(old: String?, new: String?, isSame: Bool)] = []
    var removed: [String] = []
    var added: [String] = []
    func flush() {
      for place in 0..<max(removed.count, added.count) {
        result.append(
          (
            removed.indices.contains(place) ? removed[place] : nil,
            added.indices.contains(place) ? added[place] : nil, false
          ))
      }
      removed = []
      added = []
    }
    for line in lines {
      switch line {
      case .removed(let text):
        if !added.isEmpty { flush() }
        removed.append(text)
      case .added(let text): added.append(text)
      case .same(let text):
        flush()
        result.append((text, text, true))
      }
    }
    flush()
    return result
  }
}
