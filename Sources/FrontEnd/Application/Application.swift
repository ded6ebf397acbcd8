import Domain
import Desk
import Terminal

/// The running program: a stack of screens, fed with events, that carries out their effects.
public final class Application {
  /// Why the program ended; its raw value is the exit code of the process.
  public enum Ending: Int32, Hashable, Sendable {
    case quit = 0
    case hangUp = 129
    case interrupt = 130
    case terminate = 143
  }

  /// On a smaller terminal, only how large it must be is drawn.
  static let smallest = Size(columns: 60, rows: 16)
  /// Milliseconds from the first change to the draft on disk; the promise is two seconds.
  static let draftDelay = 1_000

  let terminal: any Terminal
  let configuration: Configuration
  /// The desk of the store, with no person at it; nil before a store has been made.
  private(set) var openDesk: Desk?
  var person: PersonName
  var language: Language
  var stack: [any Screen] = []
  var message: Message?
  var ending: Ending?
  /// What the terminal shows; nil once anything but typing has happened.
  var drawn: (canvas: Canvas, message: Message?, body: Rect)?
  /// The room that screens had when they were last drawn.
  private var room: Size
  /// Whether the store knows who is at the keyboard; always so in a personal one.
  var isLoggedIn: Bool
  /// Screens to open over the home screen once the person is known.
  var openingScreens: [any Screen] = []
  private var draftDue: Int?
  /// Set where this is the shared terminal of a data room.
  var kiosk: KioskState?
  var idle: IdleLock
  /// When and as of which entry of the journal it was looked at last.
  var look = StoreLook()
  /// How many of the store's findings the user has been told.
  private var reported = 0

  /// What the program is started with.
  public struct Configuration {
    public var catalogue: any Catalogue
    public var desk: Desk?
    public var person: PersonName
    /// Whether the store knows the person; else the name is asked for.
    public var isKnown: Bool
    public var language: Language
    public var boxes: BoxStyle
    public var allowsPaths: Bool
    /// Whether this is the shared terminal of a data room, which shows its board and little else.
    public var isKiosk: Bool
    /// What is wrong with definitions of the store, told at the start.
    public var findings: [Finding] = []
    /// Which shared terminal it is: small letters, digits, hyphens. What is half typed stays with it.
    public var terminalName = ""
    public var proposedStore: String
    public var clock: @Sendable () -> Moment
    /// Milliseconds of a clock that never goes back.
    public var ticks: () -> Int
    /// The user of the operating system.
    public var login: String
    /// Whether it is established already who is at the keyboard; else a shared store asks for a passphrase.
    public var isAuthenticated = false
    /// Makes a store, or says why it cannot be made.
    public var createStore: (StoreRequest) -> Result<Desk, StoreProblem>

    public init(
      catalogue: any Catalogue, desk: Desk?, person: PersonName, isKnown: Bool = true, language: Language,
      boxes: BoxStyle = .ascii, allowsPaths: Bool = true, isKiosk: Bool = false, proposedStore: String = "",
      clock: @escaping @Sendable () -> Moment, ticks: @escaping () -> Int, login: String = "",
      createStore: @escaping (StoreRequest) -> Result<Desk, StoreProblem>
    ) {
      self.catalogue = catalogue
      self.desk = desk
      self.person = person
      self.isKnown = isKnown
      self.login = login
      self.language = language
      self.boxes = boxes
      self.allowsPaths = allowsPaths && !isKiosk
      self.isKiosk = isKiosk
      self.proposedStore = proposedStore
      self.clock = clock
      self.ticks = ticks
      self.createStore = createStore
    }
  }

  public init(terminal: any Terminal, configuration: Configuration) {
    self.terminal = terminal
    self.configuration = configuration
    openDesk =
      configuration.isKiosk
      ? configuration.desk?.standing(at: KioskRules.terminal(configuration.terminalName)) : configuration.desk
    isLoggedIn = configuration.desk?.isShared != true || configuration.isAuthenticated
    person = isLoggedIn ? configuration.person : PersonName(id: "", name: "")
    language = configuration.language
    room = Frame.body(of: terminal.size, messageLines: 1).size
    idle = IdleLock(lastInput: configuration.ticks())
  }

  /// Runs until the user quits or the terminal is lost; drafts are kept either way.
  public func run(opening first: [any Screen] = []) -> Ending {
    start(opening: first)
    while ending == nil { turn() }
    keepDrafts(now: true)
    logOut()
    openDesk?.finishSaves()
    terminal.close()
    return ending ?? .quit
  }

