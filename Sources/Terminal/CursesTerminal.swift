import CNcurses
import Glibc

/// The terminal at standard input and output, drawn by ncurses. Keys are decoded here and not by ncurses.
///
/// It never asks the terminal anything, so that nothing can hang on an answer.
public final class CursesTerminal: Terminal {
  public private(set) var size: Size

  private let input: TerminalInput
  private let screen = CursesScreen()
  private var isClosed = false
  /// What came with input that was discarded, and is still to be given out.
  private var kept: [Event] = []

  /// Takes over the terminal.
  public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalProblem) -> CursesTerminal {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let codeset = cn_set_locale(options.forcesUTF8).map { String(cString: $0) } ?? ""
    guard codeset == "UTF-8" else { throw .notUTF8(codeset: codeset) }
    guard let term = options.term ?? environment("TERM") else { throw .termUnset }
    guard let signals = Pipe() else { throw .system(errno) }

    cn_catch_signals(signals.writing, options.kiosk)
    let usesColors = options.colors && environment("NO_COLOR") == nil
    let code = cn_open(term, usesColors, options.kiosk)
    guard code == Int32(CN_OK) else {
      let problem = problem(code, term: term)
      cn_release_signals()
      signals.close()
      throw problem
    }
    cn_catch_signals(signals.writing, options.kiosk)
    let escapeDelay = environment("ESCDELAY").flatMap { Int($0) } ?? options.escapeDelay
    let delays = TerminalInput.Delays(sequence: max(1, escapeDelay), paste: max(1, options.pasteDelay))
    return CursesTerminal(TerminalInput(signals: signals, delays: delays))
  }

  private init(_ input: TerminalInput) {
    self.input = input
    size = Self.currentSize()
    screen.resize(to: size)
  }

  public func events(waitingAtMost milliseconds: Int?) -> [Event] {
    guard !isClosed else { return [.hangUp(.hangUp)] }
    if !kept.isEmpty {
      defer { kept = [] }
      return kept
    }
    let deadline = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while true {
      let arrived = input.wait(until: deadline, forOutput: screen.hasPending)
      if arrived.canWrite { screen.flush() }
      var events = arrived.events
      for signal in arrived.signals { answer(signal, into: &events) }
      if arrived.isLost { events.append(.hangUp(.hangUp)) }
      if !events.isEmpty { return events }
      if let deadline, ContinuousClock.now >= deadline { return [.tick] }
    }
  }

  public func discardInput() {
    guard !isClosed else { return }
    // Read and decoded, not flushed, so that a sequence or a paste that has begun ends where it does.
    let arrived = input.wait(until: .now, forOutput: false)
    kept += arrived.events.filter { event in
      switch event {
      case .key, .paste: false
      default: true
      }
    }
    for signal in arrived.signals { answer(signal, into: &kept) }
    if arrived.isLost { kept.append(.hangUp(.hangUp)) }
  }

  public func show(_ canvas: Canvas) {
    guard !isClosed, !input.isLost else { return }
    screen.show(canvas)
  }

  public func redraw() {
    guard !isClosed, !input.isLost else { return }
    // A terminal of another size shows nothing of what it did, either.
    screen.resize(to: size)
  }

  public func close() {
    guard !isClosed else { return }
    isClosed = true
    cn_close()
    cn_release_signals()
    input.close()
  }

  private func answer(_ signal: Int32, into events: inout [Event]) {
    switch signal {
    case SIGHUP: events.append(.hangUp(.hangUp))
    case SIGTERM, SIGQUIT: events.append(.hangUp(.terminate))
    case SIGINT: events.append(.hangUp(.interrupt))
    case SIGTSTP:
      cn_stop()
    case SIGCONT:
      cn_resume()
      resize(into: &events, always: true)
    case SIGWINCH: resize(into: &events, always: false)
    default: break
    }
  }

  private func resize(into events: inout [Event], always: Bool) {
    let newSize = Self.currentSize()
    guard always || newSize != size else { return }
    size = newSize
    screen.resize(to: size)
    events.removeAll { if case .resize = $0 { true } else { false } }
    events.append(.resize(size))
  }

  private static func currentSize() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cn_size(&rows, &columns)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private static func problem(_ code: Int32, term: String) -> TerminalProblem {
    switch Int(code) {
    case CN_UNKNOWN_TERM: .unknown(term: term)
    case CN_UNSUITABLE_TERM: .unsuitable(term: term)
    default: .system(errno)
    }
  }

  /// A variable of the environment; an empty one counts as unset.
  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
