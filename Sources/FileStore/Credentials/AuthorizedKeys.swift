import Domain

/// The text of an `authorized_keys` file of OpenSSH, in which some lines are ours: each binds a key to a person by a
/// forced command. Every other line stays byte for byte.
public struct AuthorizedKeys: Sendable {
  /// A line of ours.
  public struct Entry: Hashable, Sendable {
    /// The person's id.
    public let person: String
    /// Its comment is that of the key as it was given.
    public let key: SSHPublicKey
    /// What sshd has the shell of the account run.
    public let command: String
    /// Counts from 1.
    public let line: Int
  }

  private enum Line {
    case own(Entry)
    /// Has our mark and is not as we write it.
    case changed
    case other
    case empty
  }

  /// With their line ends.
  private var lines: [[UInt8]]

  private static let mark = "ismsbook:"
  private static let options = "restrict,pty,command=\""

  public init(_ bytes: [UInt8]) {
    lines = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(Array(bytes[start..<end]))
      start = end
    }
  }

  public var bytes: [UInt8] { Array(lines.joined()) }

  /// Our lines, in the order of the file.
  public var entries: [Entry] {
    lines.indices.compactMap { if case .own(let entry) = kind($0) { entry } else { nil } }
  }

  /// How many keys stand there that are not ours.
  public var otherKeys: Int {
    lines.indices.reduce(0) { count, place in
      switch kind(place) {
      case .other, .changed: count + 1
      case .own, .empty: count
      }
    }
  }

  /// Lines with our mark that were changed by hand, and lines of which the journal has no record.
  public func findings(path: String, notInJournal: [Entry] = []) -> [Finding] {
    lines.indices.compactMap { if case .changed = kind($0) { KeyFinding.changed(path, $0 + 1) } else { nil } }
      + notInJournal.map { KeyFinding.notInJournal(path, $0) }
  }

  /// The shell command that opens a session of a person. Throws where a path cannot stand on a line.
  public static func sessionCommand(
    program: String, store: String, person: String
  ) throws(StoreProblem) -> String {
    for path in [program, store] {
      if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        throw .invalid(KeyFinding.path(path))
      }
    }
    return "\(quoted(program)) --store \(quoted(store)) session --person \(person)"
  }

  /// Adds a line at the end. Throws where the key stands in the file already: sshd takes the first line with it, and
  /// that may be one without limits.
  public mutating func add(_ key: SSHPublicKey, person: String, command: String) throws(StoreProblem) -> Entry {
    if let place = lines.indices.first(where: { blob(in: $0) == key.blob }) {
      var owner: String?
      if case .own(let entry) = kind(place) { owner = entry.person }
      throw .invalid(KeyFinding.twice(place + 1, owner))
    }
    if let last = lines.last, last.last != UInt8(ascii: "\n") { lines[lines.count - 1].append(UInt8(ascii: "\n")) }
    let entry = Entry(person: person, key: key, command: command, line: lines.count + 1)
    lines.append(Array(AuthorizedKeys.text(entry).utf8))
    return entry
  }

  /// Takes out our lines that fit, and answers them.
  public mutating func remove(where fits: (Entry) -> Bool) -> [Entry] {
    let removed = entries.filter(fits)
    let places = Set(removed.map { $0.line - 1 })
    lines = lines.indices.filter { !places.contains($0) }.map { lines[$0] }
    return removed
  }

  private func kind(_ place: Int) -> Line {
    guard let text = String(validating: lines[place], as: UTF8.self) else { return .other }
    let line = text.trimmed
    if line.isEmpty || line.hasPrefix("#") { return .empty }
    // Only what would be written the same way is ours.
    if let entry = entry(line, place + 1) {
      let own = Array(AuthorizedKeys.text(entry).utf8)
      if lines[place] == own || lines[place] == own.dropLast() { return .own(entry) }
    }
    return line.utf8.contains(Array(" \(Self.mark)".utf8)) ? .changed : .other
  }

  private static func text(_ entry: Entry) -> String {
    // sshd takes a backslash for itself unless a quotation mark follows.
    let command = replacing("\"", with: "\\\"", in: entry.command)
    let comment = entry.key.comment.isEmpty ? "" : " " + entry.key.comment
    return "\(options)\(command)\" \(entry.key.text) \(mark)\(entry.person)\(comment)\n"
  }

  /// What the line would be as one of ours.
  private func entry(_ line: String, _ number: Int) -> Entry? {
    guard let (options, rest) = AuthorizedKeys.split(Array(line.utf8)),
      case .success(let found) = SSHPublicKey.read(line: rest), found.comment.hasPrefix(Self.mark)
    else { return nil }
    let words = found.comment.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 1).map { String($0) }
    guard let person = words.first, PersonName.isValid(id: person) else { return nil }
    let command = AuthorizedKeys.replacing("\\\"", with: "\"", in: options)
      .utf8.dropFirst(Self.options.utf8.count).dropLast()
    guard let command = String(validating: command, as: UTF8.self), command.hasSuffix(" session --person \(person)"),
      case .success(let key) = SSHPublicKey.read(line: "\(found.text) \(words.count > 1 ? words[1] : "")")
    else { return nil }
    return Entry(person: person, key: key, command: command, line: number)
  }

  /// The key of a line, ours or not; nil where sshd would find none.
  private func blob(in place: Int) -> [UInt8]? {
    let line = Array(lines[place].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
    guard line.first != UInt8(ascii: "#") else { return nil }
    // Bytes that are no UTF-8 may stand in a comment; the key before it still counts.
    for text in [String(decoding: line, as: UTF8.self), AuthorizedKeys.split(line)?.rest ?? ""] {
      let words = text.utf8.split(maxSplits: 2, whereSeparator: { " \t\r\n".utf8.contains($0) }).map {
        String($0) ?? ""
      }
      if words.count > 1, SSHPublicKey.isKnown(type: words[0]) { return Base64.decode(words[1]) }
    }
    return nil
  }

  /// Options and what follows them, cut where sshd cuts: at the first space outside of quotation marks.
  private static func split(_ line: [UInt8]) -> (options: String, rest: String)? {
    var isQuoted = false
    var before: UInt8?
    for (place, byte) in line.enumerated() {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t"), !isQuoted {
        let rest = line[place...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return (String(decoding: line[..<place], as: UTF8.self), String(decoding: rest, as: UTF8.self))
      }
      if byte == UInt8(ascii: "\""), before != UInt8(ascii: "\\") { isQuoted.toggle() }
      before = byte
    }
    return nil
  }

  /// A word for a POSIX shell.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0.isLetter || (48...57).contains($0) || "/._+-".utf8.contains($0) }
    return isPlain && !text.isEmpty ? text : "'" + replacing("'", with: "'\\''", in: text) + "'"
  }

  /// Byte for byte: a mark that a combining character follows is one `Character` with it, and still a mark to sshd.
  private static func replacing(_ old: String, with new: String, in text: String) -> String {
    String(decoding: Array(text.utf8).replacing(Array(old.utf8), with: Array(new.utf8)), as: UTF8.self)
  }
}
