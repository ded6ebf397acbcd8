import Domain

/// What the file `STORE` says.
public struct StoreDescription: Hashable, Sendable {
  /// Which versions have a readable file of their own under `records/`.
  public enum Copies: String, Hashable, Sendable {
    case all, current, none
  }

  public var format: Int
  public var id: String
  public var site: String
  public var created: Moment
  public var organisation: String
  public var copies: Copies
  /// Whether several people use it, each with a credential; a personal store has one person and no log-in.
  public var isShared: Bool
  /// Lines that this program does not know.
  public var further: [Content.Field] = []

  /// The newest format that this program writes.
  public static let knownFormat = 2

  init(id: String, site: String, created: Moment, organisation: String, isShared: Bool = false) {
    format = StoreDescription.knownFormat
    self.id = id
    self.site = site
    self.created = created
    self.organisation = organisation
    self.isShared = isShared
    copies = .all
  }

  private static let comment = "資安簿紀錄庫 ismsbook store. FORMAT explains the files."
  /// What the text of every `STORE` begins with.
  static let firstLine = Array("# \(comment)\n".utf8)

  /// The text of `STORE`.
  var bytes: [UInt8] {
    var writer = RecWriter()
    writer.comment(Self.comment)
    writer.type("store")
    writer.field("Format", String(format))
    writer.field("Id", id)
    writer.field("Site", site)
    writer.field("Created", created.text)
    writer.field("Organisation", organisation)
    writer.field("Copies", copies.rawValue)
    if isShared { writer.field("Shared", "yes") }
    for line in further { writer.field(line.id, line.values) }
    return writer.bytes
  }

  /// Nil where the text is not that of a `STORE` file.
  init?(_ bytes: [UInt8]) {
    guard case .success(let sets) = RecReader.read(bytes[...]), let set = sets.first(where: { $0.type == "store" }),
      let lines = set.records.first?.fields
    else { return nil }
    func value(_ id: String) -> String? { lines.first { $0.id == id }?.values.first }
    guard let format = value("Format").flatMap({ WholeNumber.read($0) }), format > 0, let id = value("Id"),
      Self.isValid(id: id)
    else { return nil }
    self.format = format
    self.id = id
    site = value("Site") ?? "main"
    created = value("Created").flatMap { Moment($0) } ?? Moment(seconds: 0, offset: 0)
    organisation = value("Organisation") ?? ""
    // A later format may know more kinds; it can only be read here.
    copies = value("Copies").flatMap { Copies(rawValue: $0) } ?? .all
    // Stores made before there were shared ones have no such line. Whatever it says but no asks for a log-in.
    isShared = value("Shared").map { $0 != "no" } ?? false
    let known: Set = ["Format", "Id", "Site", "Created", "Organisation", "Copies", "Shared"]
    further = lines.filter { !known.contains($0.id) }
    guard StoreDescription.isValid(site: site) else { return nil }
  }

  static func isValid(id: String) -> Bool {
    (8...64).contains(id.utf8.count) && id.utf8.allSatisfy { $0.isLowercaseHex || $0 == UInt8(ascii: "-") }
  }

  /// Small letters, digits and hyphens, beginning with a letter, at most 32.
  static func isValid(site: String) -> Bool { FormReference.isValid(id: site) && site.utf8.count <= 32 }
}

extension UInt8 {
  /// 0-9, a-f.
  var isLowercaseHex: Bool { (48...57).contains(self) || (97...102).contains(self) }
}
