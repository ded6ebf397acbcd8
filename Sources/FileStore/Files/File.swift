import Glibc

/// An open file. Closed with its last reference; nothing is ever buffered.
final class File: Sendable {
  let descriptor: Int32
  let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // A descriptor is gone after close(2), whatever it answers.
    _ = close(descriptor)
  }

  struct Facts: Hashable {
    var size: Int
    var isRegular: Bool
    var links: Int
    var inode: UInt
    var device: UInt
    /// When it was written last, in seconds of the machine's clock.
    var modified: Int
  }

  func facts() throws(SystemError) -> Facts {
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { throw SystemError(path) }
    return Facts(found)
  }

  /// Writes all bytes, going on after a short write.
  func write(_ bytes: some ContiguousBytesView) throws(SystemError) {
    let failure: SystemError? = bytes.withBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = uninterrupted { Glibc.write(descriptor, rest.baseAddress, rest.count) }
        if count < 0 { return SystemError(path) }
        if count == 0 { return SystemError(path, EIO) }
        done += count
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Up to `count` bytes from `offset`; fewer only at the end of the file.
  func read(_ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, done in
      while done < count, let start = buffer.baseAddress {
        let got = uninterrupted { pread(descriptor, start + done, count - done, off_t(offset + done)) }
        if got < 0 { failure = SystemError(path) }
        if got <= 0 { break }
        done += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The whole file, if it is no longer than `limit`.
  func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    let size = try facts().size
    guard size <= limit else { throw SystemError(path, EFBIG) }
    return try read(size, at: 0)
  }

  func synchronizeData() throws(SystemError) {
    guard uninterrupted({ fdatasync(descriptor) }) == 0 else { throw SystemError(path) }
  }

  func synchronize() throws(SystemError) {
    guard uninterrupted({ fsync(descriptor) }) == 0 else { throw SystemError(path) }
  }
}

extension File.Facts {
  init(_ found: stat) {
    size = Int(found.st_size)
    isRegular = found.st_mode & S_IFMT == S_IFREG
    links = Int(found.st_nlink)
    inode = UInt(found.st_ino)
    device = UInt(found.st_dev)
    modified = Int(found.st_mtim.tv_sec)
  }
}

/// Bytes in one piece, for writing.
protocol ContiguousBytesView {
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

extension [UInt8]: ContiguousBytesView {
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { withUnsafeBytes(body) }
}

extension ArraySlice<UInt8>: ContiguousBytesView {
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { withUnsafeBytes(body) }
}
