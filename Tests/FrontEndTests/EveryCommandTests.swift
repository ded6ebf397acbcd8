import Definitions
import Desk
import Domain
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Presses the key of every command on every screen that lists it.
@Suite("Every command of every screen", .serialized) @MainActor
struct EveryCommandTests {
  /// A store that the program is started on, and who starts it.
  private enum StartedOn {
    case none, filling, reading, office(PersonName), dataRoom
  }

  /// How one gets to a screen: what is opened on the first one, then keys.
  private struct Way {
    let screen: String
    let place: StartedOn
    var keys = ""
    let open: (Workspace) throws -> [any Screen]

    init<Top: Screen>(
      to screen: Top.Type, _ place: StartedOn, _ keys: String = "", _ open: @escaping (Workspace) throws -> [any Screen]
    ) {
      self.screen = String(describing: screen)
      self.place = place
      self.keys = keys
      self.open = open
    }
  }

  /// A way to every kind of screen there is, to where its commands have something to do.
  private static let ways: [Way] = overlays + forms + records + people + dataRoom

  private static let title = Phrase(zh: "問題", en: "Question")
  private static let day = FillingForms.now.day

  private static let overlays = [
    Way(to: CalendarScreen.self, .filling) { _ in [CalendarScreen(day: day, today: day)] },
    Way(to: MenuScreen.self, .filling) { _ in [MenuScreen(title: title, items: [title, title])] },
    Way(to: PromptScreen.self, .filling) { _ in [PromptScreen(title: title, isRequired: true)] },
    Way(to: PathScreen.self, .filling) { _ in [PathScreen(title: title)] },
    Way(to: PickScreen.self, .filling) { _ in
      [PickScreen(title: title, items: [PickItem(id: "a", label: title)], isMultiple: true)]
    },
    Way(to: HelpScreen.self, .filling, "<F1>") { _ in [] },
    Way(to: ManualScreen.self, .filling) { _ in [ManualScreen(.officer)] },
    Way(to: PaletteScreen.self, .filling, "<F10>") { _ in [] },
    Way(to: SearchScreen.self, .reading, "<Ctrl+F>") { _ in [] },
    Way(to: FirstRunScreen.self, .none, "1") { _ in [] },
  ]

  private static let forms = [
    Way(to: FormScreen.self, .filling, "<Tab>") { [FormScreen(form: FillingForms.allTypes, workspace: $0)] },
    Way(to: FindingsScreen.self, .filling) { _ in
      [FindingsScreen([(title, Finding(.nowhere, rule: "", severity: .warning, title))], mayBeSaved: true)]
    },
    Way(to: RowsScreen.self, .filling, "<Ctrl+End><Enter><Down>") {
      [FormScreen(form: FillingForms.checklist, workspace: $0)]
    },
    Way(to: RowScreen.self, .filling, "<Ctrl+End><Enter><Down><Enter>") {
      [FormScreen(form: FillingForms.checklist, workspace: $0)]
    },
    Way(to: DraftsScreen.self, .filling) { _ in [DraftsScreen()] },
    Way(to: ContinueScreen.self, .filling) {
      [ContinueScreen(form: FillingForms.visit, earlier: [], known: Content(), source: nil, $0)]
    },
    Way(to: MergeScreen.self, .reading) { workspace in
      let current = try #require(try workspace.desk?.look(at: "INC-115-0001").get().version)
      return [MergeScreen(form: ReadingForms.incident, base: nil, mine: ReadingForms.phishing, current: current)]
    },
  ]

