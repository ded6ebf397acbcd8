import Domain
import Glibc

extension FileStore {
  /// Saves a version. When it answers `.saved`, the version is on the disk; its readable copy and the index follow
  /// before anything is read, see `finishSaves`.
  public func append(_ new: NewVersion) throws(StoreProblem) -> SaveResult {
    guard let result = try appendMany([new]).first else { throw .inputOutput(path: root, code: EIO) }
    return result
  }

  /// Saves many versions with one sync. Those that conflict are left out; the others are saved together.
  public func appendMany(_ new: [NewVersion]) throws(StoreProblem) -> [SaveResult] {
    for version in new {
      if let finding = version.finding { throw .invalid(finding) }
    }
    guard !new.isEmpty else { return [] }
    return try withState { (state) throws(StoreProblem) in
      try mayWrite(state)
      if state.unfinished.isMany { finish(&state) }
      // Most of what others saved is read before the lock is asked for, so that it is held shortly.
      if state.tail == nil { try catchUp(&state) }
      let new = try keepingDefinitions(of: new, &state)
      let batch = try withLock(&state, toWrite: true) { (state) throws(StoreProblem) in
        try beforeWriting(&state, by: new[0].savedBy)
        let batch = try prepare(new, &state)
        if !batch.bytes.isEmpty { try write(batch.bytes, batch, &state) }
        return batch
      }
      leave(batch, new, &state)
      return batch.results
    }
  }

  /// Records something that is about no record, such as a log-in or an export. The names of details begin with
  /// a capital letter.
  @discardableResult
  public func appendEntry(
    action: Action, by person: PersonName, details: [Content.Field] = []
  ) throws(StoreProblem) -> StoreHead {
    try appendEntry(action: action, by: person, details: details) { () throws(StoreProblem) in }
  }

  /// Records something, and then does it before any other program may write.
  @discardableResult
  func appendEntry(
    action: Action, by person: PersonName, details: [Content.Field],
    andDo act: () throws(StoreProblem) -> Void
  ) throws(StoreProblem) -> StoreHead {
    if let finding = NewVersion.finding(header: details, person: person, action: action) { throw .invalid(finding) }
    return try withState { (state) throws(StoreProblem) in
      try mayWrite(state)
      if state.tail == nil { try catchUp(&state) }
      let head = try withLock(&state, toWrite: true) { (state) throws(StoreProblem) in
        let head = try append(action, by: person, details, &state)
        try act()
        return head
      }
      // What is durable is found again by the next opening, should the index fail now.
      try? catchUp(&state)
      return head
    }
  }

  /// Appends an entry about no record. The lock is held.
  func append(
    _ action: Action, by person: PersonName, _ details: [Content.Field], _ state: inout State
  ) throws(StoreProblem) -> StoreHead {
    try beforeWriting(&state, by: person)
    return try writeEntry(action, person, details, &state)
  }

  /// Numbers, chains and seals the versions. What does not fit may be the index's mistake: the journal is asked
  /// before anything is refused.
  private func prepare(_ new: [NewVersion], _ state: inout State) throws(StoreProblem) -> SaveBatch {
    var isSecond = false
    while true {
      var batch = SaveBatch(store: self, state: state)
      do throws(StoreProblem) {
        for version in new { try batch.add(version) }
        return batch
      } catch {
        guard case .broken = error, !isSecond else { throw error }
        isSecond = true
        try replaceIndex(&state, keeping: true)
        try catchUp(&state)
      }
    }
  }

  private func mayWrite(_ state: State) throws(StoreProblem) {
    if let reason = state.readOnly { throw .readOnly(reason) }
  }

  /// Everything that has to be so before the first byte is written: no failed sync, room to record a stop, all
  /// entries of others read, torn bytes named.
  private func beforeWriting(_ state: inout State, by person: PersonName) throws(StoreProblem) {
    if isSuspect() {
      state.readOnly = .syncFailed
      throw .readOnly(.syncFailed)
    }
    if !Reserve.isThere(in: folder) {
      do throws(SystemError) { try Reserve.make(in: folder) } catch { throw error.problem }
    }
    if try hasMoved(&state) { try catchUp(&state) }
    if let tail = state.tail, tail.isTorn {
      if let version = try savedButTorn(tail, state.index) { throw .broken(FileStore.onlyCopy(version)) }
      try nameTornBytes(tail, person, &state)
    }
  }

  /// Whether the journal's end is not where it was last seen.
  private func hasMoved(_ state: inout State) throws(StoreProblem) -> Bool {
    guard let tail = state.tail else {
      state.open = nil
      return true
    }
    if let open = state.open, open.segment == tail.segment, open.isStill(in: folder, size: tail.size) { return false }
    state.open = nil
    do throws(SystemError) {
      guard let newest = try journal.segments(of: description.site, from: tail.segment?.day).last else {
        return tail.segment != nil
      }
      guard newest == tail.segment else { return true }
      return try journal.size(of: newest) != tail.size
    } catch { throw error.problem }
  }

