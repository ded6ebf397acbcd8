/// Procedures, forms and documents as people look for them: by number, document number, id, or a few letters of a
/// title or alias in either language.
public struct CatalogueNames: Sendable {
  /// Something of the catalogue that one can go to.
  public struct Entry: Sendable {
    public let item: Menu.Item
    /// A procedure's number or a form's document number; empty for documents.
    public let code: String
    public let aliases: [String]
    /// The procedure a form belongs to; empty for others.
    public let procedure: String
    /// Whether the form is announced but not there yet.
    public let isLater: Bool
    fileprivate let words: String

    fileprivate init(
      _ item: Menu.Item, code: String = "", aliases: [String] = [], procedure: String = "", isLater: Bool = false,
      further: [String] = []
    ) {
      self.item = item
      self.code = code
      self.aliases = aliases
      self.procedure = procedure
      self.isLater = isLater
      words = SearchForm.folded(
        ([code, item.id, item.title.zh, item.title.en] + aliases + further).joined(separator: "\n"))
    }

    /// Whether every word of a text, in small letters, stands somewhere in it.
    fileprivate func fits(_ words: [Substring]) -> Bool { words.allSatisfy { self.words.contains($0) } }

    /// The alias that a text fits where the titles do not show why it was found.
    public func alias(for text: String) -> String? {
      let words = SearchForm.folded(text).split(whereSeparator: \.isWhitespace)
      let fits = { (name: String) in words.allSatisfy { SearchForm.folded(name).contains($0) } }
      if fits([code, item.title.zh, item.title.en].joined(separator: "\n")) { return nil }
      return aliases.first(where: fits)
    }
  }

  /// In the order of the catalogue: procedures, forms, documents.
  public let places: [Entry]

  public init(_ catalogue: any Catalogue) {
    let procedures = catalogue.procedures()
    let heads = catalogue.heads()
    let known = Set(heads.map(\.id))
    var places = procedures.map { procedure in
      Entry(
        Menu.Item(kind: .procedure, id: procedure.id, title: procedure.title, code: procedure.code),
        code: procedure.code, aliases: procedure.aliases, further: [procedure.document])
    }
    places += heads.map { head in
      Entry(
        Menu.Item(kind: .form, id: head.id, title: head.title), code: head.document, aliases: head.aliases,
        procedure: head.procedure)
    }
    for procedure in procedures {
      places += procedure.later.filter { !known.contains($0.form) }.map { form in
        Entry(
          Menu.Item(kind: .form, id: form.form, title: form.title), code: form.document, procedure: procedure.id,
          isLater: true)
      }
    }
    places += catalogue.menu.items.filter { $0.kind == .document }.map { Entry($0) }
    self.places = places
  }

  /// The places that a text fits: exact codes and names first, then titles that begin with it, then the rest in the
  /// order of the catalogue. Every place for an empty text.
  public func matching(_ text: String) -> [Entry] {
    let typed = SearchForm.folded(text).trimmed
    let words = typed.split(whereSeparator: \.isWhitespace)
    func rank(_ place: Entry) -> Int {
      let titles = [place.item.title.zh, place.item.title.en].map(SearchForm.folded)
      if ([place.code, place.item.id] + titles + place.aliases).contains(where: { SearchForm.folded($0) == typed }) {
        return 0
      }
      return titles.contains { $0.hasPrefix(typed) } ? 1 : 2
    }
    return places.filter { $0.fits(words) }.enumerated().map { (rank($1), $0, $1) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
