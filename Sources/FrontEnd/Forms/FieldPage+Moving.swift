import Domain
import Terminal

extension FieldPage {
  /// Gives false for Enter on the last field.
  mutating func navigate(_ key: Key, _ workspace: Workspace) -> Bool {
    switch key {
    case .enter: return move(1, workspace)
    case .down: move(1, passesComputed: false, workspace)
    case .up: move(-1, passesComputed: false, workspace)
    case .pageDown: go(to: pageTarget(1), workspace)
    case .pageUp: go(to: pageTarget(-1), workspace)
    case Key(.home, .control): go(to: 0, workspace)
    case Key(.end, .control): go(to: lines.count - 1, workspace)
    default: break
    }
    return true
  }

  /// The field about a screen away.
  private func pageTarget(_ step: Int) -> Int {
    let fields = view.places.count
    return max(0, min(place + step * max(1, fields - 2), lines.count - 1))
  }
}
