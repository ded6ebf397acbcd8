import Domain

extension Binding {
  /// The commands on people and sign-off, in the order of the palette. In a personal store most are refused.
  static func ofStore(_ workspace: Workspace) -> [Binding] {
    let isShared = workspace.access.isShared
    return [
      Binding(.inbox, isShown: isShared, unless: { denied(in: $0, RecordScreen.personal) }) { _ in
        [.push(InboxScreen())]
      },
      Binding(
        .definitions, isShown: isShared,
        unless: { denied(in: $0, DefinitionsScreen.personal) ?? denied(.definitionsProposed, to: $0) }
      ) { _ in [.push(DefinitionsScreen())] },
      Binding(.rights) { _ in [.push(RightsScreen())] },
      Binding(
        .credentials, isShown: isShared,
        unless: { denied(in: $0, CredentialsScreen.personal) ?? denied(.credentialSet, to: $0) }
      ) { _ in [.push(CredentialsScreen())] },
      Binding(.secret, isShown: isShared, unless: { denied(in: $0, CredentialsScreen.personal) }) { _ in
        [.push(ChangeSecretScreen(.own))]
      },
      Binding(.journal) { _ in [.push(JournalScreen())] },
    ]
  }

  /// Said in a personal store, which has none of this.
  private static func denied(in workspace: Workspace, _ message: Phrase) -> Denial? {
    workspace.access.isShared ? nil : Denial(.note(message))
  }

  /// Said where the person at the keyboard is not an administrator.
  private static func denied(_ action: Action, to workspace: Workspace) -> Denial? {
    workspace.access.refusalUnlessAdministrator.map { Denial($0, action, on: "administration") }
  }
}