  private func nameTornBytes(_ tail: JournalTail, _ person: PersonName, _ state: inout State) throws(StoreProblem) {
    guard let segment = tail.segment else { return }
    let length = tail.size - tail.end
    let hash: String
    do throws(SystemError) {
      hash = try TornBytes.hash(try journal.open(segment), tail.end, length)
    } catch { throw error.problem }
    let details = TornBytes.details(segment, offset: tail.end, length: length, hash: hash)
    _ = try writeEntry(TornBytes.action, person, details, &state, into: segment, afterTorn: true)
  }

  /// Appends an entry without a record. The lock is held.
  private func writeEntry(
    _ action: Action, _ person: PersonName, _ details: [Content.Field], _ state: inout State,
    into segment: SegmentName? = nil, afterTorn: Bool = false
  ) throws(StoreProblem) -> StoreHead {
    let tail = state.tail ?? JournalTail()
    let time = SavingTime(clock, after: tail.savedAt)
    let entry = JournalEntry.encode(
      action: action, title: JournalEntry.title, savedAt: time.savedAt, savedBy: person, site: description.site,
      sequence: tail.sequence + 1, chain: tail.seal, details: details + time.header)
    let target = segment ?? segmentName(for: time.savedAt, tail)
    try write((afterTorn ? TornBytes.end : []) + entry.bytes, to: target, &state, by: person)
    state.tail?.sequence = tail.sequence + 1
    state.tail?.seal = entry.seal
    state.tail?.savedAt = time.savedAt
    return StoreHead(sequence: tail.sequence + 1, seal: entry.seal, savedAt: time.savedAt)
  }

  private func write(_ bytes: [UInt8], _ batch: SaveBatch, _ state: inout State) throws(StoreProblem) {
    guard let savedAt = batch.tail.savedAt, let person = batch.saved.first?.version.savedBy else { return }
    let segment = segmentName(for: savedAt, state.tail ?? JournalTail())
    try write(bytes, to: segment, &state, by: person)
    state.tail?.sequence = batch.tail.sequence
    state.tail?.seal = batch.tail.seal
    state.tail?.savedAt = batch.tail.savedAt
  }

  /// The day's segment, or the newest one should that be of a later day.
  private func segmentName(for moment: Moment, _ tail: JournalTail) -> SegmentName {
    SegmentName(site: description.site, day: max(tail.segment?.day ?? moment.day, moment.day))
  }

  /// One write, one sync. After this the bytes are on the disk, or nothing more is written by this program.
  private func write(
    _ bytes: [UInt8], to segment: SegmentName, _ state: inout State, by person: PersonName
  ) throws(StoreProblem) {
    let start = segment == state.tail?.segment ? state.tail?.size ?? 0 : 0
    let place: OpenSegment
    do throws(SystemError) {
      // One that is open has been looked at since the lock is held.
      if let open = state.open, open.segment == segment {
        place = open
      } else {
        place = try OpenSegment(segment, in: folder)
      }
      guard try place.file.facts().size == start else { throw SystemError(place.file.path, EBUSY) }
    } catch {
      state.tail = nil
      state.open = nil
      throw error.problem
    }
    do throws(SystemError) { try place.file.write(bytes) } catch {
      // Part of it may be there: a torn tail that the next save names.
      state.tail = nil
      if case .diskFull = error.problem { recordFullDisk(&state, by: person) }
      throw error.problem
    }
    do throws(SystemError) {
      try place.file.synchronizeData()
      if !state.durable.contains(segment) {
        // Also where another program made the file: it may have died before this.
        try place.year.synchronize()
        try place.site.synchronize()
        state.durable.insert(segment)
      }
    } catch {
      stop(&state, error)
      throw .syncFailed(path: error.path, code: error.code)
    }
    state.open = place
    state.tail = JournalTail(
      segment: segment, size: start + bytes.count, end: start + bytes.count, sequence: state.tail?.sequence ?? 0,
      seal: state.tail?.seal ?? "", savedAt: state.tail?.savedAt)
  }

  /// Gives up the reserve to put into the journal that the disk is full. Nothing is saved again before there is
  /// room for a new reserve.
  private func recordFullDisk(_ state: inout State, by person: PersonName) {
    guard Reserve.isThere(in: folder), (try? Reserve.giveUp(in: folder)) != nil else { return }
    // The save has failed and says so; that this could not be recorded either changes nothing about it.
    try? catchUp(&state)
    if let tail = state.tail, tail.isTorn { try? nameTornBytes(tail, person, &state) }
    _ = try? writeEntry(Action(rawValue: "disk_full"), person, [], &state)
    state.tail = nil
  }
}
