import Domain
import FileStore
import TestKit
import Testing

@Suite("Credentials")
struct CredentialTests {
  private static let secret = "這是一句夠長的通行碼 with spaces"

  private static func rules(locked: Int? = 4, longest: Int = 300) throws -> CredentialRules {
    CredentialRules(
      minimumPassphraseLength: 12, minimumPINLength: 6, failuresUntilLocked: locked, longestDelay: longest,
      cost: try #require(ScryptCost(rounds: 16, blockSize: 1, parallelism: 1)))
  }

  /// A store in which Wang has a secret.
  private func makeStore(_ secret: String = secret, oneTime: Bool = false) throws -> TestStore {
    let test = try TestStore()
    try test.store.setCredential(
      of: Cast.wang, secret, by: oneTime ? Cast.lin : Cast.wang, oneTime: oneTime, rules: try Self.rules())
    return test
  }

  private func moment(_ time: String) throws -> Moment { try #require(Moment("2026-11-22T\(time)+08:00")) }

  private func journal(_ test: TestStore) throws -> String {
    try TestFiles.files(test.root + "/journal").map { try TestFiles.text(test.root + "/journal/" + $0) }.joined()
  }

  private func actions(_ test: TestStore) throws -> [String] {
    try journal(test).split(separator: "\n").filter { $0.hasPrefix("Action: ") }.map { String($0.dropFirst(8)) }
      .filter { $0 != "created" }
  }

  private func file(_ test: TestStore, _ name: String = "wang.xm") -> String {
    test.root + "/credentials/\(name).rec"
  }

  @Test("the right secret is accepted, a wrong one is not, and both are recorded")
  func rightAndWrong() throws {
    let test = try makeStore()
    let rules = try Self.rules()
    #expect(
      try test.store.check("wang.xm", Self.secret + "x", rules: rules, now: moment("15:00:00"))
        == .refused(waitUntil: moment("15:00:01")))
    #expect(
      try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:01"))
        == .accepted(mustChange: false))
    #expect(try test.store.credential(of: "wang.xm")?.failures == 0)
    #expect(try actions(test) == ["credential_set", "log_in_failed", "log_in"])
    #expect(try journal(test).contains("Failures_before: 1\n"))
    #expect(try test.store.verify().findings.isEmpty)
  }

  @Test("folder and files are for their owner alone, plain text, and unknown lines survive")
  func layout() throws {
    let test = try makeStore()
    #expect(TestFiles.mode(test.root + "/credentials") == 0o700)
    #expect(TestFiles.mode(file(test)) == 0o600)
    let text = try TestFiles.text(file(test))
    for line in ["Person: wang.xm 王小明\n", "Scrypt: 16 1 1\n", "Must_change: no\n", "Failures: 0\n", "Locked: no\n"] {
      #expect(text.contains(line), "\(line)")
    }
    try TestFiles.write(Array((text + "Second_factor: none\n").utf8), file(test))
    _ = try test.store.check("wang.xm", "wrong", rules: Self.rules(), now: moment("15:00:00"))
    #expect(try TestFiles.text(file(test)).contains("Second_factor: none\n"))
    #expect(TestFiles.mode(file(test)) == 0o600)
    #expect(TestFiles.files(test.root + "/credentials") == ["wang.xm.rec"])
  }

