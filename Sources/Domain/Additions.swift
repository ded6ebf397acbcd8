/// What is filled in after what is signed: communicated, distributed, followed up, returned.
///
/// A record whose chain is over stays as it was signed while only such fields change: nothing else is worked out or
/// judged again, whatever has become of other records since.
extension Form {
  /// The fields that differ, and of tables that keep their rows the columns; what is computed follows others.
  func changedParts(from old: Content, to new: Content) -> [Field] {
    fields.filter { !$0.isComputed }.flatMap { field -> [Field] in
      guard field.isTable else { return field.isSame(old[field.id], new[field.id]) ? [] : [field] }
      let before = old[rows: field.id]
      let after = new[rows: field.id]
      let columns = field.columns.filter { !$0.isComputed }
      let changed = columns.filter { column in
        !zip(before, after).allSatisfy { column.isSame($0[column.id], $1[column.id]) }
      }
      if before.count != after.count { return [field] }
      let isWhole = field.step != nil || field.addedAfter != nil
      return isWhole && !changed.isEmpty ? [field] : changed
    }
  }

  /// Whether nothing differs but what is added after the signatures.
  func onlyAdds(to old: Content, _ new: Content) -> Bool {
    changedParts(from: old, to: new).allSatisfy { $0.adds(to: old, new) }
  }

  /// What is added, and what is worked out from it: field ids, or `table.column`.
  func addedPaths(_ order: ComputeOrder) -> Set<String> {
    var paths: Set<String> = []
    for field in fields {
      if field.addedAfter != nil || field.grows {
        paths.formUnion([field.id] + field.columns.map { "\(field.id).\($0.id)" })
      }
      paths.formUnion(field.columns.filter { $0.addedAfter != nil }.map { "\(field.id).\($0.id)" })
    }
    return paths.isEmpty ? paths : order.following(paths)
  }

  /// The content `signed` with what `new` adds to it, and with what is worked out from that.
  func adding(to signed: Content, from new: Content, _ added: Set<String>) -> Content {
    var result = signed
    for field in fields {
      if added.contains(field.id) {
        result[field.id] = new[field.id]
        result[rows: field.id] = new[rows: field.id]
      } else if field.isTable, result[rows: field.id].count == new[rows: field.id].count {
        let columns = field.columns.filter { added.contains("\(field.id).\($0.id)") }
        for (index, row) in new[rows: field.id].enumerated() {
          for column in columns { result[rows: field.id][index][column.id] = row[column.id] }
        }
      }
    }
    return result
  }
}

extension Field {
  /// Whether a change of it leaves what is signed as it was: it is filled in afterwards, or says more than before.
  func adds(to old: Content, _ new: Content) -> Bool {
    if addedAfter != nil { return true }
    guard grows else { return false }
    let (before, after) = (old[id], new[id])
    if type.isList { return before.allSatisfy(after.contains) }
    return before.isEmpty || (after.first ?? "").hasPrefix(before[0])
  }
}

extension Finding.Place {
  /// Whether it is one of these fields, or a cell of one of these columns.
  func isIn(_ paths: Set<String>) -> Bool {
    guard case .field(let id, _, let column) = self else { return false }
    return paths.contains(id) || column.map { paths.contains("\(id).\($0)") } == true
  }
}

extension SignOffState {
  /// What somebody filled in after what is signed, or changed in it: once for each version.
  public struct Addition: Hashable, Sendable {
    public let version: Int
    public let person: PersonName
    public let at: Moment
    /// The labels of the fields.
    public let fields: [Phrase]

    /// `2026-12-01 10:15  李四 (li)  增補「宣導」  第 4 版`
    public func text(_ clock: StoreClock) -> Phrase {
      let when = clock.placed(at).shown
      let zh = fields.map { "「\($0.zh)」" }.joined()
      let en = fields.map { "'\($0.en)'" }.joined(separator: ", ")
      return Phrase(
        zh: "\(person.shown)  \(when)  增補\(zh)  第 \(version) 版",
        en: "\(person.shown(.en))  \(when)  added \(en)  version \(version)")
    }

    /// What people call them.
    public static let label = Phrase(zh: "簽核後增補", en: "Added after signing")
  }

  /// The additions since a version was submitted, oldest first.
  static func additions(in versions: [Version], since submitted: Int, _ form: Form) -> [Addition] {
    zip(versions, versions.dropFirst()).compactMap { old, new in
      guard old.number > submitted, new.number == old.number + 1, new.action == .amend else { return nil }
      let parts = form.changedParts(from: old.content, to: new.content).filter { $0.adds(to: old.content, new.content) }
      return parts.isEmpty
        ? nil : Addition(version: new.number, person: new.savedBy, at: new.savedAt, fields: parts.map(\.label))
    }
  }
}
