import Domain
import Desk

extension Mention {
  /// The record as people read it: its number and form, and its title where that may be told.
  func text(_ workspace: Workspace) -> String {
    [number, formTitle(workspace), title(workspace)].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// Its title, else what form it is of.
  func titleOrForm(_ workspace: Workspace) -> String {
    let title = title(workspace)
    return title.isEmpty ? formTitle(workspace) : title
  }

  private func title(_ workspace: Workspace) -> String {
    workspace.catalogue.form(form)?.titleText(content, workspace.language) ?? ""
  }

  private func formTitle(_ workspace: Workspace) -> String {
    form.isEmpty ? "" : workspace.text(workspace.formTitle(form))
  }
}
