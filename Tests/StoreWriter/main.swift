import Domain
import FileStore
import Glibc

// A program of its own that saves to a store beside others: StoreWriter STORE CACHE NAME TURNS RECORDS.
// Prints a line for every save that it was told is done: record, version, seal, text.

struct PlainIndexer: RecordIndexer {
  let fingerprint = "1"
  func listColumns(of form: String) -> [ListColumn] {
    [ListColumn(id: "title"), ListColumn(id: "level", isNumber: true)]
  }
  func references(in version: Version) -> [(field: String, record: String)] {
    version.content["related"].map { ("related", $0) }
  }
}

func new(_ record: RecordName, _ title: String, _ action: Action) -> NewVersion {
  NewVersion(
    form: FormReference(id: "incident-notice", version: 3), title: "資安事件通報單", record: record, status: .saved,
    action: action, savedBy: PersonName(id: "wang.xm", name: "王小明"), reason: nil,
    content: Content(fields: [Content.Field(id: "title", values: [title])]), draft: nil)
}

let arguments = CommandLine.arguments
guard arguments.count == 6, let turns = Int(arguments[4]), let records = Int(arguments[5]) else { exit(64) }
let name = arguments[3]
let clock: @Sendable () -> Moment = {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Moment(seconds: Int(now.tv_sec), offset: 480)
}

/// Saves; waits for others as long as it takes.
func save(_ store: FileStore, _ version: NewVersion) throws(StoreProblem) -> SaveResult {
  while true {
    do throws(StoreProblem) { return try store.append(version) } catch {
      guard case .lockedTooLong = error else { throw error }
    }
  }
}

do {
  let store = try FileStore.open(at: arguments[1], indexer: PlainIndexer(), indexFolder: arguments[2], clock: clock)
  for turn in 0..<turns {
    let text = "\(name)-\(turn)"
    var saved: Version?
    if turn % 10 == 0, let pattern = NumberPattern("INC-115-{serial}") {
      if case .saved(let version) = try save(store, new(.numbered(pattern), text, .create)) { saved = version }
    }
    let record = "REC-\((turn &+ name.utf8.reduce(0) { $0 &+ Int($1) }) % records)"
    while saved == nil {
      guard let base = try store.version(record) else { exit(66) }
      if case .saved(let version) = try save(store, new(.existing(record, base: base.number), text, .amend)) {
        saved = version
      } else {
        try store.catchUp()
      }
    }
    guard let saved else { exit(70) }
    print(saved.record, saved.number, saved.seal, text)
  }
  store.finishSaves()
} catch {
  print("stopped: \(error)")
  exit(74)
}
