/// A finding in words: where it is, how severe, what is wrong and what to do.
extension Finding {
  /// One line of it; `form` is the one whose fields are called by their labels.
  public func line(_ language: Language, _ form: Form? = nil) -> String {
    let place = place.text(language, form)
    let severity =
      switch severity {
      case .error: Phrase(zh: "錯誤", en: "error")
      case .warning: Phrase(zh: "注意", en: "warning")
      case .note: Phrase(zh: "說明", en: "note")
      }
    return (place.isEmpty ? "" : place + ": ") + severity[language] + ": " + message[language]
  }
}

extension Finding {
  /// What is wrong, after the table and the row that it is in: a column may be called as one of another table.
  public func inItsRow(_ form: Form?) -> Phrase {
    guard case .field(let id, let row?, _) = place, let table = form?.field(id) else { return message }
    return Phrase(
      zh: "「\(table.label.zh)」第 \(row + 1) 列：\(message.zh)", en: "\(table.label.en), row \(row + 1): \(message.en)")
  }
}

extension Finding.Place {
  public func text(_ language: Language, _ form: Form? = nil) -> String {
    switch self {
    case .field(let id, let row, let column):
      var text = id
      if let row { text += "[\(row + 1)]" }
      if let column { text += ".\(column)" }
      let field = form?.field(id)
      let label =
        column.flatMap { field?.column($0)?.label } ?? field?.label
        ?? (id == Signature.table ? Signature.tableLabel : nil)
      return label.map { "\(text) (\($0[language]))" } ?? text
    case .file(let name, let line, let column): return line > 0 ? "\(name):\(line):\(column)" : name
    case .record(let number): return number
    case .nowhere: return ""
    }
  }
}
