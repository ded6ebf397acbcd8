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

extension Form {
  /// The label of a field, or of a table and its column where the path is `table.column`.
  func label(ofPath path: String, _ language: Language) -> String {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = field(parts[0]) else { return label(of: path, language) }
    let column = table.column(parts[1])?.label[language] ?? parts[1]
    return "\(table.label[language]) / \(column)"
  }
}
