import Definitions
import Domain
import Desk
import TestKit
import Testing

@testable import FrontEnd

@Suite("The next version of a policy") @MainActor
struct NextVersionTests {
  @Test("It starts with the statements of the one before, not with those of a first policy")
  func takesOver() throws {
    let catalogue = ScreensCatalogue.shipped()
    let fixture = try ReadingStore()
    let workspace = Workspace(
      catalogue: catalogue,
      desk: try fixture.desk(catalogue, clock: GoldenScreenTests.clock),
      person: Cast.wang, language: .zhTW, clock: GoldenScreenTests.clock)
    let form = try #require(catalogue.form("policy"))
    let first = workspace.entry(form).withDefaults()
    #expect(first["policy_version"] == ["1.0"] && first[rows: "principles"].count == 14)
    var content = first
    content[rows: "principles"] = [Row(["no": "1", "statement": "本院自訂的條文", "controls": "A.5.1"])]
    let version = try fixture.save(form, record: .named("POL-115-0001"), content)
    try workspace.desk?.catchUp()
    let start = try #require(
      RecordStart.all(from: version, form: form, workspace).first { $0.label.zh == "建立下一版政策" })
    let next = workspace.entry(form).withDefaults(try #require(start.content))
    #expect(next["supersedes"] == ["POL-115-0001"] && next["policy_version"] == [])
    #expect(next[rows: "principles"] == content[rows: "principles"])
    #expect(next[rows: "responsibilities"] == content[rows: "responsibilities"])
  }
}
