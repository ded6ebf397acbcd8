import Definitions
import Domain
import Desk
import Foundation
import TestKit
import Testing

@testable import FrontEnd

@Suite("The screens of a shared store", .serialized) @MainActor
struct SharedStoreScreenTests {
  private let catalogue: ScreensCatalogue
  private let shared: SharedStore

  init() throws {
    catalogue = ScreensCatalogue.shipped()
    shared = try SharedStore(catalogue, clock: GoldenScreenTests.clock)
    try shared.fillRequests()
  }

  /// Runs the program; nobody is known yet where no person is given.
  @discardableResult
  private func run(_ keys: String, as person: PersonName? = nil) throws -> Run {
    var configuration = Application.Configuration(
      at: try shared.desk(GoldenScreenTests.clock), by: person ?? Cast.wang, isKnown: person != nil,
      clock: GoldenScreenTests.clock)
    configuration.isAuthenticated = person != nil
    return try Run(configuration, keys)
  }

  private func workspace(_ person: PersonName) throws -> Workspace {
    try Workspace(
      catalogue: catalogue, desk: shared.desk(GoldenScreenTests.clock), person: person, language: .zhTW,
      clock: GoldenScreenTests.clock)
  }

  /// Every file of the store as one text.
  private func everything() throws -> String {
    let folder = shared.folder.path
    let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    return names.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  private func count(_ action: String) throws -> Int {
    let journal = FileManager.default.enumerator(atPath: shared.path + "/journal")
    let names = try #require(journal).compactMap { $0 as? String }
    return names.compactMap { FileManager.default.contents(atPath: "\(shared.path)/journal/\($0)") }
      .map { String(decoding: $0, as: UTF8.self).components(separatedBy: "Action: \(action)\n").count - 1 }
      .reduce(0, +)
  }

  @Test("write log-in and log-out down, and show and keep no passphrase")
  func logIn() throws {
    let secret = Cast.secret(of: Cast.hu)
    let terminal = try run("hu<Enter>\(secret)<Enter>ACC-115-0001<Enter><Alt+Y>ok<Enter>\(secret)<Enter>")
    #expect(terminal.screen.contains("已同意：ACC-115-0001 第 3 版"))
    #expect(terminal.frames.allSatisfy { !$0.screenText.contains(secret.dropLast(3)) })
    #expect(try count("log_in") == 1)
    #expect(try count("log_out") == 1)
    #expect(try !everything().contains(secret))
  }

  @Test("let nobody in with a wrong passphrase, and sign nothing with one")
  func wrong() throws {
    #expect(try run("hu<Enter>wrong<Enter><F3><F10>").screen.contains("登入"))
    #expect(try count("log_in_failed") == 1)
    #expect(try count("log_in") == 0)
    #expect(try count("log_out") == 0)
    let terminal = try run("ACC-115-0001<Enter><Alt+Y><Enter>wrong<Enter>", as: Cast.sun)
    #expect(terminal.screen.contains("帳號或通行碼不對"))
    #expect(try shared.history("ACC-115-0001").count == 2)
  }

  @Test("take no one-time passphrase for a signature")
  func oneTime() throws {
    let secret = Cast.secret(of: Cast.sun)
    let terminal = try run("ACC-115-0001<Enter><Alt+Y><Enter>\(secret)<Enter>", as: Cast.sun)
    #expect(terminal.screen.contains("一次性通行碼"))
    #expect(try shared.history("ACC-115-0001").count == 2)
  }

  @Test("sign nothing when somebody has saved another version meanwhile, and write that down")
  func meanwhile() throws {
    let version = try shared.version("ACC-115-0001")
    var screen = SignScreen(.agree, [version])
    let before = try workspace(Cast.hu)
    _ = screen.appear(before)
    try shared.amend("ACC-115-0001", "user_name", "別人", by: Cast.li)
    let desk = before.desk
    let results = try #require(
      try desk?.sign(.agree, [version], secret: Cast.secret(of: Cast.hu)).get())
    guard case .refused(let refusal) = try #require(results.first).outcome, case .conflict(let current) = refusal.kind
    else {
      Issue.record("it was signed")
      return
    }
    #expect(current.number == 3)
    _ = screen.receive(.signed(results), before)
    #expect(try count("refused") == 1)
  }

  @Test("hide what somebody may not read, and note once that a confidential record was opened")
  func confidential() throws {
    let record = try shared.request("密件", classification: "confidential", by: Cast.wang).record
    let list = try run("access-request<Enter>", as: Cast.li).screen
    #expect(list.contains("ACC-115-0001") && !list.contains(record))
    let refused = try run("\(record)<Enter>", as: Cast.li).screen
    #expect(refused.contains("只有這些角色可以閱讀") && !refused.contains("密件"))
    #expect(try count("read_confidential") == 0)
    let opened = try run("\(record)<Enter><F7><Esc><Alt+O><PgDn>", as: Cast.wang).screen
    #expect(opened.contains("密件"))
    #expect(try count("read_confidential") == 1)
  }

  @Test("refuse what the roles do not allow, and offer it nowhere")
  func refused() throws {
    let list = try run("ISMS-1-01<Enter><F5>", as: Cast.li).screen
    #expect(list.contains("不能新增") && !list.contains("F5新增"))
    let void = try run("ACC-115-0001<Enter><Alt+V>", as: Cast.li).screen
    #expect(void.contains("不能作廢") && !void.contains("Alt+V作廢"))
    #expect(try count("refused") == 2)
    #expect(try run("<Alt+8>", as: Cast.li).screen.contains("只有系統管理者"))
  }

