import Desk
import Domain

/// A command on a screen as one value: what it does there, and why it is refused now.
public struct Binding {
  public let command: Command
  /// Whether key line, help and palette list it; what is refused now is mostly left out.
  let isShown: Bool
  private let denial: (any Screen, Workspace) -> Denial?
  private let run: (inout any Screen, Workspace) -> [Effect]

  fileprivate init(
    _ command: Command, isShown: Bool, unless denial: @escaping (any Screen, Workspace) -> Denial?,
    _ run: @escaping (inout any Screen, Workspace) -> [Effect]
  ) {
    self.command = command
    self.isShown = isShown
    self.denial = denial
    self.run = run
  }

  /// A command that does the same on every screen.
  init(
    _ command: Command, isShown: Bool = true, unless denial: @escaping (Workspace) -> Denial? = { _ in nil },
    _ run: @escaping (Workspace) -> [Effect]
  ) {
    self.init(command, isShown: isShown, unless: { denial($1) }, { run($1) })
  }

  /// Does it on the screen it is bound to, or says why it is refused.
  func perform(on screen: inout any Screen, _ workspace: Workspace) -> [Effect] {
    if let denial = denial(screen, workspace) { return [.refuse(denial)] }
    return run(&screen, workspace)
  }
}

extension Screen {
  /// The commands of every screen that do something on this one.
  var generalCommands: [Command] {
    Command.everywhere.filter { command in
      switch command {
      case .home: canBeLeft && !(self is HomeScreen)
      case .palette: canBeLeft && !(self is PaletteScreen)
      case .search: canBeLeft && !(self is SearchScreen)
      default: true
      }
    }
  }

  /// One of the commands of this kind of screen. Why it is refused is asked only once it is called.
  func bind(
    _ command: Command, isShown: Bool = true, unless denial: @escaping (Self, Workspace) -> Denial? = { _, _ in nil },
    _ run: @escaping (inout Self, Workspace) -> [Effect]
  ) -> Binding {
    Binding(
      command, isShown: isShown, unless: { ($0 as? Self).flatMap { [workspace = $1] in denial($0, workspace) } },
      { screen, workspace in
        guard var own = screen as? Self else { return [] }
        let effects = run(&own, workspace)
        screen = own
        return effects
      })
  }
}
