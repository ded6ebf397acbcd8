import Definitions
import Desk
import Domain
import TestKit
import Testing

@Suite("Records that ended under earlier rules", .serialized) @MainActor
struct EarlierRulesTests {
  /// The shipped forms, of which one asks for related records before it ends.
  private struct Stricter: Catalogue {
    let shipped = SigningWorld.catalogue
    let id: String

    var menu: Menu { shipped.menu }
    func procedure(_ id: String) -> Procedure? { shipped.procedure(id) }
    func procedures() -> [Procedure] { shipped.procedures() }
    func heads() -> [FormHead] { shipped.heads() }
    func chain(_ id: String) -> Chain? { shipped.chain(id) }
    func chains() -> [Chain] { shipped.chains() }
    func accessRights() -> AccessRights? { shipped.accessRights() }
    func text(_ name: String, folder: String, language: Language) -> String? {
      shipped.text(name, folder: folder, language: language)
    }
    func findings() -> [Finding] { shipped.findings() }
    var fingerprint: String { shipped.fingerprint + "stricter" }
    func form(_ reference: FormReference) -> Form? { form(reference.id) }

    func form(_ id: String) -> Form? {
      guard var form = shipped.form(id), id == self.id else { return shipped.form(id) }
      form.definition = String(repeating: "0", count: 64)
      for section in form.sections.indices {
        for field in form.sections[section].fields.indices
        where form.sections[section].fields[field].id == Form.relatedRecords {
          form.sections[section].fields[field].neededBy = SignedSteps.end
        }
      }
      return form
    }
  }

  @Test("stay ended, and are listed with what today's rules ask for")
  func ended() throws {
    let office = try ProcedureDesk()
    let id = "supplier"
    let number = try office.finish(id)
    let now = SigningWorld.now
    let status = try office.status(number)
    #expect(try office.world.first.endedUnderEarlierRules([id]).isEmpty)
    office.world.first.finishSaves()
    let desk = try Desk.open(
      in: office.world.folder, Stricter(id: id), as: "first", index: "stricter-index", clock: { now })
    let found = try desk.endedUnderEarlierRules([id])
    #expect(found.map(\.version.record) == [number])
    #expect(found.first?.lacks.count == 1)
    #expect(found.first?.version.status == status && [.approved, .closed].contains(status), "it stays as it ended")
    let shown = try desk.presented(desk.look(at: number).get().version)
    #expect(shown.notes.contains { $0.en.contains("earlier rules") })
    #expect(try desk.endedUnderEarlierRules(["contract"]).isEmpty)
    // By the same rules it lacks nothing, whatever has come due since.
    #expect(try office.world.first.lacks(office.world.first.look(at: number).get().version).isEmpty)
  }
}