  @Test("release a lock and give a one-time passphrase, which has to be changed")
  func release() throws {
    try shared.lock(Cast.wu)
    try run("<Alt+8><Down><Down><Down><Down><Enter>2", as: Cast.wang)
    #expect(try shared.credential(of: Cast.wu)?.isLocked == false)
    try run("<Alt+8><Down><Down><Down><Down><Enter>2once-only-1<Enter>once-only-1<Enter>", as: Cast.wang)
    let home = try run("wu<Enter>once-only-1<Enter>my-own-words<Enter>my-own-words<Enter>").screen
    #expect(home.contains("政策層") && home.contains("吳工程師"))
    #expect(try shared.credential(of: Cast.wu)?.mustChange == false)
  }

  @Test("put an own definition in force once two administrators accepted it by its screen, and list by it then")
  func definitions() throws {
    let zhao = PersonName(id: "zhao", name: "趙管理")
    let folder = try TemporaryFolder()
    let own = ScreensCatalogue(folder: catalogue.folder, overrides: folder.path + "/store/screens")
    let shared = try SharedStore(
      own, in: folder, further: [.person(zhao, in: "BOARD 校長室", ["administrator"])], clock: GoldenScreenTests.clock)
    try shared.fillRequests()
    let place = "Procedures/11-access"
    var text = try String(contentsOfFile: "\(catalogue.folder)/\(place)/access-request.yaml", encoding: .utf8)
    text = text.replacingOccurrences(of: "classification: restricted", with: "classification: internal")
      .replacing(/\nlist: \[.*\]\n/, with: "\nlist: [user_name, user_unit]\n")
    let file = "store/screens/\(place)/access-request.yaml"
    try folder.write(text, to: file)

    func run(_ keys: String, as person: PersonName, _ language: Language = .zhTW) throws -> String {
      var configuration = Application.Configuration(
        at: try shared.desk(GoldenScreenTests.clock), by: person, in: language, clock: GoldenScreenTests.clock)
      configuration.isAuthenticated = true
      return try Run(configuration, keys).screen
    }
    func columns() throws -> [String] {
      try shared.desk(GoldenScreenTests.clock).list(ListQuery(form: "access-request", limit: 1)).rows.first?.columns
        ?? []
    }
    let before = try columns()
    #expect(before.count == catalogue.form("access-request")?.list.count)
    #expect(try columns() == before && own.form("access-request")?.classification == "restricted")
    #expect(try run("<Alt+6>", as: Cast.li).contains("只有系統管理者"))
    let shown = try run("<Alt+6>", as: Cast.wang)
    #expect(shown.contains("改過    screens/\(place)/access-request.yaml"), "\(shown)")
    #expect(try run("<Alt+6>", as: Cast.wang, .en).contains("changed"))
    // One hand proposes, however often; it is another one that accepts.
    for _ in 0..<2 {
      let proposed = try run("<Alt+6>\(Cast.secret(of: Cast.wang))<Enter>", as: Cast.wang)
      #expect(proposed.contains("已提出") && proposed.contains("趙管理"), "\(proposed)")
      #expect(try columns() == before && own.form("access-request")?.classification == "restricted")
    }
    let asked = try run("<Alt+6>", as: zhao)
    #expect(asked.contains("王小明已提出"), "\(asked)")
    let accepted = try run("<Alt+6>\(Cast.secret(of: zhao))<Enter>", as: zhao)
    #expect(accepted.contains("現在生效") && accepted.contains("沒有要接受的"), "\(accepted)")
    #expect(try columns() == [before[0], before[2]] && own.form("access-request")?.classification == "internal")
    // Changed again by hand, what was accepted stays in force.
    try folder.write("form: access-request\n", to: file)
    #expect(try columns() == [before[0], before[2]] && own.form("access-request")?.classification == "internal")
    let broken = try run("<Alt+6>\(Cast.secret(of: zhao))<Enter>", as: zhao)
    #expect(broken.contains("access-request.yaml:1:1: ") && !broken.contains("已提出"), "\(broken)")
    let wrong = try run("<Alt+6>wrong<Enter>", as: Cast.wang)
    #expect(wrong.contains("帳號或通行碼不對"), "\(wrong)")
  }

  @Test("accept no definition that changed while somebody looked at it")
  func definitionsMeanwhile() throws {
    let shipped = try String(contentsOfFile: catalogue.folder + "/Roles/rights.yaml", encoding: .utf8)
    try shared.folder.write(shipped, to: "store/screens/Roles/rights.yaml")
    let desk = try shared.desk(GoldenScreenTests.clock)
    let seen = try desk.waitingDefinitions().files
    // Told to administrators once they are in, and to nobody else.
    for person in [Cast.wang, Cast.li] {
      let home = try run("\(person.id)<Enter>\(Cast.secret(of: person))<Enter>").screen
      #expect(home.contains("Alt+6") == (person == Cast.wang) && home.contains("政策層"), "\(home)")
    }
    try shared.folder.write(shipped + "# other\n", to: "store/screens/Roles/rights.yaml")
    let secret = Cast.secret(of: Cast.wang)
    guard case .failure(let refusal) = try desk.acceptDefinitions(shown: seen, secret: secret) else {
      Issue.record("accepted")
      return
    }
    #expect(refusal.rule == "stale")
    let now = try desk.waitingDefinitions()
    #expect(now.proposedBy == nil && now.files != seen)
    guard case .success(.proposed) = try desk.acceptDefinitions(shown: now.files, secret: secret) else {
      Issue.record("not proposed")
      return
    }
  }
}
