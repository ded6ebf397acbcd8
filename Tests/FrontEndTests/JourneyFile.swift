import Foundation
import TestKit

/// A procedure walked by the people who do its work, as a file of `Journeys` tells it.
///
/// ```
/// save FORM as NAME by ROLE                    a new record with the values below, and no more than the form asks for
///   place = text | text                        a field, or table.row.column; {NAME} a record, {+3} a day, {+3 09:00}
///                                              a moment, {file} a file, @ROLE a person in the role
/// add NAME by ROLE                             changes a record to the values below
/// fill NAME by ROLE                            the same, and what the step to come needs
/// submit|agree|withdraw NAME by ROLE           here and below, `turn` is whoever signs next
/// return|refuse NAME by ROLE: reason
/// cannot submit|agree|… NAME by ROLE: place    is refused at exactly these places; also for add and save (FORM)
/// waits NAME for STEP: ROLE, ROLE              the step to come, by somebody in one of the roles
/// sign NAME to STEP|end                        by whoever's turn it is; nothing is filled in
/// finish NAME [to STEP]                        the same, and what steps need is filled in
/// finish FORM as NAME by ROLE                  a record around the procedure: saved, filled in and signed to its end
/// status NAME STATUS
/// value NAME place = text
/// pass 30 days
/// large: …, small: …                           only in the large or in the smallest organisation
/// ```
struct JourneyFile {
  struct Statement {
    let line: Int
    /// The organisation that it is about, where it is about one.
    let size: String?
    let words: String
    var values: [(place: String, texts: [String])] = []
  }

  struct Unreadable: Error, CustomStringConvertible { let description: String }

  let name: String
  private(set) var statements: [Statement] = []

  private static let folder = Checkout.tests("FrontEndTests/Journeys")

  /// All, or those whose numbers stand in `ISMSBOOK_JOURNEYS=11,14`, for whoever writes one.
  static func names() -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let wanted = ProcessInfo.processInfo.environment["ISMSBOOK_JOURNEYS"]?.split(separator: ",")
    return files.filter { name in name.hasSuffix(".txt") && wanted?.contains { name.hasPrefix($0) } ?? true }
      .map { String($0.dropLast(4)) }.sorted()
  }

  init(_ name: String) throws {
    self.name = name
    let text = try String(contentsOf: Self.folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      var words = line.trimmingCharacters(in: .whitespaces)
      guard !words.isEmpty, !words.hasPrefix("#") else { continue }
      guard line.hasPrefix(" ") else {
        let size = ["large", "small"].first { words.hasPrefix("\($0): ") }
        if let size { words = String(words.dropFirst(size.count + 2)) }
        statements.append(Statement(line: index + 1, size: size, words: words))
        continue
      }
      guard let sign = words.firstRange(of: " ="), !statements.isEmpty else {
        throw Unreadable(description: "\(name).txt:\(index + 1): '\(words)' is no 'place = text'")
      }
      let texts = words[sign.upperBound...].components(separatedBy: " | ")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      statements[statements.count - 1].values.append((String(words[..<sign.lowerBound]), texts))
    }
  }
}
