/// Values that are worked out from other records, or from today's day: those that are worked out again whenever the
/// record is shown, and those that stand as they were when it was saved.
extension Form {
  /// Fields that are worked out when the record is shown: ids, or `table.column`.
  public var pathsOfNow: [String] { computed { field in field.isOfNow } }

  /// Fields that say what other records said when the record was saved.
  var pathsOfThen: [String] {
    computed { field in !field.isOfNow && field.compute.map { $0.expression.asksOthers(of: self) } == true }
  }

  private func computed(_ isMeant: (Field) -> Bool) -> [String] {
    fields.flatMap { field in
      [field].filter(isMeant).map(\.id) + field.columns.filter(isMeant).map { "\(field.id).\($0.id)" }
    }
  }

  private func hasValue(_ path: String, _ content: Content) -> Bool {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return !content[path].isEmpty || !content[rows: path].isEmpty }
    return content[rows: parts[0]].contains { !$0[parts[1]].isEmpty }
  }

  private func label(_ path: String) -> Phrase {
    let parts = path.split(separator: ".").map(String.init)
    guard let field = field(parts[0]) else { return Phrase(verbatim: path) }
    return (parts.count == 2 ? field.column(parts[1]) : field)?.label ?? field.label
  }

  /// Says below a record which of its values are of now and which of the time when it was saved.
  public func notes(on content: Content, savedAt: Phrase, isNewest: Bool) -> [Phrase] {
    let listed = { (paths: [String]) -> Phrase? in
      let labels = paths.filter { hasValue($0, content) }.map(label)
      guard !labels.isEmpty else { return nil }
      return Phrase(
        zh: labels.map { "「\($0.zh)」" }.joined(), en: labels.map { "'\($0.en)'" }.joined(separator: ", "))
    }
    let now = isNewest ? pathsOfNow : []
    let then = isNewest ? pathsOfThen : pathsOfNow + pathsOfThen
    let current = listed(now).map {
      Phrase(zh: "依現在的紀錄計算：\($0.zh)", en: "Worked out from the records as they are now: \($0.en)")
    }
    let saved = listed(then).map {
      Phrase(
        zh: "依存檔時（\(savedAt.zh)）的紀錄計算：\($0.zh)",
        en: "Worked out from the records as they were when this was saved (\(savedAt.en)): \($0.en)")
    }
    return [current, saved].compactMap { $0 }
  }
}

extension Expression {
  /// Whether it reads other records, or what day it is.
  func asksOthers(of form: Form) -> Bool {
    readsRecords(of: form)
      || everyPart.contains { part in
        if case .name(let id) = part.node { ["today", "now"].contains(id) } else { false }
      }
  }

  /// Whether it reads other records than the one at hand.
  func readsRecords(of form: Form) -> Bool {
    everyPart.contains { part in
      switch part.node {
      case .call(_, let arguments):
        if case .literal(.text)? = arguments.first?.node { arguments.count > 1 } else { false }
      case .member(let base, _):
        if case .name(let id) = base.node {
          !["setting", "this"].contains(id) && form.field(id)?.isTable != true
        } else {
          true
        }
      default: false
      }
    }
  }
}

extension Entry {
  /// The content with what is worked out when the record is shown as it is now.
  public func asOfNow(_ content: Content) -> Content {
    let paths = Set(form.pathsOfNow)
    guard !paths.isEmpty else { return content }
    return workedOut(content) { paths.contains($0) }
  }
}