  /// One turn of the loop: waits for events, or for what is due.
  func turn() {
    let due = [draftDue, lookDue, idleDue].compactMap { $0 }.min()
    takeIn(terminal.events(waitingAtMost: due.map { max(0, $0 - configuration.ticks()) }))
  }

  func start(opening first: [any Screen] = []) {
    if configuration.isKiosk {
      carryOut([.push(openKiosk())])
    } else if isLoggedIn {
      let start: any Screen = openDesk == nil ? FirstRunScreen() : firstScreen
      for screen in [start] + first { carryOut([.push(screen)]) }
      if configuration.isKnown, start is HomeScreen { askForTimeZone() }
    } else {
      openingScreens = first
      carryOut([.push(LogInScreen(proposed: configuration.isKnown ? configuration.person.id : ""))])
    }
    if let openDesk, !openDesk.isShared, !configuration.isKnown {
      carryOut([.push(JoinScreen(login: configuration.login, proposed: configuration.person))])
    }
    reportOpening()
    draw()
  }

  /// Handles the events that have come in, does what is due, and shows the result.
  private func takeIn(_ batch: [Event]) {
    idle.isNew = false
    // What was typed before the lock screen appeared was not meant for it.
    for event in batch where ending == nil && !(idle.isNew && event.isTyped) { take(event) }
    if ending == nil, lockWhenIdle() || lookAtStore() || batch != [.tick] { draw() }
    let before = (message, isDue: draftDue != nil)
    keepDrafts(now: false)
    // The screen says that a draft has been kept, or why not.
    if ending == nil, message != before.0 || before.isDue && draftDue == nil { draw() }
    finishSaves()
  }

  var workspace: Workspace {
    Workspace(
      catalogue: configuration.catalogue, desk: openDesk, person: person, language: language,
      boxes: configuration.boxes, allowsPaths: configuration.allowsPaths, isKiosk: configuration.isKiosk,
      proposedStore: configuration.proposedStore, room: room, clock: configuration.clock)
  }

  /// The desk, with the person at the keyboard.
  var desk: Desk? { desk(of: person) }

  /// The desk with another person, who at the shared terminal has proved by a PIN who they are.
  func desk(of person: PersonName) -> Desk? {
    openDesk?.attended(by: person, proof: kiosk?.proofs[person.id]).speaking(language)
  }

  /// What the person may do.
  var access: Access { desk?.access ?? Access(alone: person) }

  /// A store has been made: use it from now on.
  func begin(at desk: Desk) { openDesk = desk }

  // MARK: - Events

  private func take(_ event: Event) {
    if case .key(let key) = event, key.text != nil || key == .backspace {} else { drawn = nil }
    switch event {
    case .hangUp(let cause):
      switch cause {
      case .hangUp: ending = .hangUp
      case .terminate: ending = .terminate
      case .interrupt: ending = .interrupt
      }
    case .resize, .tick: break
    case .key, .paste:
      idle.lastInput = configuration.ticks()
      guard isLargeEnough else {
        if event == .key(.control("q")), kiosk == nil { ending = .quit }
        return
      }
      message = nil
      deliver(event)
    }
  }

  private var isLargeEnough: Bool {
    terminal.size.columns >= Self.smallest.columns && terminal.size.rows >= Self.smallest.rows
  }

  private func deliver(_ event: Event) {
    guard let top = stack.last else { return }
    if case .key(let key) = event, let command = command(for: key, on: top), call(command, byKey: true) { return }
    withTop { $0.handle(event, $1) }
  }

  /// Calls a command on the top screen, or does it where every screen knows it.
  func run(_ command: Command) { _ = call(command, byKey: false) }

  /// False if the screen does not know the command. The keys of people and sign-off work on the home screen only.
  private func call(_ command: Command, byKey: Bool) -> Bool {
    guard kiosk == nil || command.isForKiosk, let top = stack.last else { return false }
    if let binding = top.bindings(workspace).first(where: { $0.command == command }) {
      drawn = nil
      withTop { binding.perform(on: &$0, $1) }
    } else if command.isEverywhere || !byKey {
      drawn = nil
      carryOut(general(command, on: top))
    } else {
      return false
    }
    return true
  }

  /// Ctrl+C is the way back everywhere; it never throws work away.
  private func command(for key: Key, on screen: any Screen) -> Command? {
    if key == .control("c") { return .back }
    if key == .character("?"), !screen.takesText { return .help }
    return Command(key: key)
  }

  private func known(to screen: any Screen) -> [Command] {
    let bindings = screen.bindings(workspace)
    let own = Set(bindings.map(\.command))
    let others = screen.generalCommands + (openDesk == nil ? [] : Command.ofStore)
    return (bindings.filter(\.isShown).map(\.command) + others.filter { !own.contains($0) }).filter { $0 != .palette }
  }

