import Domain

/// A record set of a text in record format.
struct RecSet {
  /// Empty for records before the first `%rec:` line.
  var type: String
  var records: [RecRecord] = []
}

struct RecRecord {
  /// Line of its first field, from 1.
  var line: Int
  var fields: [Content.Field] = []

  subscript(id: String) -> String? { fields.first { $0.id == id }?.values.first }
}

/// Reads the record format of GNU recutils, as `RecWriter` writes it.
enum RecReader {
  /// All record sets in order. The line of a finding counts from 1.
  static func read(_ bytes: ArraySlice<UInt8>) -> Result<[RecSet], Finding> {
    var reading = Reading()
    var line = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      line += 1
      if let finding = reading.take(bytes[start..<end], line) { return .failure(finding) }
      start = end + 1
    }
    if let finding = reading.endField() { return .failure(finding) }
    return .success(reading.finish())
  }

  private struct Reading {
    private var sets: [RecSet] = []
    private var current: RecRecord?
    /// Where each field of the current record stands, so that a record of many lines is read once.
    private var places: [String: Int] = [:]
    private var name: String?
    private var value: [UInt8] = []
    private var valueLine = 0

    mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) -> Finding? {
      guard let first = line.first else {
        if let finding = endField() { return finding }
        endRecord()
        return nil
      }
      if first == UInt8(ascii: "+") {
        guard name != nil else { return broken(number) }
        value.append(UInt8(ascii: "\n"))
        let rest = line.dropFirst()
        value.append(contentsOf: rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest)
        return nil
      }
      if let finding = endField() { return finding }
      if first == UInt8(ascii: "#") { return nil }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isName(line[..<colon]) else { return broken(number) }
      name = String(decoding: line[..<colon], as: UTF8.self)
      let rest = line[(colon + 1)...]
      value.append(contentsOf: rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest)
      valueLine = number
      return nil
    }

    mutating func endField() -> Finding? {
      guard let name else { return nil }
      self.name = nil
      defer { value.removeAll(keepingCapacity: true) }
      guard let text = RecReader.unescaped(value) else { return broken(valueLine) }
      if name == "%rec" {
        endRecord()
        sets.append(RecSet(type: text.split(separator: " ").first.map(String.init) ?? ""))
        return nil
      }
      // Other lines of a record descriptor, such as %doc, say nothing about the values.
      if name.utf8.first == UInt8(ascii: "%") { return nil }
      if current == nil { current = RecRecord(line: valueLine) }
      if let place = places[name] {
        current?.fields[place].values.append(text)
      } else {
        places[name] = current?.fields.count
        current?.fields.append(Content.Field(id: name, values: [text]))
      }
      return nil
    }

    private mutating func endRecord() {
      guard let record = current else { return }
      current = nil
      places.removeAll(keepingCapacity: true)
      if sets.isEmpty { sets.append(RecSet(type: "")) }
      sets[sets.count - 1].records.append(record)
    }

    mutating func finish() -> [RecSet] {
      endRecord()
      return sets
    }

    private func isName(_ name: ArraySlice<UInt8>) -> Bool {
      guard let first = name.first, first.isLetter || first == UInt8(ascii: "%") else { return false }
      return name.dropFirst().allSatisfy { $0.isLetter || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    private func broken(_ line: Int) -> Finding {
      Finding(
        .file("", line: line, column: 1), rule: "format",
        Phrase(
          zh: "第 \(line) 行不是「欄位: 值」的格式；請比對原始檔案或由日誌修復。",
          en: "Line \(line) is not of the form “field: value”; compare with the original or repair from the journal."))
    }
  }

  /// The text of a value; nil where it is not UTF-8 or an escape names no character.
  static func unescaped(_ value: [UInt8]) -> String? {
    guard value.contains(UInt8(ascii: "\\")) else { return String(validating: value, as: UTF8.self) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count)
    var place = 0
    while place < value.count {
      guard value[place...].starts(with: "\\u{".utf8) else {
        bytes.append(value[place])
        place += 1
        continue
      }
      guard let end = value[place...].prefix(10).firstIndex(of: UInt8(ascii: "}")),
        let number = UInt32(String(decoding: value[(place + 3)..<end], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(number)
      else { return nil }
      bytes.append(contentsOf: String(Character(scalar)).utf8)
      place = end + 1
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  /// A-Z, a-z.
  var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
