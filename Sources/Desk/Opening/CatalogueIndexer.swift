import Domain
import FileStore

/// What the index takes from the definitions.
public struct CatalogueIndexer: RecordIndexer {
  private let catalogue: any Catalogue

  public init(catalogue: any Catalogue) { self.catalogue = catalogue }

  public var fingerprint: String { catalogue.fingerprint }

  public var clock: StoreClock { catalogue.clock }

  public func use(accepted: [String: String]) { catalogue.use(accepted: accepted) }

  public func definition(of form: String) -> FormDefinition? { catalogue.definition(of: form) }

  public func listColumns(of form: String) -> [ListColumn] {
    guard let form = catalogue.form(form) else { return [] }
    return form.list.map { id in
      let order = form.field(id)?.kind.order
      return ListColumn(id: id, isNumber: order == .number, isMoment: order == .moment)
    }
  }

  public func references(in version: Version) -> [(field: String, record: String)] {
    guard let form = catalogue.form(version.form.id) else { return [] }
    var result: [(field: String, record: String)] = []
    for field in form.fields {
      if field.isReference { result += version.content[field.id].map { (field.id, $0) } }
      for column in field.columns where column.isReference {
        for row in version.content[rows: field.id] {
          result += row[column.id].map { ("\(field.id).\(column.id)", $0) }
        }
      }
    }
    return result
  }

  public func parties(in version: Version) -> (lasting: Set<Party>, current: Set<Party>) {
    guard let form = catalogue.form(version.form.id),
      catalogue.accessRights()?.areForEverybody(version.classification) == false
    else { return ([], []) }
    return ([.person(version.savedBy.id)], form.parties(of: version, steps: catalogue.everyStep(of: form)))
  }

  public func assignees(in version: Version) -> Set<String> {
    guard ![Status.void, .refused].contains(version.status), let form = catalogue.form(version.form.id) else {
      return []
    }
    return Set(Assignment.all(in: version, form, now: version.savedAt, records: nil).map(\.person))
  }

  /// The texts shown for choices, in both languages, so that what people read is also what they find.
  public func searchWords(in version: Version) -> [String] {
    guard let form = catalogue.form(version.form.id) else { return [] }
    var seen: Set<String> = []
    for field in form.fields {
      note(version.content[field.id], field, &seen)
      // A list of every control says nothing about this record.
      if case .each? = field.template { continue }
      for column in field.columns where column.choices != nil {
        for row in version.content[rows: field.id] { note(row[column.id], column, &seen) }
      }
    }
    return seen.sorted()
  }

  private func note(_ values: [String], _ field: Field, _ seen: inout Set<String>) {
    guard let choices = field.choices else { return }
    for value in values {
      guard let item = choices[value] else { continue }
      seen.insert(item.label.zh)
      seen.insert(item.label.en)
    }
  }
}
