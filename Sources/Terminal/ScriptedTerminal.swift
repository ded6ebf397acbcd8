/// A terminal in memory: events in, frames out, the same every time.
///
/// When the script is at its end, it reports that the terminal is gone, so that a program under test always ends.
public final class ScriptedTerminal: Terminal {
  public private(set) var size: Size
  public private(set) var isClosed = false

  /// How often the whole terminal was to be written again.
  public private(set) var redraws = 0

  /// Every canvas that was shown, the oldest first.
  public private(set) var frames: [Canvas] = []

  /// How many events one call of `events(waitingAtMost:)` gives out at most. A resize always stands alone.
  public var batchSize = 1

  private var script: ArraySlice<Event>

  public init(size: Size = Size(columns: 80, rows: 24), events: [Event] = []) {
    self.size = size
    script = events[...]
  }

  /// With a script as `KeyScript` reads it.
  public convenience init(
    size: Size = Size(columns: 80, rows: 24), script: String
  ) throws(KeyScript.Problem) {
    self.init(size: size, events: try KeyScript.events(script))
  }

  /// Adds to the end of the script.
  public func feed(_ script: String) throws(KeyScript.Problem) {
    self.script += try KeyScript.events(script)
  }

  /// The next events of the script.
  public func events(waitingAtMost milliseconds: Int?) -> [Event] {
    guard let next = script.first else { return [.hangUp(.hangUp)] }
    if case .resize(let newSize) = next {
      size = newSize
      script.removeFirst()
      return [next]
    }
    let batch = script.prefix(max(1, batchSize)).prefix { !$0.standsAlone }
    script.removeFirst(batch.count)
    return Array(batch)
  }

  /// What a script still holds has not been typed yet.
  public func discardInput() {}

  public func show(_ canvas: Canvas) { frames.append(canvas) }

  public func redraw() { redraws += 1 }

  public func close() { isClosed = true }

  /// The last canvas that was shown, blank if none was.
  public var canvas: Canvas { frames.last ?? Canvas(size: size) }

  /// The last frame as text, with the place of the cursor in its last line.
  public var screen: String { canvas.screenText }
}

nonisolated extension Event {
  fileprivate var standsAlone: Bool {
    if case .resize = self { true } else { false }
  }
}
