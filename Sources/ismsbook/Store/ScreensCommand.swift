import ArgumentParser
import Definitions
import Desk
import Domain
import Reports

/// `ismsbook screens`: the definitions of forms and menus.
struct ScreensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screens", abstract: "The definitions of menus, forms and texts. 選單、表單與文件的定義。",
    subcommands: [Check.self, Accept.self])

  /// `ismsbook screens accept`.
  struct Accept: StoreCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Accept the definitions in the store's screens/; two administrators. 接受自訂的定義。",
      discussion: """
        In a shared store the definitions of its own in screens/ that say who may do what, who signs, who reads and what a
        form asks for are in force only after two administrators ran this: the .yaml files of Administration/, Chains/, Choices/,
        Controls/, Procedures/, Released/ and Roles/. Until then what was accepted before is, or what comes with the program;
        a new form cannot be filled in. Menus and texts count at once. The same is on the home screen as 'Definitions'. 兩位系統管理者各執行一次才生效，主選單的「接受定義」也可以。
        """)

    @OptionGroup var options: PersonalOptions

    func answer(at desk: Desk) throws -> Answer {
      let files = try desk.waitingDefinitions().files
      let acceptance = try desk.acceptDefinitions(shown: files).get()
      return Answer(
        files.map { "\($0.label[desk.language])  \($0.path)  \($0.hash ?? "-")" } + [acceptance.message[desk.language]],
        json: [
          "files": .list(files.map { ["path": .text($0.path), "hash": .text($0.hash)] }),
          "message": .text(acceptance.message[desk.language]),
        ])
    }
  }

  /// `ismsbook screens check [DIR]`.
  struct Check: AnsweringCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check all definitions; findings as file:line:column. 檢查所有定義。")

    @OptionGroup var options: StoreOptions

    @Argument(help: "A folder laid out like Screens/; else the program's and the store's. 目錄。")
    var folder: String?

    func respond(_ tell: (Answer) throws -> Void) throws {
      let language = options.language
      let overrides = folder == nil ? options.common.storePath + "/screens" : nil
      var findings = ScreensCheck.findings(
        folder: try folder ?? ScreensCatalogue.installed().folder, overrides: overrides)
      // Without a store nothing is kept yet.
      if folder == nil, let desk = try Desk.there(options.common) {
        findings += try desk.definitionsWithoutNewVersion()
      }
      var answer = Answer(
        findings.map { ScreensCheck.describe($0, language: language) }, json: .findings(findings, language))
      answer.note = Phrase(zh: "檢查結果 \(findings.count) 項。", en: "\(findings.count) finding(s).")
      if findings.contains(where: \.blocks) { answer.code = Exit.findings.code }
      try tell(answer)
    }
  }
}