  /// What a command does where the screen does not bind it.
  private func general(_ command: Command, on screen: any Screen) -> [Effect] {
    switch command {
    case .help: [.push(HelpScreen(for: screen, workspace))]
    case .home: screen.canBeLeft ? [.home] : []
    case .palette:
      screen.generalCommands.contains(.palette) ? [.push(PaletteScreen(commands: known(to: screen)))] : []
    case .search: screen.generalCommands.contains(.search) ? [.push(SearchScreen())] : []
    case .language: [.switchLanguage]
    case .back: stack.count > 1 ? [.pop()] : [.quit]
    case .quit: [.quit]
    case .redraw: [.redraw]
    case .inbox, .definitions, .rights, .credentials, .secret, .journal: ofStore(command, on: screen)
    case .save, .pick, .new, .ditto, .history, .findings, .amend, .undo, .redo, .void, .compare, .follow, .link,
      .accept,
      .insertRow, .duplicateRow, .deleteRow, .rowUp, .rowDown, .sort, .group, .copyMode, .drafts, .discard,
      .nextSection,
      .previousSection, .submit, .sign, .sendBack, .withdraw, .refuse:
      []
    }
  }

  private func ofStore(_ command: Command, on screen: any Screen) -> [Effect] {
    guard screen.canBeLeft, let binding = Binding.ofStore(workspace).first(where: { $0.command == command }) else {
      return []
    }
    var screen = screen
    return binding.perform(on: &screen, workspace)
  }

  /// Lets the top screen change itself, then does what it asks for.
  func withTop(_ body: (inout any Screen, Workspace) -> [Effect]) {
    guard var top = stack.popLast() else { return }
    let effects = body(&top, workspace)
    stack.append(top)
    carryOut(effects)
  }

  /// Finishes saves after the user has seen that they are done, and reports what failed.
  private func finishSaves() {
    guard let openDesk else { return }
    openDesk.finishSaves()
    let findings = openDesk.noticed
    defer { reported = findings.count }
    guard findings.count > reported, let finding = findings.last, finding.severity > .note else { return }
    message = .warning(finding.message)
    draw()
  }

  private func reportOpening() {
    guard let openDesk else { return }
    reported = openDesk.noticed.count
    if let reason = openDesk.readOnlyReason {
      message = .warning(reason.message)
    } else if let finding = openDesk.noticed.first(where: { !isAsked(about: $0) }) {
      message = Message(finding.severity == .note ? .note : .warning, finding.message)
    } else if let finding = configuration.findings.first {
      var place = ""
      if case .file(let name, let line, _) = finding.place { place = "\(name):\(line): " }
      message = .warning(Phrase(verbatim: place) + finding.message)
    }
  }

  /// Whether the top screen asks for what the finding says to do by a command.
  private func isAsked(about finding: Finding) -> Bool { finding.rule == "time-zone" && stack.last is TimeZoneScreen }

  // MARK: - Drafts

  private func keepDrafts(now: Bool) {
    guard stack.contains(where: { $0.draft != nil }) else {
      draftDue = nil
      return
    }
    let ticks = configuration.ticks()
    guard now || (draftDue.map { ticks >= $0 } ?? false) else {
      if draftDue == nil { draftDue = ticks + Self.draftDelay }
      return
    }
    draftDue = nil
    for place in stack.indices { keepDraft(at: place) }
  }

  func keepDraft(at place: Int) {
    guard let draft = stack[place].draft, let openDesk else { return }
    do throws(StoreProblem) {
      try openDesk.keep(draft)
      stack[place].draftWasSaved()
    } catch {
      message = .error(Phrase(zh: "草稿存不進去：", en: "The draft could not be kept: ") + error.message)
    }
  }

  // MARK: - Drawing

  func draw() {
    if var last = drawn, last.message == message, last.canvas.size == terminal.size, let top = stack.last {
      let isEnough = last.canvas.inside(last.body) { top.redrawFocus(into: &$0, workspace) }
      if isEnough {
        drawn = last
        terminal.show(last.canvas)
        return
      }
    }
    var canvas = Canvas(size: terminal.size)
    let frame = Frame(workspace: workspace, message: message, isLargeEnough: isLargeEnough)
    frame.draw(&stack, into: &canvas)
    let body = frame.body(of: terminal.size)
    if isLargeEnough { room = body.size }
    drawn = (canvas, message, body)
    terminal.show(canvas)
  }
}
