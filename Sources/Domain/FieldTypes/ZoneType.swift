/// The time zone that instants are shown in: a name of the IANA database, or a fixed offset.
public struct ZoneType: FieldType {
  private let clock: StoreClock

  public init(_ clock: StoreClock = .none) { self.clock = clock }

  public var kind: FieldKind { .timeZone }
  public var name: Phrase { Phrase(zh: "時區", en: "time zone") }
  public var format: Phrase {
    Phrase(
      zh: "時區名稱（例如 Asia/Taipei）、UTC，或固定時差（例如 +08:00）。",
      en: "The name of a zone (such as Asia/Taipei), UTC, or a fixed offset (such as +08:00).")
  }

  public func valueKind(of field: Field) -> ValueKind { .text }

  public func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    Self.read(typed, clock).map(\.text)
  }

  /// The zone that a text names, if the machine of that clock knows it.
  public static func read(_ typed: String, _ clock: StoreClock) -> Result<Zone, ReadingProblem> {
    let text = typed.trimmed
    if let zone = Zone(fixed: text) ?? clock.find(text) { return .success(zone) }
    return .failure(
      ReadingProblem(
        Phrase(
          zh: "不認得時區「\(text.excerpt)」；請寫 Asia/Taipei 這樣的名稱（大小寫須相同），或 +08:00 這樣的時差；"
            + "名稱若無誤，請在本機安裝 tzdata。",
          en:
            "The time zone '\(text.excerpt)' is not known here; write a name such as Asia/Taipei, in the same case, or an "
            + "offset such as +08:00; if the name is right, install tzdata on this machine.")))
  }
}
