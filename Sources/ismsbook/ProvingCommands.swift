import ArgumentParser
import Definitions
import Domain
import Desk

/// `ismsbook verify`: checks every seal and every file.
struct VerifyCommand: VisitorCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every seal, link, version file and evidence file. 查驗整個紀錄庫。")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Bring back damaged version files from the journal, and entries from version files. 修復。")
  var repair = false

  @Option(help: "A line of 'head' that was kept elsewhere: the journal must still hold it. 另存的末端封緘。")
  var head: [String] = []

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  /// A visitor only looks: mending is for who holds the files.
  var pathsNamed: [String] { common.pathsNamed + (repair ? ["--repair"] : []) }

  func run() throws {
    let session = try Session(common)
    let heads = try head.map { try keptHead($0, session.language) }
    let report = try session.ask { desk throws(StoreProblem) in try desk.verify(repair: repair, heads: heads)
    }
    if json {
      Output.json(
        .object([
          ("entries", .number(report.entries)), ("versions", .number(report.versions)),
          ("evidence", .number(report.evidence)), ("repaired", .list(report.repaired.map(JSON.text))),
          ("findings", .list(report.findings.map { FindingText.json($0, nil, session.language) })),
        ]))
    } else {
      for path in report.repaired {
        Output.line(Phrase(zh: "已修復 \(path)", en: "repaired \(path)")[session.language])
      }
      Output.findings(report.findings, nil, session.language)
      let head = try session.ask { desk throws(StoreProblem) in try desk.head() }
      Output.line(
        Phrase(
          zh:
            "查驗了 \(report.entries) 筆日誌、\(report.versions) 個版本檔、\(report.evidence) 個佐證檔；檢查結果 \(report.findings.count) 項。",
          en:
            "Checked \(report.entries) journal entries, \(report.versions) version files, \(report.evidence) evidence files; \(report.findings.count) finding(s)."
        )[session.language])
      Output.line("\(head.sequence) \(head.seal)")
    }
    if report.findings.contains(where: \.blocks) { throw Exit.findings }
  }

  private func keptHead(_ text: String, _ language: Language) throws -> StoreHead {
    if let head = StoreHead(line: text) { return head }
    throw Session.refusal(
      Phrase(
        zh: "「\(text.excerpt)」不是 ismsbook head 印出的一行；請寫序號與 64 個字的封緘，例如 --head \"33 29c8…\"。",
        en: "'\(text.excerpt)' is no line of ismsbook head; give the number and the seal of 64 digits, such as --head "
          + "\"33 29c8…\"."), Exit.usage, language)
  }
}

/// `ismsbook head`: sequence and seal of the journal's end.
struct HeadCommand: VisitorCommand, ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Print sequence and seal of the journal's end; kept elsewhere, they prove everything before. 印出日誌末端的封緘。")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print as JSON. 以 JSON 輸出。")
  var json = false

  var pathsNamed: [String] { common.pathsNamed }

  func run() throws {
    let session = try Session(common)
    let head = try session.ask { desk throws(StoreProblem) in try desk.head() }
    guard json else {
      Output.line("\(head.sequence) \(head.seal) \(head.savedAt?.text ?? "-")")
      return
    }
    Output.json(
      .object([
        ("sequence", .number(head.sequence)), ("seal", .text(head.seal)),
        ("saved_at", head.savedAt.map { .text($0.text) } ?? .null),
      ]))
  }
}

/// `ismsbook screens`: the definitions of forms and menus.
struct ScreensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screens", abstract: "The definitions of menus, forms and texts. 選單、表單與文件的定義。",
    subcommands: [Check.self, Accept.self])

  /// `ismsbook screens accept`.
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Accept the rights and chains in the store's screens/; two administrators. 接受自訂的權限與簽核流程。",
      discussion: """
        In a shared store a change of screens/Roles/rights.yaml, Chains/chains.yaml, Choices/roles.yaml or of the forms
        person, unit and settings in screens/Administration/ is in force only after two administrators ran this; until then
        what was accepted before is. 兩位系統管理者各執行一次才生效。
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions

    func run() throws {
      let session = try Session(common, asking: who)
      let shipped = try Session.catalogue(storePath: nil, session.language).folder
      let wrong = ScreensCheck.findings(folder: shipped, overrides: common.storePath + "/screens").filter(\.blocks)
      guard wrong.isEmpty else {
        for finding in wrong { Output.error(ScreensCheck.describe(finding, language: session.language)) }
        throw Exit.findings
      }
      let acceptance = try session.done { desk throws(StoreProblem) in try desk.acceptDefinitions() }
      switch acceptance {
      case .accepted:
        Output.line(
          Phrase(zh: "已接受，現在生效。", en: "Accepted, and in force now.")[session.language])
      case .proposed(let others):
        let names = Phrase.people(others)
        Output.line(
          (others.isEmpty
            ? Phrase(
              zh: "已提出；還要另一位系統管理者接受，但目前沒有別人，請先再登錄一位。",
              en: "Proposed; another administrator has to accept it, and there is none: register one first.")
            : Phrase(
              zh: "已提出；再由另一位系統管理者執行同一個命令就生效：\(names.zh)。",
              en: "Proposed; it is in force once another administrator runs the same command: \(names.en)."))[
              session.language])
      }
    }
  }

  /// `ismsbook screens check [DIR]`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check all definitions; findings as file:line:column. 檢查所有定義。")

    @OptionGroup var common: CommonOptions

    @Argument(help: "A folder laid out like Screens/; else the program's and the store's. 目錄。")
    var folder: String?

    @Flag(help: "Print as JSON. 以 JSON 輸出。")
    var json = false

    func run() throws {
      let language = common.language
      let overrides = common.storePath + "/screens"
      let findings: [Finding]
      if let folder {
        findings = ScreensCheck.findings(folder: folder, overrides: nil)
      } else {
        let catalogue = try Session.catalogue(storePath: nil, language)
        findings = ScreensCheck.findings(folder: catalogue.folder, overrides: overrides)
      }
      if json {
        Output.json(.list(findings.map { FindingText.json($0, nil, language) }))
      } else {
        for finding in findings { Output.line(ScreensCheck.describe(finding, language: language)) }
        let text = Phrase(zh: "檢查結果 \(findings.count) 項。", en: "\(findings.count) finding(s).")
        Output.error(text[language])
      }
      if findings.contains(where: \.blocks) { throw Exit.findings }
    }
  }
}
