import Terminal

/// A terminal in memory: events in, frames out, the same every time.
///
/// When the script is at its end, it reports that the terminal is gone, so that a program under test always ends.
@MainActor
package final class ScriptedTerminal: Terminal {
  /// What a script is made of.
  package enum Step {
    /// Keys and other events as `KeyScript` reads them.
    case keys(String)
    /// Keys that arrive all at once.
    case burst(String)
    /// Nobody types, and the clock advances.
    case wait(seconds: Int)
    /// What other programs do in the meantime.
    case meanwhile(() throws -> Void)
  }

  private enum Item {
    case event(Event)
    case burst([Event])
    case pause(milliseconds: Int)
    case meanwhile(() throws -> Void)
  }

  package private(set) var size: Size
  package private(set) var isClosed = false

  /// How often the whole terminal was to be written again.
  package private(set) var redraws = 0

  /// Every canvas that was shown, the oldest first.
  package private(set) var frames: [Canvas] = []

  /// The last canvas that was shown, blank if none was.
  package private(set) var canvas: Canvas

  /// Whether every canvas is kept, or the last one only.
  package var keepsFrames = true

  /// How many events one call of `events(waitingAtMost:)` gives out at most. A resize always stands alone.
  package var batchSize = 1

  /// What went wrong in steps that did something meanwhile.
  package private(set) var problems: [any Error] = []

  private var script: ArraySlice<Item>
  private let clock: TestClock?

  package init(size: Size = Size(columns: 80, rows: 24), events: [Event] = []) {
    self.size = size
    canvas = Canvas(size: size)
    clock = nil
    script = events.map(Item.event)[...]
  }

  /// With a script as `KeyScript` reads it.
  package convenience init(
    size: Size = Size(columns: 80, rows: 24), script: String
  ) throws(KeyScript.Problem) {
    self.init(size: size, events: try KeyScript.events(script))
  }

  /// With steps between which the clock advances.
  package init(
    size: Size = Size(columns: 80, rows: 24), _ steps: [Step], clock: TestClock
  ) throws(KeyScript.Problem) {
    self.size = size
    self.clock = clock
    canvas = Canvas(size: size)
    script = []
    for step in steps {
      switch step {
      case .keys(let keys): script += try KeyScript.events(keys).map(Item.event)
      case .burst(let keys): script.append(.burst(try KeyScript.events(keys)))
      case .wait(let seconds): script.append(.pause(milliseconds: seconds * 1_000))
      case .meanwhile(let body): script.append(.meanwhile(body))
      }
    }
  }

  /// Adds to the end of the script.
  package func feed(_ script: String) throws(KeyScript.Problem) { feed(try KeyScript.events(script)) }

  package func feed(_ events: [Event]) { script += events.map(Item.event) }

  /// Whether the script is not at its end.
  package var hasMore: Bool { !script.isEmpty }

  /// The next events of the script.
  package func events(waitingAtMost milliseconds: Int?) -> [Event] {
    while let next = script.first {
      switch next {
      case .event(.resize(let newSize)):
        size = newSize
        script.removeFirst()
        return [.resize(newSize)]
      case .event: return batch()
      case .burst(let events):
        script.removeFirst()
        return events
      case .pause(let left):
        script.removeFirst()
        guard left > 0 else { continue }
        let part = min(left, max(1, milliseconds ?? left))
        if part < left { script.insert(.pause(milliseconds: left - part), at: script.startIndex) }
        clock?.advance(milliseconds: part)
        return [.tick]
      case .meanwhile(let body):
        script.removeFirst()
        do { try body() } catch { problems.append(error) }
      }
    }
    return [.hangUp(.hangUp)]
  }

  private func batch() -> [Event] {
    var events: [Event] = []
    while events.count < max(1, batchSize), case .event(let event)? = script.first, !event.standsAlone {
      events.append(event)
      script.removeFirst()
    }
    return events
  }

  /// What a script still holds has not been typed yet.
  package func discardInput() {}

  package func show(_ canvas: Canvas) {
    if keepsFrames { frames.append(canvas) }
    self.canvas = canvas
  }

  package func redraw() { redraws += 1 }

  package func close() { isClosed = true }

  /// The last frame as text, with the place of the cursor in its last line.
  package var screen: String { canvas.screenText }
}

extension Event {
  fileprivate var standsAlone: Bool {
    if case .resize = self { true } else { false }
  }
}
