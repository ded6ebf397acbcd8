import Domain
import Terminal
import TestKit

@testable import FrontEnd

/// The program from its start to its end, through the keys of a script.
@MainActor
struct Run {
  let terminal: ScriptedTerminal
  let ending: Application.Ending

  init(
    _ configuration: Application.Configuration, _ keys: String, size: Size = Size(columns: 80, rows: 24),
    opening screens: [any Screen] = []
  ) throws {
    terminal = try ScriptedTerminal(size: size, script: keys)
    ending = Application(terminal: terminal, configuration: configuration).run(opening: screens)
  }

  /// With steps between which the clock advances, and what others do.
  init(
    _ configuration: Application.Configuration, _ steps: [ScriptedTerminal.Step], clock: TestClock,
    size: Size = Size(columns: 80, rows: 24)
  ) throws {
    var configuration = configuration
    configuration.clock = clock.reading
    configuration.ticks = { clock.ticks }
    terminal = try ScriptedTerminal(size: size, steps, clock: clock)
    ending = Application(terminal: terminal, configuration: configuration).run()
    if let problem = terminal.problems.first { throw problem }
  }

  var screen: String { terminal.screen }
  var frames: [Canvas] { terminal.frames }
}