  @Test("hash and salt are nowhere but in the credential's file")
  func hashesStay() throws {
    let test = try makeStore()
    let lines = try TestFiles.text(file(test)).split(separator: "\n")
    let hidden = try ["Salt: ", "Hash: "].map { name in
      String(try #require(lines.first { $0.hasPrefix(name) }).dropFirst(name.count))
    }
    #expect(hidden[0].count == 32 && hidden[1].count == 64)
    let rules = try Self.rules(locked: 2)
    let version = try test.save("一")
    try test.store.saveDraft(
      Draft(person: "wang.xm", form: version.form, savedAt: version.savedAt, content: version.content))
    _ = try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:00:00"))
    _ = try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:05"))
    _ = try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:01:00"))
    _ = try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:02:00"))
    try test.store.release("wang.xm", by: Cast.lin)
    let files = TestFiles.files(test.folder).filter { $0 != "store/credentials/wang.xm.rec" && $0 != "store/reserve" }
    #expect(files.contains { $0.hasPrefix("store/journal/") } && files.contains { $0.hasPrefix("store/records/") })
    #expect(files.contains { $0.hasPrefix("store/drafts/") } && files.contains { $0.hasPrefix("cache/") })
    for path in files {
      let bytes = try TestFiles.read("\(test.folder)/\(path)")
      for text in hidden + [Self.secret] { #expect(TestFiles.place(of: text, in: bytes) == nil, "\(path)") }
    }
  }

  @Test("the delay doubles up to its limit, and an attempt before its end is not looked at")
  func delay() throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: nil, longest: 10)
    var now = try moment("15:00:00")
    for delay in [1, 2, 4, 8, 10, 10] {
      let end = now.adding(seconds: delay)
      #expect(try test.store.check("wang.xm", "wrong", rules: rules, now: now) == .refused(waitUntil: end))
      let early = end.adding(seconds: -1)
      #expect(try test.store.check("wang.xm", Self.secret, rules: rules, now: early) == .tooEarly(until: end))
      now = end
    }
    #expect(try test.store.credential(of: "wang.xm")?.failures == 6)
  }

