import Domain
import Glibc

/// A signed end of the journal: worth something once copied off the host.
public struct Checkpoint: Hashable, Sendable {
  public var head: StoreHead
  /// The note's text.
  public var note: [UInt8]
  /// The SSH signature over the note.
  public var signature: String
  /// Below the store's root; the signature stands beside it as `.sig`.
  public var path: String
}

extension FileStore {
  /// What the signatures are for, `-n` of ssh-keygen.
  public static let checkpointNamespace = "ismsbook-checkpoint"

  /// Signs the journal's end and every segment that is finished and not signed yet. Answers the signed end, the
  /// last one if nothing was saved since; nil for an empty journal.
  @discardableResult
  public func makeCheckpoint(with key: SiteKey) throws(StoreProblem) -> Checkpoint? {
    if let reason = readOnlyReason { throw .readOnly(reason) }
    let head = try head()
    guard head.sequence > 0 else { return nil }
    do throws(SystemError) {
      let folder = try folder.folder("checkpoints", creating: true)
      try trust(key, folder)
      for segment in try journal.segments(of: description.site).dropLast() {
        let name = "\(description.site)-\(segment.fileName).sig"
        guard folder.facts(name) == nil else { continue }
        let bytes = try journal.open(segment).readAll(limit: 1 << 31)
        guard let signature = key.signature(of: bytes, namespace: FileStore.checkpointNamespace) else {
          throw SystemError(name, EIO)
        }
        try folder.publish(Array(signature.utf8), as: name, mode: 0o444, durably: true)
      }
      let name = "\(description.site)-\(padded(head.sequence)).note"
      let note = self.note(head)
      guard let signature = key.signature(of: note, namespace: FileStore.checkpointNamespace) else {
        throw SystemError(name, EIO)
      }
      if let there = try? folder.open(name).readAll(limit: 1 << 16),
        let signed = try? folder.open(name + ".sig").readAll(limit: 1 << 16)
      {
        let text = String(decoding: signed, as: UTF8.self)
        return Checkpoint(head: head, note: there, signature: text, path: "checkpoints/\(name)")
      }
      try folder.publish(Array(signature.utf8), as: name + ".sig", mode: 0o444, durably: true)
      try folder.publish(note, as: name, mode: 0o444, durably: true)
      return Checkpoint(head: head, note: note, signature: signature, path: "checkpoints/\(name)")
    } catch { throw error.problem }
  }

  /// The ends that this site's checkpoints name, oldest first. `verify` holds the journal against them.
  public func checkpointHeads() -> [StoreHead] {
    guard let folder = try? folder.folder("checkpoints"), let names = try? folder.names() else { return [] }
    return names.filter { $0.hasPrefix(description.site + "-") && $0.hasSuffix(".note") }.compactMap { name in
      // A note that cannot be read is not a head; the script and ssh-keygen name it.
      guard let bytes = try? folder.open(name).readAll(limit: 1 << 16), let head = StoreHead(note: bytes) else {
        return nil
      }
      return head
    }.sorted { $0.sequence < $1.sequence }
  }

  private func note(_ head: StoreHead) -> [UInt8] {
    var writer = RecWriter()
    writer.comment("檢查點 checkpoint: the end of a journal")
    writer.type("checkpoint")
    writer.field("Store", description.id)
    writer.field("Site", description.site)
    writer.field("Sequence", String(head.sequence))
    writer.field("Seal", head.seal)
    if let savedAt = head.savedAt { writer.field("Saved_at", savedAt.text) }
    writer.field("Signed_at", clock.now.text)
    return writer.bytes
  }

  /// Puts the public key where `ssh-keygen -Y verify -f` finds it. A copy kept elsewhere is what counts.
  private func trust(_ key: SiteKey, _ folder: Folder) throws(SystemError) {
    let line = "\(description.site) namespaces=\"\(FileStore.checkpointNamespace)\" \(key.publicText)"
    var lines: [String] = []
    if let bytes = try? folder.open("allowed_signers").readAll(limit: 1 << 20) {
      lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    guard !lines.contains(line) else { return }
    let text = (lines + [line]).joined(separator: "\n") + "\n"
    try folder.publish(Array(text.utf8), as: "allowed_signers", mode: 0o644, durably: true)
  }

  private func padded(_ sequence: Int) -> String {
    let text = String(sequence)
    return String(repeating: "0", count: max(0, 10 - text.utf8.count)) + text
  }
}

extension StoreHead {
  /// Reads the note of a checkpoint.
  public init?(note: [UInt8]) {
    guard case .success(let sets) = RecReader.read(note[...]), let set = sets.first, set.type == "checkpoint",
      let lines = set.records.first, let sequence = lines["Sequence"].flatMap({ WholeNumber.read($0) }), sequence > 0,
      let seal = lines["Seal"], Digest.isDigest(seal)
    else { return nil }
    self.init(sequence: sequence, seal: seal, savedAt: lines["Saved_at"].flatMap { Moment($0) })
  }
}
