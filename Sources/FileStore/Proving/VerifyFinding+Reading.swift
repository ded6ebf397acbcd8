import Domain

/// What reading the journal says by itself.
extension VerifyFinding {
  /// Nil for what counts, and where nothing is said of it here. `line` is that of the step's place.
  static func of(_ step: JournalReader.Step, line: Int) -> Finding? {
    switch step {
    case .entry, .madeGood, .damage, .clockBehind: nil
    case .torn(let damage): tornAndNamed(damage.segment, line)
    case .unfinished(let damage): tornTail(FileLine(damage.segment.path, line), damage.length)
    case .missing(let gap, let place, _): missing(gap.first, gap.last ?? gap.first, place, line)
    case .otherSeal(let found): chain(found.entry.sequence, found.place, line)
    case .earlier(let found): time(found.entry.sequence, found.place, line)
    case .otherDay(let found): otherDay(found, line)
    case .repeated(let found, let last): order(found.entry.sequence, after: last, found.place, line)
    case .strange(let place): notAnEntry(place, line)
    case .putIn(let segment): putIn(segment)
    case .surplus(let found, let isSame): surplus(found, isSame, line)
    case .unreadable(let segment, let error): FileStore.unreadable(segment.path, error)
    }
  }

  static func undeclared(_ other: String, site: String) -> Finding {
    Finding(
      FileLine("journal/\(other)", 0).place, rule: "site",
      Phrase(
        zh: "journal/\(other) 是本紀錄庫沒有宣告的站點（只有 \(site)）；裡面的都不算，請查明來源後移走。",
        en:
          "journal/\(other) is of a site that the store has not declared (only \(site)); nothing in it counts. Find out "
          + "where it came from and move it away."))
  }

  static func clockBehind(_ first: FileLine, _ count: Int) -> Finding {
    Finding(
      first.place, rule: "clock", severity: .note,
      Phrase(
        zh: "有 \(count) 筆存檔時，時鐘比前一筆早（自這一行起）；時間依前一筆，Clock 行是當時的時鐘。請確認時鐘同步。",
        en: "At \(count) save(s), from this line on, the clock was behind the entry before: their time is that of the "
          + "entry before, and the line Clock says what it showed. Make sure that the clock is synchronised."))
  }

  private static func otherDay(_ found: JournalReader.Found, _ line: Int) -> Finding {
    let path = found.place.segment.path
    let day = found.entry.savedAt.day.text
    return Finding(
      FileLine(path, line).place, rule: "segment",
      Phrase(
        zh: "第 \(found.entry.sequence) 筆是 \(day) 存的，卻在 \(path)：檔案被改過名；請比對備份。",
        en:
          "Entry \(found.entry.sequence) was saved on \(day) but stands in \(path): the file was renamed; compare with a "
          + "backup."))
  }

  private static func putIn(_ segment: SegmentName) -> Finding {
    Finding(
      FileLine(segment.path, 0).place, rule: "segment",
      Phrase(
        zh: "\(segment.path) 是放進來的：後面的日誌接的不是它；裡面的都不算，請查明來源後移走。",
        en:
          "\(segment.path) was put in: what stands after follows something else. Nothing in it counts; find out where it "
          + "came from and move it away."))
  }

  private static func surplus(_ found: JournalReader.Found, _ isSame: Bool, _ line: Int) -> Finding {
    let spot = FileLine(found.place.segment.path, line)
    let sequence = found.entry.sequence
    guard !isSame else {
      return Finding(
        spot.place, rule: "repair", severity: .note,
        Phrase(
          zh: "修復檔裡的第 \(sequence) 筆，日誌裡已有相同而完整的一筆；不必處理。",
          en: "The journal holds the same entry \(sequence) whole; nothing to do."))
    }
    return Finding(
      spot.place, rule: "repair",
      Phrase(
        zh: "修復檔裡的第 \(sequence) 筆接不上日誌的任何缺口：不是修復寫的，不算；請查明來源後移走。",
        en:
          "Entry \(sequence) of this repair fills no gap of the journal: no repair wrote it, and it does not count. Find "
          + "out where it came from and move it away."))
  }
}

extension JournalReader.Step {
  /// Where it stands; nil for a whole file.
  var place: VersionPlace? {
    switch self {
    case .entry(let found), .madeGood(let found, _), .otherSeal(let found), .earlier(let found),
      .clockBehind(let found),
      .otherDay(let found), .repeated(let found, _), .surplus(let found, _):
      found.place
    case .damage(let damage, _, _), .torn(let damage), .unfinished(let damage):
      VersionPlace(segment: damage.segment, start: damage.offset, length: damage.length)
    case .missing(_, let place, _), .strange(let place): place
    case .putIn, .unreadable: nil
    }
  }
}
