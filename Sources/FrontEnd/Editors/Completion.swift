import Domain

/// Which entry of a list a typed text means.
enum Completion: Equatable {
  case one(PickItem)
  /// So many begin with it, and none is exactly it.
  case several(Int)
  case unknown

  /// `found` are the entries that have every word of the text in them.
  init(_ typed: String, among found: [PickItem]) {
    let text = PickItem.words(typed).joined(separator: " ")
    guard !text.isEmpty else {
      self = .unknown
      return
    }
    let named = found.filter { $0.isNamed(text) }
    let starting = named.isEmpty ? found.filter { $0.begins(with: text) } : named
    let meant = starting.isEmpty && found.count == 1 ? found : starting
    self = meant.count == 1 ? .one(meant[0]) : starting.isEmpty ? .unknown : .several(starting.count)
  }

  /// Said if Tab takes no entry.
  static func doubt(_ typed: String, _ count: Int, leaves: Bool) -> Phrase {
    Phrase(
      zh: "\(count) 項以「\(typed.trimmed.excerpt)」開頭；請再打幾個字，或用上下鍵選。",
      en: "\(count) begin with '\(typed.trimmed.excerpt)'; type more, or choose with Up and Down.")
      + (leaves ? Phrase(zh: "再按 Tab 就離開。", en: " Tab again leaves.") : Phrase(verbatim: ""))
  }
}