  @Test("a restart does not shorten the delay, nor does a clock that is moved back; that is recorded")
  func clockMovedBack() throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: nil)
    var now = try moment("15:00:00")
    for _ in 0..<5 {
      _ = try test.store.check("wang.xm", "wrong", rules: rules, now: now)
      now = now.adding(seconds: 20)
    }
    let store = try test.reopened()
    #expect(
      try store.check("wang.xm", Self.secret, rules: rules, now: moment("15:01:35"))
        == .tooEarly(until: moment("15:01:36")))
    #expect(
      try store.check("wang.xm", Self.secret, rules: rules, now: moment("09:00:00"))
        == .clockMovedBack(until: moment("09:00:16")))
    #expect(
      try store.check("wang.xm", Self.secret, rules: rules, now: moment("09:00:15"))
        == .tooEarly(until: moment("09:00:16")))
    #expect(
      try store.check("wang.xm", Self.secret, rules: rules, now: moment("09:00:16"))
        == .accepted(mustChange: false))
    #expect(try actions(test).filter { $0 == "clock_moved_back" }.count == 1)
  }

  @Test("after so many failures only another person can release it")
  func lockOut() throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: 3)
    var now = try moment("15:00:00")
    var answers: [CredentialAnswer] = []
    for _ in 0..<3 {
      answers.append(try test.store.check("wang.xm", "wrong", rules: rules, now: now))
      now = now.adding(seconds: 60)
    }
    #expect(answers.last == .locked && answers.first != .locked)
    let later = now.adding(seconds: 86_400)
    #expect(try test.reopened().check("wang.xm", Self.secret, rules: rules, now: later) == .locked)
    #expect(try test.store.credential(of: "wang.xm")?.isLocked == true)
    #expect(throws: StoreProblem.self) { try test.store.release("wang.xm", by: Cast.wang) }
    #expect(throws: StoreProblem.self) { try test.store.release("lin", by: Cast.wang) }
    // Changing one's own does not release it.
    try test.store.setCredential(of: Cast.wang, Self.secret + "2", by: Cast.wang, oneTime: false, rules: rules)
    #expect(try test.store.credential(of: "wang.xm")?.isLocked == true)
    try test.store.release("wang.xm", by: Cast.lin)
    #expect(
      try test.store.check("wang.xm", Self.secret + "2", rules: rules, now: later) == .accepted(mustChange: false))
    let recorded = try actions(test)
    #expect(recorded.suffix(6) == ["locked_out", "refused", "refused", "credential_changed", "released", "log_in"])
  }

  @Test("a one-time secret must be changed, into another one")
  func oneTime() throws {
    let test = try makeStore("482913", oneTime: true)
    let rules = try Self.rules()
    #expect(
      try test.store.check("wang.xm", "482913", rules: rules, now: moment("15:00:00")) == .accepted(mustChange: true))
    #expect(throws: StoreProblem.self) {
      try test.store.setCredential(of: Cast.wang, "482913", by: Cast.wang, oneTime: false, rules: rules)
    }
    try test.store.setCredential(of: Cast.wang, "731946", by: Cast.wang, oneTime: false, rules: rules)
    #expect(
      try test.store.check("wang.xm", "731946", rules: rules, now: moment("15:00:01")) == .accepted(mustChange: false))
    #expect(try !test.store.check("wang.xm", "482913", rules: rules, now: moment("15:00:02")).isAccepted)
    #expect(try journal(test).contains("One_time: yes\n"))
  }

  @Test("a name without a credential gets the same answers as a wrong secret, and is not written down")
  func unknownName() throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: 3)
    for name in ["chen", "my passphrase in the wrong field", "", "../STORE"] {
      for time in ["15:00:00", "15:00:00", "15:00:01", "14:00:00", "15:10:00", "15:20:00"] {
        let now = try moment(time)
        let known = try test.store.check("wang.xm", "wrong", rules: rules, now: now)
        #expect(try test.store.check(name, "wrong", rules: rules, now: now) == known)
        #expect(try test.reopened().check(name, "wrong", rules: rules, now: now) != .accepted(mustChange: false))
      }
      try test.store.release("wang.xm", by: Cast.lin)
    }
    let everything = try TestFiles.files(test.root).map { try TestFiles.text("\(test.root)/\($0)") }.joined()
    #expect(!everything.contains("wrong field") && !everything.contains("chen"))
    #expect(TestFiles.mode(file(test, "UNKNOWN")) == 0o600)
    // Somebody who is given a credential begins afresh.
    try test.store.setCredential(
      of: PersonName(id: "chen", name: "陳"), Self.secret, by: Cast.lin, oneTime: false, rules: rules)
    #expect(
      try test.store.check("chen", Self.secret, rules: rules, now: moment("15:20:01")) == .accepted(mustChange: false))
  }

  @Test("many programs at once lose no failure and try no secret uncounted")
  func manyAtOnce() async throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: nil, longest: 0)
    let now = try moment("15:00:00")
    let failed = NumberLog()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        let store = try test.reopened(cache: "\(test.folder)/cache\(number)")
        group.addTask {
          for _ in 0..<5 {
            if case .refused = try store.check("wang.xm", "wrong", rules: rules, now: now) {
              failed.add(1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(failed.all.count == 30)
    #expect(try test.store.credential(of: "wang.xm")?.failures == 30)
    #expect(try actions(test).filter { $0 == "log_in_failed" }.count == 30)
    #expect(try test.store.verify().findings.isEmpty)
    #expect(TestFiles.files(test.root + "/credentials") == ["wang.xm.rec"])
  }

  @Test("an attempt that was cut off is no failure and locks nobody out, but is waited for as one")
  func cutOff() throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: 4)
    func leave(_ unfinished: Int, failures: Int = 0) throws {
      let lines = try TestFiles.text(file(test)).split(separator: "\n").filter { line in
        !["Failures: ", "Unfinished: ", "Last_failure_at: ", "Wait_until: "].contains { line.hasPrefix($0) }
      }
      let wait = rules.delay(after: unfinished + failures)
      let left = [
        "Failures: \(failures)", "Unfinished: \(unfinished)", "Last_failure_at: \(try moment("15:00:00").text)",
        "Wait_until: \(try moment("15:00:00").adding(seconds: wait).text)", "",
      ]
      try TestFiles.write(Array((lines.map(String.init) + left).joined(separator: "\n").utf8), file(test))
    }
    try leave(1)
    #expect(
      try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00"))
        == .unfinished(until: moment("15:00:01")))
    #expect(
      try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:01"))
        == .accepted(mustChange: false))
    #expect(try journal(test).contains("Unfinished_before: 1\n"))
    #expect(try !journal(test).contains("Failures_before") && !actions(test).contains("log_in_failed"))
    // However many were cut off, only those that were answered count towards the lock-out.
    try leave(7)
    #expect(
      try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:01:03"))
        == .unfinished(until: moment("15:01:04")))
    #expect(
      try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:01:04"))
        == .refused(waitUntil: moment("15:03:12")))
    #expect(try test.store.credential(of: "wang.xm")?.failures == 1)
    #expect(
      try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:03:11"))
        == .tooEarly(until: moment("15:03:12")))
    #expect(try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:03:12")).isAccepted)
    #expect(try !TestFiles.text(file(test)).contains("Unfinished"))
    // A failure and one that was cut off wait for both.
    try leave(1, failures: 3)
    #expect(try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:00:08")) == .locked)
  }

  @Test("right ones at once are all accepted, whichever program asks first")
  func rightOnesAtOnce() async throws {
    let test = try makeStore()
    let rules = try Self.rules()
    let accepted = NumberLog()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        let store = try test.reopened(cache: "\(test.folder)/cache\(number)")
        group.addTask {
          if try store.check("wang.xm", Self.secret, rules: rules, purpose: .confirm).isAccepted { accepted.add(1) }
        }
      }
      try await group.waitForAll()
    }
    #expect(accepted.all.count == 8)
    #expect(try actions(test) == ["credential_set"])
  }

  @Test("of wrong ones at once one is looked at and the others are told to wait")
  func wrongOnesAtOnce() async throws {
    let test = try makeStore()
    let rules = try Self.rules(locked: nil)
    let looked = NumberLog()
    let now = try moment("15:00:00")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        let store = try test.reopened(cache: "\(test.folder)/cache\(number)")
        group.addTask {
          if case .refused = try store.check("wang.xm", "wrong", rules: rules, now: now) { looked.add(1) }
        }
      }
      try await group.waitForAll()
    }
    #expect(looked.all.count == 1)
    #expect(try test.store.credential(of: "wang.xm")?.failures == 1)
  }

  @Test("a credential that is damaged, a link or of another person accepts nobody, and says what to do")
  func damaged() throws {
    let test = try makeStore()
    let rules = try Self.rules()
    let text = try TestFiles.text(file(test))
    let changes: [(String, String)] = [
      (text, ""), ("Failures: 0\n", ""), ("Failures: 0", "Failures: -1"), ("Locked: no", "Locked: perhaps"),
      ("Scrypt: 16 1 1", "Scrypt: 1099511627776 8 1"), ("Scrypt: 16 1 1", "Scrypt: 17 1 1"), ("Hash: ", "Hash: 00"),
      ("Person: wang.xm", "Person: lin"), ("Must_change: no\n", ""), ("Failures: 0", "Failures: 2"),
      ("Failures: 0", "Failures: 0\nUnfinished: 2"), ("Failures: 0", "Failures: 0\nUnfinished: -1"),
      (
        "Failures: 0",
        "Failures: 9223372036854775807\nLast_failure_at: 2026-11-22T14:00:00+08:00\nWait_until: 2026-11-22T14:00:01+08:00"
      ),
    ]
    for (old, new) in changes {
      try TestFiles.write(Array(text.replacing(old, with: new).utf8), file(test))
      #expect(throws: StoreProblem.self, "\(new)") {
        try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00"))
      }
    }
    TestFiles.removeFile(file(test))
    try TestFiles.write(Array(text.utf8), test.folder + "/outside")
    try TestFiles.run("/bin/ln", ["-s", test.folder + "/outside", file(test)])
    #expect(throws: StoreProblem.self) {
      try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00"))
    }
    TestFiles.removeFile(file(test))
    try TestFiles.write(Array(text.utf8), file(test))
    #expect(try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00")).isAccepted)
    #expect(try test.store.verify().findings.isEmpty)
  }

  @Test("a secret is the same however its characters were composed")
  func normalisation() throws {
    let test = try makeStore("cafe\u{301} au lait s'il")
    #expect(
      try test.store.check("wang.xm", "caf\u{E9} au lait s'il", rules: Self.rules(), now: moment("15:00:00"))
        .isAccepted)
    #expect(
      try !test.store.check("wang.xm", "cafe au lait s'il", rules: Self.rules(), now: moment("15:00:00")).isAccepted)
  }

  @Test(
    "secrets that are short, long or easy to guess are findings in both languages",
    arguments: [
      ("", ["length"]), ("short", ["length"]), ("12345", ["length", "guessable"]), ("48291", ["length"]),
      ("123456", ["guessable"]), ("987654", ["guessable"]), ("000000", ["guessable"]),
      ("aaaaaaaaaaaaaa", ["guessable"]), ("長長長長長長長長長長長長長", ["guessable"]),
      ("tab\tin the middle of it", ["control"]), (String(repeating: "ab", count: 129), ["length"]),
      ("482913", []), ("correct horse battery", []), ("十二個中文字的通行碼就夠長了", []),
    ] as [(String, [String])])
  func secrets(_ secret: String, _ expected: [String]) throws {
    let found = try Self.rules().findings(secret, person: "wang.xm")
    #expect(found.map(\.rule) == expected)
    #expect(found.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty && $0.blocks })
  }

  @Test("the person's id is no secret, and a secret that is not allowed changes nothing")
  func ownID() throws {
    let rules = try Self.rules()
    #expect(rules.findings("wang.xiaoming", person: "wang.xiaoming").map(\.rule) == ["guessable"])
    let test = try TestStore()
    #expect(throws: StoreProblem.self) {
      try test.store.setCredential(of: Cast.wang, "short", by: Cast.wang, oneTime: false, rules: rules)
    }
    #expect(!TestFiles.exists(test.root + "/credentials"))
    #expect(try test.store.head().sequence == 1 && test.store.credentials().isEmpty)
  }

  @Test("a credential that is removed accepts nobody")
  func removed() throws {
    let test = try makeStore()
    #expect(try test.store.credentials().map(\.person) == [Cast.wang])
    try test.store.removeCredential(of: "wang.xm", by: Cast.lin)
    #expect(try !test.store.check("wang.xm", Self.secret, rules: Self.rules(), now: moment("15:00:00")).isAccepted)
    #expect(try test.store.credentials().isEmpty)
    #expect(try actions(test).first { $0 == "credential_removed" } != nil)
    #expect(throws: StoreProblem.self) { try test.store.removeCredential(of: "wang.xm", by: Cast.lin) }
  }

  @Test("in a store that can only be read nobody is accepted, because nothing can be recorded")
  func readOnly() throws {
    let test = try makeStore()
    let text = try TestFiles.text(test.root + "/STORE").replacing("Format: 2", with: "Format: 3")
    try TestFiles.write(Array(text.utf8), test.root + "/STORE")
    let store = try test.reopened()
    #expect(throws: StoreProblem.readOnly(.newerFormat(found: 3, known: 2))) {
      try store.check("wang.xm", Self.secret, rules: Self.rules(), now: moment("15:00:00"))
    }
  }

  @Test("without a journal nobody is accepted, nothing is set, and a wrong attempt counts all the same")
  func withoutJournal() throws {
    let test = try makeStore()
    let rules = try Self.rules()
    try TestFiles.run("/bin/mv", [test.root + "/journal", test.folder + "/away"])
    try TestFiles.write([], test.root + "/journal")
    for secret in [Self.secret, "wrong"] {
      #expect(throws: StoreProblem.self) {
        try test.store.check("wang.xm", secret, rules: rules, now: moment("15:00:00"))
      }
    }
    #expect(try test.store.credential(of: "wang.xm")?.failures == 1)
    let before = try TestFiles.read(file(test))
    #expect(throws: StoreProblem.self) {
      try test.store.setCredential(of: Cast.wang, Self.secret + "2", by: Cast.lin, oneTime: true, rules: rules)
    }
    #expect(throws: StoreProblem.self) { try test.store.release("wang.xm", by: Cast.lin) }
    #expect(throws: StoreProblem.self) { try test.store.removeCredential(of: "wang.xm", by: Cast.lin) }
    #expect(try TestFiles.read(file(test)) == before)
  }

  @Test("unlocking and confirming are recorded as what they are")
  func purposes() throws {
    let test = try makeStore()
    let rules = try Self.rules()
    _ = try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00"), purpose: .unlock)
    _ = try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00"), purpose: .confirm)
    _ = try test.store.check("wang.xm", "wrong", rules: rules, now: moment("15:00:00"), purpose: .confirm)
    #expect(try actions(test) == ["credential_set", "unlock", "log_in_failed"])
    #expect(try journal(test).contains("Purpose: confirm\n"))
  }

  @Test("hashes are those of RFC 7914")
  func knownHash() throws {
    let test = try TestStore()
    let rules = try Self.rules()
    var lines = ["%rec: credential", "", "Person: wang.xm", "Scrypt: 1024 8 16"]
    // The RFC's salt is "NaCl"; a credential's is longer, so its hash was worked out with Python's hashlib.scrypt.
    lines += [
      "Salt: 000102030405060708090a0b0c0d0e0f",
      "Hash: d7efe7017f88a082438339a995a52d95aa7bf8ba74bf8c99a0282836a73c7e1a",
    ]
    lines += ["Set_at: 2026-11-22T14:00:00+08:00", "Set_by: lin", "Must_change: no", "Failures: 0", "Locked: no", ""]
    try TestFiles.run("/bin/mkdir", [test.root + "/credentials"])
    try TestFiles.write(Array(lines.joined(separator: "\n").utf8), file(test))
    #expect(try test.store.check("wang.xm", "pássword 通行碼", rules: rules, now: moment("15:00:00")).isAccepted)
  }

  @Test("the usual cost is one that this machine can pay")
  func usualCost() throws {
    let test = try TestStore()
    var rules = try Self.rules()
    rules.cost = .production
    try test.store.setCredential(of: Cast.wang, Self.secret, by: Cast.wang, oneTime: false, rules: rules)
    #expect(try TestFiles.text(file(test)).contains("Scrypt: 32768 8 1\n"))
    #expect(try test.store.check("wang.xm", Self.secret, rules: rules, now: moment("15:00:00")).isAccepted)
  }

  @Test("the usual cost is what it should be, and impossible ones are none")
  func cost() {
    #expect(ScryptCost(rounds: 1 << 15, blockSize: 8, parallelism: 1) == .production)
    for (rounds, blockSize, parallelism) in [
      (0, 8, 1), (3, 8, 1), (1 << 30, 8, 1), (16, 0, 1), (16, 8, 0), (1 << 20, 32, 1),
    ] {
      #expect(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) == nil)
    }
  }

  @Test("a shared store says so, and stores of before are personal")
  func shared() throws {
    let test = try TestStore()
    #expect(!test.store.description.isShared)
    #expect(try !TestFiles.text(test.root + "/STORE").contains("Shared"))
    let path = test.folder + "/shared"
    let store = try FileStore.create(
      at: path, organisation: "某醫院", isShared: true, indexer: TestIndexer(), indexFolder: test.folder + "/other",
      clock: test.clock.reading)
    #expect(store.description.isShared)
    #expect(try TestFiles.text(path + "/STORE").contains("Shared: yes\n"))
    try TestFiles.append(Array("Later: 1\n".utf8), path + "/STORE")
    let again = try FileStore.open(
      at: path, indexer: TestIndexer(), indexFolder: test.folder + "/other", clock: test.clock.reading)
    #expect(again.description.isShared && again.description.further.map(\.id) == ["Later"])
  }
}

extension CredentialAnswer {
  fileprivate var isAccepted: Bool { if case .accepted = self { true } else { false } }
}
