import Domain
import Glibc

extension Verifier {
  /// Reads every attached file and compares it with its name.
  mutating func checkEvidence() throws(SystemError) {
    var unseen = namedEvidence
    let evidence: Folder?
    do throws(SystemError) { evidence = try store.folder.folder("evidence") } catch {
      guard error.code == ENOENT else { throw error }
      evidence = nil
    }
    for name in try evidence?.names() ?? [] {
      guard let evidence else { break }
      let path = "evidence/\(name)"
      guard let folder = try? evidence.folder(name), name.utf8.count == 2 else {
        if Folder.isTemporary(name) { leftOver(evidence, name, path) } else { note(VerifyFinding.strange(path)) }
        continue
      }
      for file in try folder.names() { check(folder, file, "\(path)/\(file)", &unseen) }
    }
    for (hash, record) in unseen.sorted(by: { $0.value < $1.value }) {
      note(VerifyFinding.evidenceMissing(hash, record))
    }
  }

  private mutating func check(_ folder: Folder, _ name: String, _ path: String, _ unseen: inout [String: String]) {
    do throws(SystemError) {
      guard Digest.isDigest(name), path.dropFirst(9).prefix(2) == name.prefix(2) else {
        note(VerifyFinding.strange(path))
        return
      }
      let file = try folder.open(name)
      let isNamed = unseen.removeValue(forKey: name) != nil
      report.evidence += 1
      guard try TornBytes.hash(file, 0, try file.facts().size) == name else {
        note(VerifyFinding.evidenceDiffers(path, namedEvidence[name]))
        return
      }
      if !isNamed { note(VerifyFinding.evidenceUnnamed(path)) }
    } catch {
      unseen[name] = nil
      note(FileStore.unreadable(path, error))
    }
  }
}

extension Verifier {
  /// Compares what stands outside of the journal with what the journal says of it.
  mutating func checkOutside() {
    let definitions = OwnDefinitions(in: store.folder)
    let known = facts[JournalFact.definitions]
    if definitions.fingerprint != known?.value ?? OwnDefinitions.none {
      // In a personal store changes are not recorded.
      if store.description.isShared { note(VerifyFinding.definitionsUnknown) }
    } else if let known, !definitions.files.isEmpty {
      note(VerifyFinding.definitions(definitions.files.count, known.sequence))
    }
    guard let altered = try? store.alteredCredentials(facts.mapValues(\.value)) else {
      note(FileStore.unreadable(CredentialFolder.name, SystemError(CredentialFolder.name)))
      return
    }
    for finding in altered.compactMap(\.finding) { note(finding) }
  }
}
