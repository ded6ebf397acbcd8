import Glibc

/// Waits for the keyboard and for signals at once.
final class TerminalInput {
  /// Milliseconds of quiet that end something unfinished.
  struct Delays {
    var sequence: Int
    var paste: Int
  }

  /// What one wait brought.
  struct Arrival {
    var events: [Event] = []
    var signals: [Int32] = []
    var canWrite = false
    var isLost = false
  }

  /// Whether the terminal has gone away.
  private(set) var isLost = false

  private let signals: Pipe
  private let delays: Delays
  private var decoder = InputDecoder()
  private var lastInput = ContinuousClock.now
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// The most bytes taken in one batch, so that a flood of input cannot keep the screen from being drawn.
  private static let mostBytes = 1 << 20

  init(signals: Pipe, delays: Delays) {
    self.signals = signals
    self.delays = delays
  }

  /// Waits once, until something comes or the deadline passes; may come back with nothing.
  func wait(until deadline: ContinuousClock.Instant?, forOutput: Bool) -> Arrival {
    var arrival = Arrival()
    var watched = [
      pollfd(fd: isLost ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: forOutput && !isLost ? STDOUT_FILENO : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let ready = poll(&watched, nfds_t(watched.count), timeout(until: deadline))
    if ready < 0 && errno != EINTR { isLost = true }
    if ready > 0 {
      if watched[0].revents != 0 { read(into: &arrival) }
      if watched[1].revents != 0 { arrival.signals = signals.drain().map(Int32.init) }
      arrival.canWrite = watched[2].revents & Int16(POLLOUT) != 0
    }
    if let patience = decoder.patience, ContinuousClock.now >= lastInput + delay(patience) {
      arrival.events += decoder.quiet()
    }
    arrival.isLost = isLost
    return arrival
  }

  func close() { signals.close() }

  private func delay(_ patience: InputDecoder.Patience) -> Duration {
    .milliseconds(patience == .paste ? delays.paste : delays.sequence)
  }

  /// Milliseconds for `poll`, rounded up; -1 for ever. A lost terminal is reported again each second at the most.
  private func timeout(until deadline: ContinuousClock.Instant?) -> Int32 {
    var ends: [ContinuousClock.Instant] = []
    if let deadline { ends.append(deadline) }
    if let patience = decoder.patience { ends.append(lastInput + delay(patience)) }
    if isLost { ends.append(.now + .seconds(1)) }
    guard let end = ends.min() else { return -1 }
    let left = (end - .now) / .milliseconds(1)
    return Int32(min(max(0, left.rounded(.up)), 86_400_000))
  }

  /// Takes what is there without waiting.
  private func read(into arrival: inout Arrival) {
    var taken = 0
    while taken < Self.mostBytes {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        taken += count
        lastInput = .now
        arrival.events += decoder.decode(buffer[..<count])
      } else if count < 0 && errno == EINTR {
        continue
      } else if count < 0 && errno == EAGAIN {
        return
      } else {
        arrival.events += decoder.quiet()
        isLost = true
        return
      }
      var more = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&more, 1, 0) > 0 else { return }
    }
  }
}
