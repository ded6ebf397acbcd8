import Domain
import FileStore

/// The records of a form that a condition holds for, in an order: what lists, exports and commands ask a desk for.
public struct RecordQuery: Sendable {
  public var form: Form
  public var filter = ""
  /// Must hold for the record as the reader may read it.
  public var condition: Rule?
  public var statuses: Set<Status> = []
  public var sort = ListSort.number
  public var ascending = true
  /// At most so many; nil for all.
  public var limit: Int?

  public init(_ form: Form) { self.form = form }

  /// A query as people type it: `condition` is an expression of the form's fields, `order` a column of its list,
  /// `number` or `saved_at`, with a hyphen before it to reverse it.
  public static func read(
    _ form: Form, where condition: String? = nil, order: String? = nil, _ catalogue: any Catalogue
  ) -> Result<RecordQuery, Refusal> {
    var query = RecordQuery(form)
    do throws(Refusal) {
      if let condition { query.condition = try rule(condition, form, catalogue) }
      if let order { try query.sort(by: order) }
    } catch {
      return .failure(error)
    }
    return .success(query)
  }

  private static func rule(
    _ text: String, _ form: Form, _ catalogue: any Catalogue
  ) throws(Refusal) -> Rule {
    switch Rule.parse(text) {
    case .failure(let error):
      let place = Finding.Place.file("--where", line: 1, column: error.offset + 1)
      throw Refusal(.usage, Finding(place, rule: "expression", error.message))
    case .success(let rule):
      let findings = FormChecker(form: form, file: "--where", otherForm: { catalogue.form($0) })
        .findings(ofCondition: rule)
      if !findings.isEmpty { throw Refusal(.usage, findings) }
      return rule
    }
  }

  private mutating func sort(by order: String) throws(Refusal) {
    ascending = !order.hasPrefix("-")
    let name = ascending ? order : String(order.dropFirst())
    switch name {
    case "number", "record": sort = .number
    case "saved_at": sort = .savedAt
    default:
      guard let place = form.list.firstIndex(of: name) else {
        let near = Suggestion.nearest(to: name, among: form.list + ["number", "saved_at"])
        throw Refusal(
          .usage,
          Finding(.nowhere, rule: "sort", Suggestion.unknown(Phrase(zh: "欄位", en: "column"), name, near)))
      }
      sort = .column(place)
    }
  }
}
