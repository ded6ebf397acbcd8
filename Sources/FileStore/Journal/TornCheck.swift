import Domain

extension FileStore {
  /// A version whose entry should stand where the torn tail is, found by its file: it was reported as saved, so
  /// the tail is not torn but damaged.
  func savedButTorn(_ tail: JournalTail, _ index: RecordIndex) throws(StoreProblem) -> Version? {
    guard let segment = tail.segment else { return nil }
    do throws(SystemError) {
      let bytes = try journal.open(segment).read(min(8192, tail.size - tail.end), at: tail.end)
      if let file = VersionFile(head: bytes), let version = try follower(of: tail, file.folders, file.name) {
        return version
      }
      // The head may be what is damaged: any file with a version that the index does not know may be it.
      for form in try folder.folder("records").names() {
        for year in Set([segment.year, String((tail.savedAt ?? clock.now).day.text.prefix(4))]).sorted() {
          guard let thousands = try? folder.folder(["records", form, year]) else { continue }
          for thousand in try thousands.names() {
            guard let files = try? thousands.folder(thousand) else { continue }
            for name in try files.names() where isUnknown(name, index) {
              let folders = ["records", form, year, thousand]
              if let version = try follower(of: tail, folders, name) { return version }
            }
          }
        }
      }
      return nil
    } catch { throw error.problem }
  }

  private func isUnknown(_ name: String, _ index: RecordIndex) -> Bool {
    guard let (record, number) = VersionFile.parse(name: name) else { return false }
    // An index that fails is asked again when it matters; here the file is simply looked at.
    guard let known = try? index.place(of: record, nil) else { return true }
    return number > known.newest
  }

  /// The version of a file, if it follows the journal's end.
  private func follower(
    of tail: JournalTail, _ folders: [String], _ name: String
  ) throws(SystemError) -> Version? {
    guard let bytes = try? folder.folder(folders).open(name).readAll(limit: SegmentScanner.longestEntry),
      case .success(let version) = RecordText.decode(bytes), version.chain == tail.seal,
      version.sequence == tail.sequence + 1, version.site == description.site
    else { return nil }
    return version
  }
}

extension VersionFile {
  /// The file of an entry of which only the beginning can be read.
  init?(head bytes: [UInt8]) {
    var lines: [String: String] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(12) {
      let text = String(decoding: line, as: UTF8.self)
      for name in ["Record", "Form", "Version", "Saved_at"] where text.hasPrefix("\(name): ") {
        lines[name] = String(text.dropFirst(name.utf8.count + 2))
      }
    }
    guard let record = lines["Record"], RecordNumber.isValid(record),
      let form = lines["Form"].flatMap({ FormReference($0) }),
      let number = lines["Version"].flatMap({ WholeNumber.read($0) }),
      let savedAt = lines["Saved_at"].flatMap({ Moment($0) })
    else { return nil }
    self.init(form: form.id, savedAt: savedAt, record: record, number: number)
  }

  /// `<number>.v<version>.rec`.
  static func parse(name: String) -> (record: String, number: Int)? {
    guard name.hasSuffix(".rec"), let mark = name.range(of: ".v", backwardsFrom: name.dropLast(4)),
      let number = WholeNumber.read(name[mark.upperBound...].dropLast(4))
    else { return nil }
    let record = String(name[..<mark.lowerBound])
    return RecordNumber.isValid(record) ? (record, number) : nil
  }
}

extension String {
  /// The last place of `text` within a part of this text.
  fileprivate func range(of text: String, backwardsFrom part: Substring) -> Range<Index>? {
    var place = part.endIndex
    while place > part.startIndex {
      place = index(before: place)
      if self[place...].hasPrefix(text) { return place..<index(place, offsetBy: text.count) }
    }
    return nil
  }
}
