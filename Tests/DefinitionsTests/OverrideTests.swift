import Definitions
import Domain
import Foundation
import Testing

/// An organisation's own definitions, in its store.
@Suite struct OverrideTests {
  @Test func aFormOfTheStoreWinsAndANoteSaysSo() throws {
    let fixture = try SmallScreens()
    let own = try fixture.text(SmallScreens.visit).replacing("title: 訪客登記", with: "title: 本公司訪客登記")
    try fixture.write(override: own, to: SmallScreens.visit)
    let catalogue = fixture.catalogueWithOverrides
    #expect(catalogue.form("visit")?.title == Phrase(zh: "本公司訪客登記", en: "Visitor log"))
    #expect(catalogue.heads().first?.title.zh == "本公司訪客登記")
    #expect(
      catalogue.findings().map { ScreensCheck.describe($0, language: .en) } == [
        "screens/Procedures/01-room/visit.yaml: this file is used instead of the shipped Procedures/01-room/visit.yaml"
      ])
    #expect(fixture.complaints(withOverrides: true) == [])
  }

  @Test func faultsOfTheStoresFilesAreToldWithTheirNames() throws {
    let fixture = try SmallScreens()
    let own = try fixture.text(SmallScreens.visit).replacing("kind: log", with: "kindd: log")
    try fixture.write(override: own, to: SmallScreens.visit)
    #expect(
      fixture.complaints(withOverrides: true) == [
        "screens/Procedures/01-room/visit.yaml:1:1: the key 'kind' is missing; add it",
        "screens/Procedures/01-room/visit.yaml:7:1: unknown key 'kindd'; did you mean 'kind'?",
      ])
    #expect(fixture.complaints() == [])
  }

  @Test func aRuleOfTheStoreThatCountsSavesGoesOnWithAWarning() throws {
    let fixture = try SmallScreens()
    let own = try fixture.text(SmallScreens.visit).replacing(
      "check: length(purpose) >= 2", with: "check: version > 1")
    try fixture.write(override: own, to: SmallScreens.visit)
    let found = ScreensCheck.findings(folder: fixture.folder, overrides: fixture.overrides).filter {
      $0.rule == "version"
    }
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.en.contains("'needed_by'") == true)
    #expect(fixture.catalogueWithOverrides.form("visit")?.field("purpose")?.checks.count == 1)
  }

  @Test func aPatternThatIsNotTakenIsToldAtTheOpeningAndNothingElseIsRead() throws {
    let fixture = try SmallScreens()
    #expect(fixture.catalogueWithOverrides.findingsOfBefore() == [])
    let shipped = try fixture.text(SmallScreens.visit)
    for (pattern, isTold) in [("^x+$", false), ("(?=x)", true), (#"(x)\1"#, true)] {
      let own = shipped.replacing("check: length(purpose) >= 2", with: "check: matches(purpose, '\(pattern)')")
      try fixture.write(override: own, to: SmallScreens.visit)
      let found = fixture.catalogueWithOverrides.findingsOfBefore()
      #expect(found.isEmpty != isTold, "\(pattern)")
      for finding in found {
        #expect(finding.place == .file("screens/\(SmallScreens.visit)", line: 26, column: 29))
        #expect(finding.message.en.contains("rewrite it"))
      }
    }
  }

  @Test func aFormCanBeAdded() throws {
    let fixture = try SmallScreens()
    let own = try fixture.text("Administration/settings.yaml").replacing("settings", with: "site")
      .replacing("number: SET", with: "number: SITE-{serial}")
    try fixture.write(override: own, to: "Administration/site.yaml")
    let catalogue = fixture.catalogueWithOverrides
    #expect(catalogue.form("site")?.field("repair_days") != nil)
    #expect(catalogue.heads().map(\.id) == ["visit", "repair", "settings", "site"])
    #expect(catalogue.form("visit") != nil)
  }

  @Test func choicesChainsAndTextsOfTheStoreWin() throws {
    let fixture = try SmallScreens()
    try fixture.write(
      override: "choices: levels\ntitle: 等級\nitems: {high: 高, low: 低, none: 無}\n", to: "Choices/levels.yaml")
    try fixture.write(
      override: "chains: [{id: CH9, steps: [{id: filler, title: 填表人}]}, {id: CH1, steps: []}]\n",
      to: "Chains/chains.yaml")
    try fixture.write(override: "# Our rules\n", to: "Procedures/01-room/sop.en.md")
    let catalogue = fixture.catalogueWithOverrides
    #expect(catalogue.form("visit")?.field("level")?.choices?.items.map(\.id) == ["high", "low", "none"])
    #expect(catalogue.chains().map(\.id) == ["CH9", "CH1"])
    #expect(catalogue.chain("CH1")?.steps.isEmpty == true)
    #expect(catalogue.text("sop", folder: "01-room", language: .en) == "# Our rules\n")
    #expect(catalogue.text("sop", folder: "01-room", language: .zhTW)?.hasPrefix("# 機房管理") == true)
  }

  @Test func englishOfTheStoreComesBeforeTheShipped() throws {
    let fixture = try SmallScreens()
    try fixture.write(override: "form: visit\ntitle: Guest book\n", to: SmallScreens.visitEnglish)
    let form = try #require(fixture.catalogueWithOverrides.form("visit"))
    #expect(form.title.en == "Guest book")
    #expect(form.field("purpose")?.label.en == "Purpose")
  }

  @Test func theFingerprintChangesWithEveryFile() throws {
    let fixture = try SmallScreens()
    let before = fixture.catalogue.fingerprint
    #expect(fixture.catalogue.fingerprint == before)
    try fixture.write(override: "choices: levels\ntitle: 等級\nitems: {high: 高}\n", to: "Choices/levels.yaml")
    let added = fixture.catalogueWithOverrides.fingerprint
    #expect(added != before)
    try fixture.replace("label: 事由", with: "label: 事由二", in: SmallScreens.visit)
    #expect(fixture.catalogueWithOverrides.fingerprint != added)
  }

  @Test func theFolderIsFoundFromTheExecutable() throws {
    let fixture = try SmallScreens()
    let program = "\(fixture.root)/.build/debug/ismsbook"
    try fixture.write(Data(), to: program)
    #expect(ScreensCatalogue.locate(executable: program, environment: [:]).map(real) == real(fixture.folder))
    #expect(ScreensCatalogue.locate(executable: program, environment: ["ISMSBOOK_SCREENS": "/s"]) == nil)
    let named = ["ISMSBOOK_SCREENS": fixture.folder]
    #expect(ScreensCatalogue.locate(executable: "/nowhere", environment: named) == fixture.folder)

    let installed = "\(fixture.root)/usr/share/ismsbook"
    try fixture.write(Data(), to: "\(fixture.root)/usr/bin/ismsbook")
    try FileManager.default.createDirectory(atPath: installed, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: fixture.folder, toPath: "\(installed)/Screens")
    let found = ScreensCatalogue.locate(executable: "\(fixture.root)/usr/bin/ismsbook", environment: [:])
    #expect(found.map(real) == real("\(installed)/Screens"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(fixture.root)/link", withDestinationPath: "\(fixture.root)/usr/bin/ismsbook")
    #expect(ScreensCatalogue.locate(executable: "\(fixture.root)/link", environment: [:]).map(real) == found.map(real))
  }

  private func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}
