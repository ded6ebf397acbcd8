import Glibc
import Synchronization

/// Wakes a waiting terminal from any thread.
public nonisolated struct WakeUp: Sendable {
  private let mailbox: Mailbox

  package init(_ mailbox: Mailbox) { self.mailbox = mailbox }

  /// Makes the terminal give out `.posted(token)`. Does nothing once the terminal is closed.
  public func post(_ token: UInt64) { mailbox.post(token) }
}

/// Tokens on their way from background threads to the main loop, and the pipe that announces them to `poll`.
package nonisolated final class Mailbox: Sendable {
  private struct State {
    var tokens: [UInt64] = []
    var pipe: Pipe?
  }

  private let state: Mutex<State>

  package init(_ pipe: Pipe?) { state = Mutex(State(pipe: pipe)) }

  /// What `poll` watches, or -1.
  package var descriptor: Int32 { state.withLock { $0.pipe?.reading ?? -1 } }

  func post(_ token: UInt64) {
    state.withLock { state in
      guard let pipe = state.pipe else { return }
      state.tokens.append(token)
      if state.tokens.count == 1 { pipe.write(1) }
    }
  }

  /// Takes out everything posted so far.
  package func take() -> [UInt64] {
    state.withLock { state in
      guard !state.tokens.isEmpty else { return [] }
      state.pipe?.drain()
      defer { state.tokens = [] }
      return state.tokens
    }
  }

  package func close() {
    state.withLock { state in
      state.pipe?.close()
      state.pipe = nil
    }
  }
}

/// A pipe to oneself, both ends non-blocking and closed on exec.
package nonisolated struct Pipe: Sendable {
  let reading: Int32
  let writing: Int32

  package init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    reading = ends[0]
    writing = ends[1]
  }

  func write(_ byte: UInt8) {
    var byte = byte
    _ = Glibc.write(writing, &byte, 1)
  }

  /// Empties the pipe and gives back what was in it.
  @discardableResult
  func drain() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(reading, &buffer, buffer.count)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  func close() {
    _ = Glibc.close(reading)
    _ = Glibc.close(writing)
  }
}
