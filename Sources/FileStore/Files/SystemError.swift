import Domain
import Glibc

/// A system call that failed: on what, and `errno`.
struct SystemError: Error, Hashable {
  let path: String
  let code: Int32

  init(_ path: String, _ code: Int32 = errno) {
    self.path = path
    self.code = code
  }

  /// The same for the user of the store.
  var problem: StoreProblem {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
    case EACCES, EPERM: .notPermitted(path: path, code: code)
    case EROFS: .readOnly(.fileSystem)
    default: .inputOutput(path: path, code: code)
    }
  }

  /// What the system calls this error, such as `Input/output error`.
  static func name(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 200)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "errno \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Carries out a system call again for as long as a signal interrupts it.
@inline(__always)
func uninterrupted(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

@inline(__always)
func uninterrupted(_ call: () -> Int32) -> Int32 {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
