import Definitions
import Domain
import Foundation
import TestKit
import Testing

@Suite("A store's own definition of a form that grants power")
struct OwnPowerTests {
  /// The store's own definitions.
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes the shipped form, without the word that makes it grant power, below a folder of the store's own.
  private func own(_ form: String, at path: String) throws -> ScreensCatalogue {
    let text = try String(contentsOfFile: "\(Checkout.screens)/Administration/\(form).yaml", encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("grants: {") && $0 != "chain: GRANT" }
    return try own([path: lines.joined(separator: "\n")])
  }

  @Test("counts in a shared store only once it was accepted", arguments: ["person", "settings", "unit"])
  func accepted(_ form: String) throws {
    let path = "Administration/\(form).yaml"
    let catalogue = try own(form, at: path)
    #expect(catalogue.form(form)?.chain == nil, "in a personal store it counts as it stands")
    catalogue.use(accepted: [:])
    #expect(catalogue.form(form)?.chain == "GRANT")
    #expect(catalogue.form(form)?.isGranting == true)
    catalogue.use(accepted: [path: "\(folder.path)/\(path)"])
    #expect(catalogue.form(form)?.chain == nil)
  }

  @Test("counts at no other place, and is named", arguments: ["person", "settings", "unit"])
  func misplaced(_ form: String) throws {
    let catalogue = try own(form, at: "Procedures/01-policy/\(form).yaml")
    #expect(catalogue.form(form)?.chain == "GRANT")
    let named = catalogue.findings().filter { $0.message.zh.contains("Administration/\(form).yaml") }
    #expect(named.count == 1 && named.allSatisfy(\.blocks), "\(catalogue.findings())")
  }

  /// Writes texts below a folder of the store's own.
  private func own(_ files: [String: String]) throws -> ScreensCatalogue {
    for (path, text) in files { try folder.write(text, to: path) }
    return ScreensCatalogue(folder: Checkout.screens, overrides: folder.path)
  }

  private static func text(_ path: String, _ changes: [(String, String)] = []) throws -> String {
    changes.reduce(try String(contentsOfFile: "\(Checkout.screens)/\(path)", encoding: .utf8)) {
      $0.replacingOccurrences(of: $1.0, with: $1.1)
    }
  }

  private static let request = "Procedures/11-access/access-request.yaml"

  @Test(
    "leaves the chain, the class and the rules of a shipped form as they are until it was accepted, wherever it stands",
    arguments: ["11-access", "01-policy", "99-自訂 表單"])
  func formOfProcedure(_ procedure: String) throws {
    let path = "Procedures/\(procedure)/access-request.yaml"
    let catalogue = try own([
      path: try Self.text(
        Self.request,
        [("chain: CH5\n", "chain: CH1\n"), ("classification: restricted", "classification: public")])
    ])
    #expect(catalogue.form("access-request")?.chain == "CH1", "in a personal store it counts as it stands")
    catalogue.use(accepted: [:])
    #expect(catalogue.form("access-request")?.chain == "CH5")
    #expect(catalogue.form("access-request")?.classification == "restricted")
    #expect(catalogue.procedures().count == 27 && catalogue.findings().filter(\.blocks).isEmpty)
    // What was accepted counts also where its file is gone from the folder.
    let elsewhere = try TemporaryFolder()
    let kept = elsewhere.path + "/kept"
    try FileManager.default.copyItem(atPath: "\(folder.path)/\(path)", toPath: kept)
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(path)")
    catalogue.use(accepted: [path: kept])
    #expect(catalogue.form("access-request")?.chain == "CH1")
    #expect(catalogue.form("access-request")?.classification == "public")
  }

  @Test("is not there at all until it was accepted, where the form is a new one")
  func newForm() throws {
    let path = "Procedures/11-access/visa.yaml"
    let catalogue = try own([path: try Self.text(Self.request, [("form: access-request", "form: visa")])])
    #expect(catalogue.form("visa") != nil)
    catalogue.use(accepted: [:])
    #expect(catalogue.form("visa") == nil && !catalogue.heads().contains { $0.id == "visa" })
    #expect(catalogue.procedure("access")?.forms.contains("visa") == false)
    catalogue.use(accepted: [path: "\(folder.path)/\(path)"])
    #expect(catalogue.form("visa") != nil && catalogue.heads().contains { $0.id == "visa" })
  }

  @Test("is no other way round: a procedure, a list of roles among the controls, the classes, an earlier version")
  func roundabout() throws {
    let catalogue = try own([
      "Procedures/11-access/procedure.yaml": try Self.text("Procedures/11-access/procedure.yaml"),
      "Controls/roles.yaml": try Self.text("Choices/roles.yaml", [("auditor: 稽核員", "auditors: 稽核員")]),
      "Choices/classification.yaml": try Self.text("Choices/classification.yaml", [("public: 公開", "public: 不公開")]),
      "Choices/trend.yaml": try Self.text("Choices/trend.yaml", [("持平", "照舊")]),
      "Procedures/11-access/sop.zh-TW.md": "# 自己的說明書\n",
      "Released/access-request.9.yaml": try Self.text(
        Self.request, [("version: 1", "version: 9"), ("restricted", "public")]),
    ])
    let reference = FormReference(id: "access-request", version: 9)
    #expect(catalogue.form(reference)?.version == 9)
    #expect(catalogue.choiceList("roles")?.items.contains { $0.id == "auditors" } == true)
    catalogue.use(accepted: [:])
    #expect(catalogue.form(reference)?.version == 1)
    #expect(catalogue.choiceList("roles")?.items.contains { $0.id == "auditors" } == false)
    #expect(catalogue.choiceList("classification")?.items.contains { $0.label.zh == "不公開" } == false)
    #expect(catalogue.choiceList("trend")?.items.contains { $0.label.zh == "照舊" } == false)
    #expect(catalogue.text("sop", folder: "11-access", language: .zhTW) == "# 自己的說明書\n", "texts count at once")
  }
}
