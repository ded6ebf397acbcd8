import Domain

/// Names what is given in place of a record: a spreadsheet, a list, a text in another encoding.
enum GivenKind {
  /// What the bytes are instead, and what to do; nil where they may be a record.
  static func problem(_ bytes: [UInt8]) -> Phrase? {
    if bytes.allSatisfy({ " \n\r\t".utf8.contains($0) }) {
      return Phrase(zh: "檔案是空的；請放進要填的欄位。", en: "The file is empty; put the fields to be filled in into it.")
    }
    return file(bytes) ?? encoding(bytes) ?? list(bytes) ?? sheet(bytes)
  }

  private static let asText = Phrase(
    zh: "請改成一筆一個檔案，寫成 rec（欄位: 值）或 JSON，以 UTF-8 存檔。",
    en: "write each record as a file of its own, as rec (field: value) or JSON, in UTF-8.")

  private static let magic: [(bytes: [UInt8], name: Phrase)] = [
    (Array("PK".utf8), Phrase(zh: "Excel 活頁簿（.xlsx）或其他 zip 檔", en: "an Excel workbook (.xlsx) or another zip file")),
    ([0xD0, 0xCF, 0x11, 0xE0], Phrase(zh: "舊版 Office 檔案（.xls、.doc）", en: "a file of old Office (.xls, .doc)")),
    (Array("%PDF".utf8), Phrase(zh: "PDF", en: "a PDF")),
    (Array("{\\rtf".utf8), Phrase(zh: "RTF 文件", en: "an RTF document")),
    (Array("<".utf8), Phrase(zh: "HTML 或 XML", en: "HTML or XML")),
  ]

  private static func file(_ bytes: [UInt8]) -> Phrase? {
    let start = bytes.drop { " \n\r\t".utf8.contains($0) }
    return magic.first { start.starts(with: $0.bytes) }.map { found in
      Phrase(zh: "這是\(found.name.zh)，不是一筆紀錄；", en: "This is \(found.name.en), not a record; ") + asText
    }
  }

  private static func encoding(_ bytes: [UInt8]) -> Phrase? {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0)
    guard isUTF16 || String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let name =
      isUTF16
      ? Phrase(zh: "UTF-16（記事本的「Unicode」）或二進位檔", en: "UTF-16 text (“Unicode” in Notepad) or a binary file")
      : isBig5(bytes)
        ? Phrase(zh: "Big5 文字（記事本的「ANSI」）", en: "Big5 text (“ANSI” in Notepad)")
        : Phrase(zh: "別種編碼的文字", en: "text in another encoding")
    return Phrase(
      zh: "這是\(name.zh)，不是 UTF-8；請在編輯器另存為 UTF-8 再試。",
      en: "This is \(name.en), not UTF-8; save it as UTF-8 in an editor and try again.")
  }

  private static func isBig5(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      guard bytes[place] >= 0x80 else {
        place += 1
        continue
      }
      guard (0x81...0xFE).contains(bytes[place]), place + 1 < bytes.count,
        (0x40...0x7E).contains(bytes[place + 1]) || (0xA1...0xFE).contains(bytes[place + 1])
      else { return false }
      place += 2
    }
    return true
  }

  private static func list(_ bytes: [UInt8]) -> Phrase? {
    let count: Int
    switch bytes.first(where: { !" \n\r\t".utf8.contains($0) }) {
    case UInt8(ascii: "["):
      guard case .success(.list(let items)) = JSONReader.read(bytes) else { return nil }
      count = items.count
    case UInt8(ascii: "{"):
      guard let values = JSONReader.count(bytes), values > 1 else { return nil }
      count = values
    default: return nil
    }
    return Phrase(
      zh: "這是 \(count) 筆的清單；--from 一次只收一筆，請把每一筆 {…} 存成自己的檔案。",
      en: "This is a list of \(count); --from takes one record at a time, so save each {…} as a file of its own.")
  }

  /// Lines of cells, as spreadsheets write and copy them.
  private static func sheet(_ bytes: [UInt8]) -> Phrase? {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let first = lines.first, !"{[#%+".contains(first.first ?? " ") else { return nil }
    let name = first.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if !name.isEmpty, first[name.endIndex...].first == ":" { return nil }
    for (separator, kind) in [
      (Character("\t"), Phrase(zh: "從試算表複製的表格（定位字元分隔）", en: "a table copied from a spreadsheet (with tabs)")),
      (",", Phrase(zh: "CSV", en: "CSV")), (";", Phrase(zh: "CSV（分號分隔）", en: "CSV (with semicolons)")),
    ] where first.contains(separator) && lines.count > 1 && lines.dropFirst().allSatisfy({ $0.contains(separator) }) {
      return Phrase(
        zh: "這是\(kind.zh)，共 \(lines.count) 列，不是一筆紀錄；", en: "This is \(kind.en) of \(lines.count) rows, not a record; ")
        + asText
    }
    return nil
  }
}