  private static let records = [
    Way(to: HomeScreen.self, .office(Cast.wang)) { _ in [] },
    Way(to: ListScreen.self, .reading, "a") { _ in [ListScreen(form: ReadingForms.incident)] },
    Way(to: HistoryScreen.self, .reading) { _ in [HistoryScreen(record: "INC-115-0001")] },
    Way(to: DifferenceScreen.self, .reading, "<Alt+C>") { _ in [HistoryScreen(record: "INC-115-0001")] },
    Way(to: RecordScreen.self, .office(Cast.li)) { _ in [RecordScreen(number: "ACC-115-0003")] },
    Way(to: RecordScreen.self, .reading) { _ in [RecordScreen(number: "INC-115-0001")] },
    Way(to: ProcedureScreen.self, .office(Cast.wang)) {
      [ProcedureScreen(procedure: try #require($0.catalogue.procedures().first))]
    },
    Way(to: TextScreen.self, .office(Cast.wang)) {
      [TextScreen(ProcedureText(try #require($0.catalogue.procedures().first)))]
    },
    Way(to: InboxScreen.self, .office(Cast.hu)) { _ in [InboxScreen()] },
    Way(to: SignScreen.self, .office(Cast.hu)) {
      [SignScreen(.agree, [try #require(try $0.desk?.look(at: "ACC-115-0001").get().version)])]
    },
    Way(to: JournalScreen.self, .office(Cast.wang), "王") { _ in [JournalScreen()] },
    Way(to: RightsScreen.self, .office(Cast.wang)) { _ in [RightsScreen()] },
  ]

  private static let people = [
    Way(to: JoinScreen.self, .office(Cast.wang)) { _ in
      [JoinScreen(login: "nobody", proposed: PersonName(id: "", name: ""))]
    },
    Way(to: LogInScreen.self, .office(Cast.wang)) { _ in [LogInScreen()] },
    Way(to: LockScreen.self, .office(Cast.wang), "abc") { _ in [LockScreen()] },
    Way(to: AcceptScreen.self, .office(newcomer)) { _ in [AcceptScreen()] },
    Way(to: ChangeSecretScreen.self, .office(Cast.wang)) { _ in [ChangeSecretScreen(.own)] },
    Way(to: CredentialsScreen.self, .office(Cast.wang)) { _ in [CredentialsScreen()] },
    Way(to: DefinitionsScreen.self, .office(Cast.wang)) { _ in [DefinitionsScreen()] },
    Way(to: TimeZoneScreen.self, .office(Cast.wang)) { _ in [TimeZoneScreen(proposed: "")] },
  ]

  private static let dataRoom = [
    Way(to: BoardScreen.self, .dataRoom) { _ in [] },
    Way(to: SignInScreen.self, .dataRoom, "何") { _ in [SignInScreen()] },
    Way(to: VisitPickScreen.self, .dataRoom) { _ in [VisitPickScreen(.leave)] },
    Way(to: HandOverScreen.self, .dataRoom) { [HandOverScreen(Visit.inside($0).visits)] },
    Way(to: PinScreen.self, .dataRoom) { _ in [PinScreen(.openShift)] },
    Way(to: FormScreen.self, .dataRoom, "<Tab>") {
      [FormScreen(form: try #require($0.catalogue.form("patrol")), workspace: $0)]
    },
  ]

  /// Somebody who has been registered and has not agreed to it yet.
  private static let newcomer = PersonName(id: "new.p", name: "新同仁")

  // MARK: - The stores

  private let folder: TemporaryFolder
  private let filling: Desk
  private let reading: ReadingStore
  private let office: SharedStore
  private let room: KioskStore

  init() throws {
    folder = try TemporaryFolder()
    filling = try FillingForms.store(in: folder)
    reading = try ReadingStore()
    try reading.saveIncidents()
    office = try SharedStore(ScreensCatalogue.shipped(), clock: GoldenScreenTests.clock)
    try office.fillRequests()
    let newcomer = Organisation.Entry.person(Self.newcomer, in: "OFFICE 資訊室", ["manager"])
    _ = try office.desk.submit(Submission(new: "person", office.desk.blank("person", newcomer.content))).get()
    room = try KioskStore()
    try room.enter(Cast.hsu, at: "13:05")
  }

  // MARK: - Running

  /// The program at the end of a way.
  private func program(on way: Way) throws -> Seat {
    var configuration =
      switch way.place {
      case .none, .filling: Application.Configuration(at: filling, clock: { FillingForms.now })
      case .reading: Application.Configuration(at: reading.desk, clock: reading.clock.reading)
      case .office(let who): Application.Configuration(at: office.desk, by: who, clock: GoldenScreenTests.clock)
      case .dataRoom:
        Application.Configuration(at: room.desk, by: KioskRules.nobody, isKiosk: true, clock: room.clock.reading)
      }
    if case .none = way.place { configuration.desk = nil }
    configuration.isAuthenticated = true
    configuration.terminalName = "k1"
    let seat = Seat(configuration)
    seat.open(try way.open(seat.workspace))
    try seat.feed(way.keys)
    let top = try #require(seat.stack.last)
    try #require(String(describing: type(of: top)) == way.screen, "\(seat.screen)")
    return seat
  }

  /// All that somebody at the keys can notice.
  private struct Noticed: Equatable {
    let screens: [String]
    let shown: String
    let ending: Application.Ending?
    let redraws: Int

    @MainActor
    init(_ seat: Seat) {
      screens = seat.stack.map { String(describing: type(of: $0)) }
      shown = seat.screen
      ending = seat.application.ending
      redraws = seat.terminal.redraws
    }
  }

  private func noticed(on way: Way, pressing key: Key) throws -> Noticed {
    let seat = try program(on: way)
    seat.feed([.key(key)])
    return Noticed(seat)
  }

  /// What a screen lists: its own commands, also those that are only there to say why not, and those of every screen.
  private func commands(on application: Application) throws -> [FrontEnd.Command] {
    let top = try #require(application.stack.last)
    let own = top.bindings(application.workspace).map(\.command)
    let all = own + top.generalCommands.filter { !own.contains($0) }
    return application.kiosk == nil ? all : all.filter(\.isForKiosk)
  }

  // MARK: - Tests

  @Test("Its key shows an effect")
  func effects() throws {
    var pressed: Set<FrontEnd.Command> = []
    for way in Self.ways {
      for command in try commands(on: program(on: way).application) {
        // A key that means nothing takes the message away, as every key does.
        let without = try noticed(on: way, pressing: .function(24))
        let with = try noticed(on: way, pressing: try #require(command.keys.first))
        #expect(with != without, "\(command) on \(way.screen)\n\(with.shown)")
        pressed.insert(command)
      }
    }
    #expect(Set(FrontEnd.Command.allCases).subtracting(pressed) == [])
  }

  @Test("A screen lists no command twice, and at the shared terminal none that is closed there")
  func lists() throws {
    for way in Self.ways {
      let application = try program(on: way).application
      let top = try #require(application.stack.last)
      let own = top.bindings(application.workspace).map(\.command)
      #expect(Set(own).count == own.count, "\(way.screen)")
      guard application.kiosk != nil else { continue }
      #expect(top.isForKiosk, "\(way.screen)")
      #expect(Frame.shownCommands(top, application.workspace).allSatisfy { $0.isForKiosk }, "\(way.screen)")
    }
  }

  @Test("There is a way to every kind of screen")
  func everyScreen() throws {
    let declared = try Checkout.swiftFiles(in: "Sources").flatMap { file in
      try Checkout.text(of: file).matches(of: /(?:struct|class) (\w+): (?:\w+, )*\w*Screen\b/).map {
        String($0.output.1)
      }
    }
    #expect(declared.count >= 40)
    #expect(Set(declared) == Set(Self.ways.map(\.screen)))
  }
}
