import Domain

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
