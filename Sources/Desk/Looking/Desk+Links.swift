import Domain
import FileStore

/// A record as another one names it.
public struct Mention: Hashable, Sendable {
  public let number: String
  /// The record's form; nil where there is no such record or it is not to be named.
  public let form: String
  /// What is known of it; empty where its title is not for the reader.
  public let content: Content
  /// Whether not even its number may be shown.
  public let isWithheld: Bool

  /// One that may be read.
  public init(_ record: RecordValue) {
    self.init(number: record.number, form: record.form, content: record.content, isWithheld: false)
  }

  init(number: String, form: String, content: Content, isWithheld: Bool) {
    self.number = number
    self.form = form
    self.content = content
    self.isWithheld = isWithheld
  }

  public static func unknown(_ number: String) -> Mention {
    Mention(number: number, form: "", content: Content(), isWithheld: false)
  }
}

extension Mention {
  /// `CTR-115-0002（合約：機房維護）`; nil where only the number is known.
  func name(_ catalogue: any Catalogue) -> Phrase? {
    guard !isWithheld, !form.isEmpty, let definition = catalogue.form(form) else { return nil }
    func text(_ language: Language) -> String {
      [definition.title[language], definition.called(content, language)].filter { !$0.isEmpty }
        .joined(separator: language == .zhTW ? "：" : ": ")
    }
    return Phrase(zh: "\(number)（\(text(.zhTW))）", en: "\(number) (\(text(.en)))")
  }
}

/// What a record has to do with others that the reader may know of.
public struct RecordLinks: Sendable {
  public struct Incoming: Hashable, Sendable {
    public let from: Mention
    /// The field, or `table.column`.
    public let field: String
  }

  /// Records that it refers to, by number.
  public internal(set) var outgoing: [String: Mention] = [:]
  public internal(set) var incoming: [Incoming] = []
  public internal(set) var incomingCount = 0
  /// The record that it continues, as that was when it was first saved.
  public internal(set) var startingPoint: Version?
  /// The record that corrects it.
  public internal(set) var correctedBy: String?
  /// Whether it stands in a review of its log.
  public internal(set) var review: ReviewMark?

  public init() {}
}

extension Desk {
  /// Beyond this many the rest is only counted.
  private static let mostLinks = 100

  /// What a version has to do with others; `isNewest` asks who refers to it too.
  public func links(of version: Version, isNewest: Bool) throws(StoreProblem) -> RecordLinks {
    var links = RecordLinks()
    let form = catalogue.form(version.form)
    let numbers = form?.references(in: version.content) ?? []
    for mention in mentions(Array(numbers.prefix(Self.mostLinks))) { links.outgoing[mention.number] = mention }
    if let form {
      links.startingPoint = try startingPoint(of: version.content, record: version.record, form: form)
    }
    guard isNewest else { return links }
    links.correctedBy = try correction(of: version.record)
    if let form, form.review != nil {
      links.review = try store.reviewing(of: version, form: form).map { mark in
        switch mark {
        case .reviewed(let number): .reviewed(by: named(number))
        case .leftOut(let number): .leftOut(of: named(number))
        }
      }
    }
    let closed = unreadable
    let found = try store.linksTo(version.record).filter { $0.from != version.record && !closed.contains($0.from) }
    links.incomingCount = found.count
    let near = Array(found.prefix(Self.mostLinks))
    let known = Dictionary(mentions(near.map(\.from)).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    for link in near {
      let from = known[link.from] ?? .unknown(link.from)
      // Which field it is may be classed higher than the record that refers.
      if let source = everything.record(link.from),
        !reader.mayRead(source, field: link.field) || isClosed(link.field, of: source)
      {
        continue
      }
      links.incoming.append(RecordLinks.Incoming(from: from, field: link.field))
    }
    return links
  }

  /// Whether a field, or the table that a column is of, is for others among the record's readers.
  private func isClosed(_ path: String, of record: RecordValue) -> Bool {
    let closed = reader.closedPaths(of: record, catalogue.form(record.form))
    return closed.contains(path) || path.split(separator: ".").first.map { closed.contains(String($0)) } == true
  }

  /// What may be told of records that something refers to; titles only of those that may be read.
  public func mentions(_ numbers: [String]) -> [Mention] {
    let reader = reader
    let found = numbers.map { ($0, everything.record($0)) }
    let open = found.compactMap { _, record in record.flatMap { reader.mayRead($0) ? $0 : nil } }
    let shown = Dictionary(
      shown(open).map { ($0.number, records.record($0.number)?.content ?? Content()) },
      uniquingKeysWith: { first, _ in first })
    return found.map { number, record in
      guard let record else { return .unknown(number) }
      let isWithheld = !reader.mayName(record)
      return Mention(
        number: number, form: isWithheld ? "" : record.form, content: shown[number] ?? Content(),
        isWithheld: isWithheld)
    }
  }

  /// The same of one that a field asks for by its form, which may be named to whoever fills it in.
  public func mention(_ number: String, askedFor targets: [String]) -> Mention {
    guard let known = records.named(number) else { return mentions([number]).first ?? .unknown(number) }
    guard targets.contains(known.form) || reader.mayRead(known) else {
      return mentions([number]).first ?? .unknown(number)
    }
    guard !shown([known]).isEmpty else { return .unknown(number) }
    return Mention(number: number, form: known.form, content: known.content, isWithheld: false)
  }

  /// The record that a record continues, as it was when that was first saved; nil where it may not be read.
  /// `record` is its own number; nil while it is new.
  public func startingPoint(of content: Content, record: String?, form: Form) throws(StoreProblem) -> Version? {
    guard let found = try store.startingPoint(of: content, record: record, form: form),
      let newest = try store.version(found.record), reader.mayRead(newest), reader.mayRead(found)
    else { return nil }
    try note(reading: [Reading(found)])
    return cleared(found)
  }

  /// Whether there is a record of that number, whoever may read it: opening it says who may.
  public func isThere(_ number: String) -> Bool { everything.record(number) != nil }

  /// The number of a record, or a mark where it is not to be named.
  func named(_ number: String) -> String {
    unnamed.contains(number) ? Withheld.mark[language] : number
  }
}
