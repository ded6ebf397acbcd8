extension Entry {
  /// Reads typed texts field by field into what is stored; texts that cannot be read stay as they are, so that
  /// `findings` names them and nothing typed is lost.
  public func read(_ content: Content) -> Content { readNoting(content).content }

  /// The same with a note on every text that was understood in a way that it does not plainly show, in the order of the
  /// form.
  public func readNoting(_ content: Content) -> (content: Content, notes: [Finding]) {
    var result = content
    var notes: [Finding] = []
    for field in form.fields where !field.isComputed {
      if field.isTable {
        let columns = field.columns.filter { !$0.isComputed }
        result[rows: field.id] = content[rows: field.id].enumerated().map { index, row in
          var read = row
          for column in columns {
            let place = Finding.Place.field(field.id, row: index, column: column.id)
            read[column.id] = self.read(row[column.id], column, place, &notes)
          }
          return read
        }.filter { !$0.isEmpty }
      } else {
        result[field.id] = read(content[field.id], field, .field(field.id), &notes)
      }
    }
    return (result, notes)
  }

  /// Reads the typed texts of one field.
  public func read(_ typed: [String], _ field: Field) -> [String] {
    var notes: [Finding] = []
    return read(typed, field, .nowhere, &notes)
  }

  private func read(
    _ typed: [String], _ field: Field, _ place: Finding.Place, _ notes: inout [Finding]
  ) -> [String] {
    var seen: Set<String> = []
    return typed.compactMap { text -> String? in
      guard !text.trimmed.isEmpty else {
        if !text.isEmpty { notes.append(note(Entry.onlyBlanks, place)) }
        return nil
      }
      guard case .success(let stored) = field.type.read(text, field, reading) else { return text }
      if stored != text, let understood = field.type.note(text, as: stored, field) {
        notes.append(note(understood, place))
      }
      if stored.isEmpty { return nil }
      if field.type.isList, !seen.insert(stored).inserted {
        notes.append(note(Entry.twice, place))
        return nil
      }
      return stored
    }
  }

  private func note(_ message: Phrase, _ place: Finding.Place) -> Finding {
    Finding(place, rule: "read", severity: .note, message)
  }

  private static let twice = Phrase(zh: "同一個值給了兩次，只存一個。", en: "The same value was given twice and is kept once.")

  private static let onlyBlanks = Phrase(zh: "只有空白，當作沒有填。", en: "Nothing but blanks counts as empty.")
}
