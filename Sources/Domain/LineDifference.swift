/// What two texts differ in, line by line.
public enum LineDifference: Hashable, Sendable {
  case same(String)
  case removed(String)
  case added(String)
  /// So many lines that are the same and are left out.
  case left(Int)

  public static func between(_ old: [String], _ new: [String]) -> [LineDifference] {
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

  /// Only what differs, with so many of the same lines before and after it.
  public static func near(_ lines: [LineDifference], context: Int = 3) -> [LineDifference] {
    var result: [LineDifference] = []
    var run: [LineDifference] = []
    func flush(isEnd: Bool) {
      let before = result.isEmpty ? 0 : context
      let behind = isEnd ? 0 : context
      // To leave out a single line would gain nothing.
      if run.count > before + behind + 1 {
        result += run.prefix(before) + [.left(run.count - before - behind)] + run.suffix(behind)
      } else {
        result += run
      }
      run = []
    }
    for line in lines {
      if case .same = line {
        run.append(line)
      } else {
        flush(isEnd: false)
        result.append(line)
      }
    }
    flush(isEnd: true)
    return result
  }

  /// What stands in the place of lines that are left out.
  public static func leftText(_ count: Int) -> Phrase {
    Phrase(zh: "…（\(count) 行相同）", en: "... (\(count) lines the same)")
  }

  /// The same as pairs of lines that stand side by side; a removed line meets the added one that follows it.
  public static func pairs(_ lines: [LineDifference]) -> [(old: String?, new: String?, isSame: Bool)] {
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
      case .left: flush()
      }
    }
    flush()
    return result
  }
}
