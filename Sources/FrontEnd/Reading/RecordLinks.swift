import Domain
import Desk

/// What a record has to do with others: those it refers to, and those that refer to it.
struct RecordLinks {
  /// A record as it is named in a link.
  struct Linked: Hashable {
    var number: String
    var form: String
    var title: String
  }

  /// A record that refers to the one shown, and by which field.
  struct Incoming: Hashable {
    var linked: Linked
    var field: String
  }

  /// Beyond this many the rest is only counted.
  static let most = 100

  private(set) var outgoing: [String: Linked] = [:]
  private(set) var incoming: [Incoming] = []
  private(set) var incomingCount = 0
  /// The record that this one goes on from, as it stood then.
  private(set) var startingPoint: RecordValue?
  /// The record that corrects this one.
  private(set) var correctedBy: String?
  /// Whether it stands in a review of its log.
  private(set) var review: ReviewMark?

  init() {}

  init(_ version: Version, form: Form?, isNewest: Bool, _ workspace: Workspace) {
    for number in form?.references(in: version.content) ?? [] where outgoing.count < Self.most {
      outgoing[number] = workspace.records.record(number).map { record in
        Linked(record, workspace.catalogue.form(record.form), workspace)
      }
    }
    if let form {
      startingPoint = workspace.startingPoint(of: version.content, record: version.record, form: form)
    }
    guard isNewest else { return }
    // What cannot be read is only not told here.
    correctedBy =
      workspace.read { (store) throws(StoreProblem) in try store.correction(of: version.record) }.result ?? nil
    if let form, form.review != nil {
      review =
        workspace.read { (store) throws(StoreProblem) in try store.reviewing(of: version, form: form) }.result ?? nil
    }
    let links = workspace.links(to: version.record).filter { $0.from != version.record }
    incomingCount = links.count
    incoming = links.prefix(Self.most).map { link in
      let record = workspace.records.record(link.from)
      let form = record.flatMap { workspace.catalogue.form($0.form) }
      let linked = record.map { Linked($0, form, workspace) } ?? Linked(number: link.from, form: "", title: "")
      return Incoming(linked: linked, field: form?.label(ofPath: link.field, workspace.language) ?? link.field)
    }
  }
}

extension RecordLinks.Linked {
  /// The title of a record that the person may not read stays out.
  init(_ record: RecordValue, _ form: Form?, _ workspace: Workspace) {
    let isClosed =
      workspace.access.refusal(
        reading: record.form, classification: record.content["classification"].first ?? "") != nil
    self.init(
      number: record.number, form: workspace.text(form?.title ?? Phrase(verbatim: record.form)),
      title: isClosed ? "" : form?.titleText(record.content, workspace.language) ?? "")
  }
}

extension Field {
  /// Whether it holds numbers of other records.
  var isReference: Bool { type.id == "reference" || type.id == "references" }
}

extension Form {
  /// Every record number in reference fields, tables included.
  func references(in content: Content) -> [String] {
    fields.flatMap { field -> [String] in
      if field.isReference { return content[field.id] }
      guard field.isTable else { return [] }
      let columns = field.columns.filter(\.isReference)
      return content[rows: field.id].flatMap { row in columns.flatMap { row[$0.id] } }
    }
  }

  /// The label of a field, or of a table and its column where the path is `table.column`.
  func label(ofPath path: String, _ language: Language) -> String {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = field(parts[0]) else { return label(of: path, language) }
    let column = table.column(parts[1])?.label[language] ?? parts[1]
    return "\(table.label[language]) / \(column)"
  }
}
