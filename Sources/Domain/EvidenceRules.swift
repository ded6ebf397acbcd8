/// Which files a record takes as evidence, by name, kind and size; the same on every way in.
public struct EvidenceRules: Sendable {
  /// Endings of file names that are taken, in small letters and without the dot.
  public let kinds: [String]
  /// The largest file, in megabytes.
  public let mostMegabytes: Int

  /// The largest file, in bytes.
  public var mostBytes: Int { mostMegabytes << 20 }

  /// The longest name, in bytes.
  public static let mostNameBytes = 200

  public init(_ settings: Settings) {
    kinds = (settings.text("evidence_kinds") ?? "").split(separator: " ").map { $0.lowercased() }
    mostMegabytes = min(max(settings.number("evidence_max_mb") ?? 50, 1), 1 << 20)
  }

  /// Why a file is not taken; nil if it is. Its size is in bytes, and nil as long as it is not known.
  public func finding(name: String, size: Int? = nil, at place: Finding.Place = .nowhere) -> Finding? {
    if let finding = EvidenceRules.finding(name: name, at: place) { return finding }
    guard kinds.contains(EvidenceRules.kind(of: name)) else { return wrongKind(name, place) }
    return size.flatMap { finding(size: $0, name: name, at: place) }
  }

  /// Why a file of that many bytes is not taken; nil if it is.
  public func finding(size: Int, name: String, at place: Finding.Place = .nowhere) -> Finding? {
    if size <= 0 {
      return Finding(
        place, rule: "evidence_size",
        Phrase(
          zh: "「\(name.excerpt)」是空的檔案，沒有附上；請確認檔案內容。",
          en: "'\(name.excerpt)' is an empty file and was not attached; check the file."))
    }
    guard size > mostBytes else { return nil }
    return Finding(
      place, rule: "evidence_size",
      Phrase(
        zh: "「\(name.excerpt)」超過上限 \(mostMegabytes) MB，沒有附上；請壓縮或分成幾個檔案。",
        en: "'\(name.excerpt)' is larger than the limit of \(mostMegabytes) MB and was not attached; compress or "
          + "split it."))
  }

  /// Why a text cannot be the name of a file of any kind; nil if it can.
  public static func finding(name: String, at place: Finding.Place = .nowhere) -> Finding? {
    let isPlain =
      !name.isEmpty && !name.contains("/") && !name.hasPrefix(".") && name.utf8.count <= mostNameBytes
      && name == name.trimmed && ControlCharacter.problem(inName: name) == nil
    guard !isPlain else { return nil }
    return Finding(
      place, rule: "evidence_name",
      Phrase(
        zh: "「\(name.excerpt)」不能當檔名；請只寫檔名，不含路徑與控制字元，最多 \(mostNameBytes) 位元組，例如 photo.jpg。",
        en:
          "'\(name.excerpt)' cannot be a file's name; give the name alone, without a path or control characters, of at "
          + "most \(mostNameBytes) bytes, such as photo.jpg."))
  }

  private static func kind(of name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased() ?? ""
  }

  private func wrongKind(_ name: String, _ place: Finding.Place) -> Finding {
    let list = kinds.joined(separator: " ")
    return Finding(
      place, rule: "evidence_kind",
      Phrase(
        zh: "不接受「\(name.excerpt)」這種檔案；可用的副檔名：\(list)。系統管理者可在設定中調整。",
        en: "Files such as '\(name.excerpt)' are not taken; these kinds are: \(list). An administrator can change the "
          + "settings."))
  }
}
