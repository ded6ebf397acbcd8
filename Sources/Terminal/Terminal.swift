/// A screen with a keyboard: the curses one, or one in memory for tests.
public protocol Terminal: AnyObject {
  /// The present size; changes only just before a `.resize` event is given out.
  var size: Size { get }

  /// Everything that has arrived, in order; waits for the first event, and for ever if the time is nil.
  /// Gives `[.tick]` when the time passes without an event.
  func events(waitingAtMost milliseconds: Int?) -> [Event]

  /// Forgets keys and pastes that have arrived and were not given out yet; signals and a lost terminal still count.
  func discardInput()

  /// Makes the screen look like the canvas. Only differences are written.
  func show(_ canvas: Canvas)

  /// The next canvas is written as a whole, whatever has come onto the terminal meanwhile.
  func redraw()

  /// Gives the terminal back as it was found. Further calls do nothing.
  func close()
}
