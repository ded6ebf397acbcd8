import Domain

/// The text of a version: header, content, seal. The same version always gives the same bytes.
public enum RecordText {
  static let versionType = "version"
  static let sealPrefix = "#seal sha256 "

  /// Header lines with a place of their own in `Version`.
  static let knownHeader: Set = [
    "Record", "Form", "Version", "Status", "Action", "Saved_at", "Saved_by", "Reason", "Site", "Sequence", "Previous",
    "Chain", "Content", "Definition",
  ]

  /// The text of a version; its `contentHash` and `seal` are worked out, not taken.
  public static func encode(_ version: Version, title: String) -> [UInt8] { sealed(version, title: title).bytes }

  static func sealed(_ version: Version, title: String) -> (bytes: [UInt8], contentHash: String, seal: String) {
    var header = RecWriter()
    header.comment("\(title) \(version.record) 第 \(version.number) 版")
    header.type(versionType)
    header.field("Record", version.record)
    header.field("Form", version.form.text)
    if let definition = version.form.definition { header.field("Definition", definition) }
    header.field("Version", String(version.number))
    header.field("Status", version.status.rawValue)
    header.field("Action", version.action.rawValue)
    header.field("Saved_at", version.savedAt.text)
    header.field("Saved_by", version.savedBy.text)
    if let reason = version.reason { header.field("Reason", reason) }
    header.field("Site", version.site)
    header.field("Sequence", String(version.sequence))
    header.field("Previous", version.previous)
    if !version.chain.isEmpty { header.field("Chain", version.chain) }
    for line in version.furtherHeader { header.field(line.id, line.values) }
    var content = RecWriter()
    content.endLine()
    ContentText.append(version.content, formType: ContentText.type(of: version.form), to: &content)
    return seal(header, content.bytes)
  }

  /// Closes a header with the hash of its content, and both with the seal.
  static func seal(_ header: RecWriter, _ content: [UInt8]) -> (bytes: [UInt8], contentHash: String, seal: String) {
    var writer = header
    let contentHash = Digest.of(content)
    writer.field("Content", contentHash)
    let seal = Digest.of(writer.bytes)
    writer.append(content)
    writer.append(Array("\(sealPrefix)\(seal)\n\n".utf8))
    return (writer.bytes, contentHash, seal)
  }

  public static func decode(_ bytes: [UInt8]) -> Result<Version, Finding> { decode(bytes[...]) }

  /// Reads a version's text and checks its seal and the hash of its content.
  public static func decode(_ bytes: ArraySlice<UInt8>) -> Result<Version, Finding> {
    guard let parts = EntryParts(bytes), parts.isWhole else {
      return .failure(finding("seal", zh: "封緘不符，內容已遭更動或不完整", en: "The seal does not fit, bytes have changed"))
    }
    guard parts.hasIntactContent else {
      return .failure(finding("content", zh: "內容與表頭所記的雜湊值不符", en: "The content does not fit the header's hash"))
    }
    return version(parts)
  }

  /// Reads the version of an entry whose seals have been looked at.
  static func version(_ parts: EntryParts) -> Result<Version, Finding> {
    version(of: parts.bytes, contentHash: parts.contentHash, seal: parts.seal)
  }

  /// The longest text that is read whole by whoever shows or looks through records. No content that may be saved has
  /// more, so only earlier programs left such texts.
  static let longest = RecordLimits.most.bytes + (64 << 10)
  /// Of a longer one so much of the beginning is read: more than a screen shows, and done at once.
  static let beginning = 128 << 10

  /// The version of an entry as it is shown: of one that is too long, its beginning.
  static func shownVersion(_ parts: EntryParts) -> Result<Version, Finding> {
    guard parts.bytes.count > longest else { return version(parts) }
    return version(
      beginning: parts.bytes.prefix(beginning), contentHash: parts.contentHash, seal: parts.seal,
      of: parts.bytes.count)
  }

  /// The version of which only the beginning and the end, with the seal line, were read. The header fits its seal; the
  /// content has not been compared with its hash.
  static func version(beginning head: ArraySlice<UInt8>, end: ArraySlice<UInt8>, of length: Int) -> Result<
    Version, Finding
  > {
    guard let parts = EntryParts.Ends(head, end), parts.isWhole else {
      return .failure(finding("seal", zh: "封緘不符，內容已遭更動或不完整", en: "The seal does not fit, bytes have changed"))
    }
    return version(beginning: head, contentHash: parts.contentHash, seal: parts.seal, of: length)
  }

  private static func version(
    beginning head: ArraySlice<UInt8>, contentHash: String, seal: String, of length: Int
  ) -> Result<Version, Finding> {
    // A row that is not there whole is left out; so is the line it was cut in.
    let blank = Array("\n\n".utf8)
    let cut = head.lastIndex(of: UInt8(ascii: "\n")).map { head[..<$0] } ?? head
    let whole = cut.indices.reversed().first { cut[$0...].starts(with: blank) }.map { cut[...$0] } ?? cut
    return version(of: whole, contentHash: contentHash, seal: seal).map { version in
      var version = version
      version.beginningOf = length
      return version
    }
  }

  private static func version(of bytes: ArraySlice<UInt8>, contentHash: String, seal: String) -> Result<
    Version, Finding
  > {
    RecReader.read(bytes).flatMap { sets in
      guard sets.first?.type == versionType, let header = sets[0].records.first, sets[0].records.count == 1,
        let record = header["Record"], RecordNumber.isValid(record),
        let form = form(of: header),
        let number = header["Version"].flatMap({ WholeNumber.read($0) }), number > 0,
        let savedAt = header["Saved_at"].flatMap({ Moment($0) }),
        let savedBy = header["Saved_by"].flatMap({ PersonName($0) }),
        let sequence = header["Sequence"].flatMap({ WholeNumber.read($0) }), sequence > 0,
        let status = header["Status"], let action = header["Action"], let site = header["Site"],
        StoreDescription.isValid(site: site)
      else {
        return .failure(finding("format", zh: "表頭缺少欄位或值不對", en: "The header lacks a line or has a wrong value"))
      }
      return ContentText.content(of: sets.dropFirst(), formType: ContentText.type(of: form)).map { content in
        Version(
          record: record, form: form, number: number, status: Status(rawValue: status),
          action: Action(rawValue: action), savedAt: savedAt, savedBy: savedBy, reason: header["Reason"], site: site,
          sequence: sequence, previous: header.fields.first { $0.id == "Previous" }?.values ?? [],
          chain: header["Chain"] ?? "", contentHash: contentHash, seal: seal,
          furtherHeader: header.fields.filter { !knownHeader.contains($0.id) }, content: content)
      }
    }
  }

  /// Nil where the header names no form, or no hash for its definition.
  private static func form(of header: RecRecord) -> FormReference? {
    guard let form = header["Form"].flatMap({ FormReference($0) }) else { return nil }
    guard let definition = header["Definition"] else { return form }
    guard Digest.isDigest(definition) else { return nil }
    return FormReference(id: form.id, version: form.version, definition: definition)
  }

  private static func finding(_ rule: String, zh: String, en: String) -> Finding {
    Finding(
      .nowhere, rule: rule,
      Phrase(zh: "\(zh)；請執行 ismsbook verify --repair。", en: "\(en); run ismsbook verify --repair."))
  }
}
