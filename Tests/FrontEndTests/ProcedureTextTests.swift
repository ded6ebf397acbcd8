import Definitions
import Domain
import Desk
import Foundation
import Terminal
import TestKit
import Testing

@testable import FrontEnd

/// Amending a procedure's text from the screen it is read on.
@Suite("The text of a procedure") @MainActor
struct ProcedureTextTests {
  @MainActor
  private final class World {
    private let folder: TemporaryFolder
    let catalogue = ScreensCatalogue.shipped()
    let desk: Desk

    init() throws {
      folder = try TemporaryFolder()
      desk = try .make(
        in: folder, catalogue, beginning: Organisation.one.beginning, clock: GoldenScreenTests.clock)
    }

    /// The screen after these keys.
    func type(_ keys: String) throws -> String {
      try Run(Application.Configuration(at: desk, clock: GoldenScreenTests.clock), keys).screen
    }
  }

  @Test("A store without its record shows the shipped text and says so")
  func shipped() throws {
    let world = try World()
    let screen = try world.type("06<Enter><Enter>")
    #expect(screen.contains("SOP-06  程式所附的文字，還沒有存成文件") && screen.contains("備份與還原管理作業說明書"))
    #expect(try world.type("06<Enter><Enter><F7>").contains("還沒有歷程"))
    #expect(!world.desk.isThere("SOP-06"))
  }

  @Test("Amending it keeps the shipped text as version 1, and what was typed as version 2 with the reason")
  func adopted() throws {
    let world = try World()
    let screen = try world.type("06<Enter><Enter><F9>增列總則<Enter>總則<Enter><F2><Esc>")
    let history = try world.desk.history(of: "SOP-06").get()
    let file = try #require(world.catalogue.text("sop", folder: "06-backup", language: .zhTW))
    // A field keeps no empty lines at its end.
    let shipped = file.trimmed
    #expect(history.map { $0.content["text_zh"] } == [[shipped], ["總則\n" + shipped]])
    #expect(history.map(\.reason) == [nil, "增列總則"])
    #expect(history.map { $0.content["edition"] } == [["1.0"], ["1.0"]])
    #expect(screen.contains("第 2 版") && screen.contains(" 總則\n"))
  }

  @Test("Leaving the reason or the amendment saves no second version")
  func left() throws {
    let world = try World()
    _ = try world.type("06<Enter><Enter><F9><Esc>")
    #expect(!world.desk.isThere("SOP-06"))
    _ = try world.type("06<Enter><Enter><F9>試試<Enter><Esc>")
    #expect(try world.desk.history(of: "SOP-06").get().count == 1)
  }

  @Test("The amendment opens at the line that was read")
  func place() throws {
    let world = try World()
    _ = try world.type("06<Enter><Enter>/每日執行<Enter><F9>加註<Enter>〔加註〕<F2>")
    let text = try #require(try world.desk.look(at: "SOP-06").get().version.content["text_zh"].first)
    let lines = text.components(separatedBy: "\n")
    let heading = try #require(lines.firstIndex { $0.contains("每日執行與檢查") })
    let typed = try #require(lines.firstIndex { $0.hasPrefix("〔加註〕") })
    #expect(abs(heading - typed) <= 3)
  }

  @Test("A text that the program ships again does not replace the one that was kept")
  func kept() throws {
    let world = try World()
    let form = try #require(world.catalogue.form(ProcedureText.form))
    let text = try #require(world.catalogue.procedureTexts.first { $0.number == "SOP-06" })
    var content = try #require(world.catalogue.firstContent(of: text))
    content["text_zh"] = ["# 本院自訂的備份規定"]
    _ = try world.desk.submit(Submission(new: form.id, world.desk.blank(form.id, content))).get()
    let screen = try world.type("06<Enter><Enter>")
    #expect(screen.contains("本院自訂的備份規定") && !screen.contains("備份與還原管理作業說明書"))
  }

  @Test("Ctrl+Home and Ctrl+End go to the ends of a text, then to those of the form")
  func ends() {
    let field = Field(id: "text", type: ParagraphType(), label: Phrase(verbatim: "text"))
    let form = Form(
      id: "x", version: 1, title: Phrase(verbatim: "x"), number: "X-{serial}", list: [],
      sections: [Section(id: "s", title: Phrase(verbatim: "s"), fields: [field])])
    let workspace = Workspace(
      catalogue: ReadingStore.forms, desk: nil, person: PersonName(id: "a", name: "a"),
      language: .en, clock: GoldenScreenTests.clock)
    var page = FieldPage(Filling(form: form, content: Content(), target: .newRecord(), workspace), workspace)
    page.set(["one\ntwo\nthree"], workspace)
    _ = page.handle(.key(Key(.home, .control)), workspace)
    #expect(page.editor.caret == 0)
    _ = page.handle(.key(Key(.end, .control)), workspace)
    #expect(page.editor.caret == 13)
  }
}
