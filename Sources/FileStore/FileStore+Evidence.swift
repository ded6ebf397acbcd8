import Crypto
import Domain
import Glibc

extension FileStore {
  /// Copies a file into the store. Once this returns, the copy is on the disk. Throws `.noFile` where it cannot be
  /// read, and `.invalid` with what `refusing` says of so many bytes; then nothing of it stays.
  public func attach(
    path: String, name: String? = nil, refusing: (Int) -> Finding? = { _ in nil }
  ) throws(StoreProblem) -> EvidenceReference {
    let descriptor = uninterrupted { Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard descriptor >= 0 else { throw .noFile(path: path, code: errno) }
    let file = File(descriptor: descriptor, path: path)
    return try attach(file, name: name ?? path.split(separator: "/").last.map(String.init) ?? path, refusing: refusing)
  }

  /// Puts bytes into the store as a file of that name.
  public func attach(_ bytes: [UInt8], name: String) throws(StoreProblem) -> EvidenceReference {
    try mayAttach()
    do throws(SystemError) {
      return try keep(name) { (take) throws(SystemError) in try take(bytes) }
    } catch { throw error.problem }
  }

  /// Copies an open file into the store; the descriptor stays the caller's.
  public func attach(descriptor: Int32, name: String) throws(StoreProblem) -> EvidenceReference {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SystemError(name).problem }
    return try attach(File(descriptor: copy, path: name), name: name)
  }

  /// Copies what arrives at a descriptor, such as standard input, into the store. Throws `.invalid` with what `refusing`
  /// says of so many bytes or `atEnd` once all has arrived, or where it has another hash than the `digest` that is given;
  /// then nothing of it stays.
  public func attach(
    stream descriptor: Int32, name: String, digest: String? = nil, refusing: (Int) -> Finding? = { _ in nil },
    atEnd: () -> Finding? = { nil }
  ) throws(StoreProblem) -> EvidenceReference {
    try mayAttach()
    var count = 0
    var hash = SHA256()
    var finding: Finding?
    do throws(SystemError) {
      return try keep(name) { (take) throws(SystemError) in
        while true {
          var bytes = [UInt8](repeating: 0, count: 1 << 16)
          let read = uninterrupted { Glibc.read(descriptor, &bytes, bytes.count) }
          guard read >= 0 else { throw SystemError(name) }
          count += read
          finding = read == 0 && count > 0 ? atEnd() : refusing(count)
          if finding != nil { throw SystemError(name, ECANCELED) }
          if read == 0 { break }
          hash.update(data: bytes.prefix(read))
          try take(Array(bytes.prefix(read)))
        }
        guard let digest, Digest.text(hash.finalize()) != digest.lowercased() else { return }
        finding = FileStore.otherArrived(name)
        throw SystemError(name, ECANCELED)
      }
    } catch {
      if let finding { throw .invalid(finding) }
      throw error.problem
    }
  }

  /// Gives an attached file's bytes in order, for as long as `take` wants more. True where they are those that were
  /// attached; false where they were altered, or not all were taken.
  public func read(_ reference: EvidenceReference, _ take: ([UInt8]) -> Bool) throws(StoreProblem) -> Bool {
    guard Digest.isDigest(reference.hash) else { return false }
    do throws(SystemError) {
      let file = try folder.folder(["evidence", String(reference.hash.prefix(2))]).open(reference.hash)
      var hash = SHA256()
      var offset = 0
      while true {
        let bytes = try file.read(1 << 18, at: offset)
        if bytes.isEmpty { return Digest.text(hash.finalize()) == reference.hash }
        offset += bytes.count
        hash.update(data: bytes)
        guard take(bytes) else { return false }
      }
    } catch { throw error.problem }
  }

  private static func otherArrived(_ name: String) -> Finding {
    Finding(
      .nowhere, rule: "hash",
      Phrase(
        zh: "收到的「\(name)」和所給的雜湊不同，沒有附上；請再傳一次。",
        en: "What arrived of '\(name)' has another hash than was given and was not attached; send it again."))
  }

  /// Whether a file of that hash and size is in the store.
  public func holds(_ reference: EvidenceReference) -> Bool {
    guard Digest.isDigest(reference.hash),
      let folder = try? folder.folder(["evidence", String(reference.hash.prefix(2))]),
      let facts = folder.facts(reference.hash)
    else { return false }
    return facts.isRegular && facts.size == reference.size
  }

  /// The path of an attached file; nil where it is not in the store.
  public func evidencePath(_ reference: EvidenceReference) -> String? {
    guard Digest.isDigest(reference.hash),
      let folder = try? folder.folder(["evidence", String(reference.hash.prefix(2))]),
      let facts = folder.facts(reference.hash), facts.isRegular
    else { return nil }
    return folder.path(of: reference.hash)
  }

  private func mayAttach() throws(StoreProblem) {
    if let reason = readOnlyReason { throw .readOnly(reason) }
  }

  private func attach(
    _ source: File, name: String, refusing: (Int) -> Finding? = { _ in nil }
  ) throws(StoreProblem) -> EvidenceReference {
    try mayAttach()
    var finding: Finding?
    do throws(SystemError) {
      let facts = try source.facts()
      guard facts.isRegular else { throw SystemError(source.path, EISDIR) }
      finding = refusing(facts.size)
      if finding != nil { throw SystemError(name, ECANCELED) }
      return try keep(name) { (take) throws(SystemError) in
        var offset = 0
        while true {
          let bytes = try source.read(1 << 18, at: offset)
          if bytes.isEmpty { return }
          offset += bytes.count
          // It may have grown since.
          finding = refusing(offset)
          if finding != nil { throw SystemError(name, ECANCELED) }
          try take(bytes)
        }
      }
    } catch {
      if let finding { throw .invalid(finding) }
      if error.code == EISDIR { throw .noFile(path: source.path, code: EISDIR) }
      throw error.problem
    }
  }

  /// Writes what `source` gives under a temporary name, then under its hash.
  func keep(
    _ name: String, _ source: (([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) -> EvidenceReference {
    let evidence = try folder.folder("evidence", creating: true)
    let temporary = ".\(RandomName.make()).tmp"
    var hash = SHA256()
    var size = 0
    do throws(SystemError) {
      let file = try evidence.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
      try source { (bytes) throws(SystemError) in
        hash.update(data: bytes)
        size += bytes.count
        try file.write(bytes)
      }
      guard fchmod(file.descriptor, 0o444) == 0 else { throw SystemError(file.path) }
      try file.synchronize()
      let digest = Digest.text(hash.finalize())
      let place = try evidence.folder(String(digest.prefix(2)), creating: true)
      // The same content replaces itself: a copy that was damaged is whole again.
      guard renameat(evidence.descriptor, temporary, place.descriptor, digest) == 0 else {
        throw SystemError(place.path(of: digest))
      }
      try place.synchronize()
      try evidence.synchronize()
      return EvidenceReference(hash: digest, size: size, name: CanonicalText.of(name))
    } catch {
      // The first error counts; what stays is a temporary file.
      try? evidence.remove(temporary)
      throw error
    }
  }
}
