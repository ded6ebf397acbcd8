import Domain

/// The name of a draft: small letters, digits and hyphens.
public struct DraftID: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init?(rawValue: String) {
    guard (1...64).contains(rawValue.utf8.count),
      rawValue.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    self.rawValue = rawValue
  }

  /// A new name that no other draft has.
  public init() {
    rawValue = RandomName.make()
  }
}

/// What a person has typed and not saved. One person's, never in the journal.
public struct Draft: Hashable, Sendable {
  public var id: DraftID
  /// Whose draft it is: a person's id, or what a shared terminal keeps its own under.
  public var person: String
  public var form: FormReference
  /// Nil for a new record.
  public var record: String?
  /// The version that was edited.
  public var baseVersion: Int?
  public var savedAt: Moment
  public var content: Content
  /// What the front end wants to find again, such as the field the cursor stood in.
  public var extra: [Content.Field]

  public init(
    id: DraftID = DraftID(), person: String, form: FormReference, record: String? = nil, baseVersion: Int? = nil,
    savedAt: Moment, content: Content, extra: [Content.Field] = []
  ) {
    self.id = id
    self.person = person
    self.form = form
    self.record = record
    self.baseVersion = baseVersion
    self.savedAt = savedAt
    self.content = content
    self.extra = extra
  }
}

extension Draft {
  var bytes: [UInt8] {
    var writer = RecWriter()
    writer.comment("草稿 draft; not a record")
    writer.type("draft")
    writer.field("Draft", id.rawValue)
    writer.field("Person", person)
    writer.field("Form", form.text)
    if let record { writer.field("Record", record) }
    if let baseVersion { writer.field("Base", String(baseVersion)) }
    writer.field("Saved_at", savedAt.text)
    let head = writer.bytes
    writer = RecWriter()
    writer.endLine()
    if !extra.allSatisfy({ $0.values.isEmpty }) {
      writer.type("front_end")
      for line in extra { writer.field(line.id, line.values) }
      writer.endLine()
    }
    ContentText.append(content, formType: ContentText.type(of: form), to: &writer)
    // A draft has no seal; this tells whether every byte is as it was written.
    return head + Draft.hashLine + Digest.of(head + writer.bytes).utf8 + [UInt8(ascii: "\n")] + writer.bytes
  }

  private static let hashLine = Array("Hash: ".utf8)

  /// Whether the bytes are not those that the draft was written with; those of before had no hash.
  private static func isAltered(_ bytes: [UInt8]) -> Bool {
    let mark = [UInt8(ascii: "\n")] + hashLine
    guard let place = bytes.firstRange(of: mark),
      let end = bytes[place.upperBound...].firstIndex(of: UInt8(ascii: "\n"))
    else { return false }
    let said = String(decoding: bytes[place.upperBound..<end], as: UTF8.self)
    return said != Digest.of(Array(bytes[...place.lowerBound]) + bytes[(end + 1)...])
  }

  static func decode(_ bytes: [UInt8], id: DraftID, person: String) -> Result<Draft, Finding> {
    if isAltered(bytes) {
      return .failure(
        Finding(
          .nowhere, rule: "hash",
          Phrase(
            zh: "這份草稿的內容和存的時候不一樣，可能缺了一段；檔案已原樣保留，請用文字編輯器取回內容。",
            en:
              "The draft is not as it was saved, and part of it may be missing; the file is kept as it is, get its text with "
              + "an editor.")))
    }
    return RecReader.read(bytes[...]).flatMap { sets in
      guard let header = sets.first, header.type == "draft", let lines = header.records.first,
        let form = lines["Form"].flatMap({ FormReference($0) }),
        let savedAt = lines["Saved_at"].flatMap({ Moment($0) })
      else {
        return .failure(
          Finding(
            .nowhere, rule: "format",
            Phrase(
              zh: "這份草稿的開頭缺少表單或時間；檔案已原樣保留，請用文字編輯器取回內容。",
              en: "The draft's head lacks form or time; the file is kept as it is, get its text with an editor.")))
      }
      let extra = sets.first { $0.type == "front_end" }?.records.first?.fields ?? []
      let rest = sets.dropFirst().filter { $0.type != "front_end" }
      return ContentText.content(of: rest[...], formType: ContentText.type(of: form)).map { content in
        Draft(
          id: id, person: person, form: form, record: lines["Record"],
          baseVersion: lines["Base"].flatMap { WholeNumber.read($0) }, savedAt: savedAt, content: content, extra: extra)
      }
    }
  }
}
