import Definitions
import Domain
import Foundation
import TestKit
import Testing

@Suite struct RightsTests {
  private static let catalogue = ScreensCatalogue.shipped()

  @Test func shippedRightsSayWhoMayDoWhat() throws {
    let rights = try #require(Self.catalogue.accessRights())
    let subjects = Self.catalogue.subjects()
    let table = RightsTable(rights, subjects)
    #expect(table.rows.count == Self.catalogue.heads().count)
    #expect(table.columns.count == Self.catalogue.choiceList("roles")?.items.count)
    for subject in subjects {
      #expect(rights.rights(of: "administrator", on: subject) == Set(Right.allCases))
      #expect(rights.allows(.read, subject, roles: ["auditor"]), "auditors read everything: \(subject.form)")
      // Everybody acknowledges policies, auditors and top management too.
      let isOwn = subject.form == "policy-acknowledgement"
      let isAudit = isOwn || ["14", "20", "21"].contains(subject.procedure)
      #expect(rights.allows(.create, subject, roles: ["auditor"]) == isAudit, "\(subject.form)")
      #expect(rights.allows(.amend, subject, roles: ["auditor"]) == isAudit, "\(subject.form)")
      #expect(rights.allows(.create, subject, roles: ["top_management"]) == isOwn)
    }
    let entry = try #require(subjects.first { $0.form == "entry-log" })
    #expect(entry.kind == .log && entry.procedure == "05")
    #expect(rights.rights(of: "data_room_duty", on: entry) == [.create, .read, .amend, .sign])
    #expect(rights.reads("internal", roles: ["data_room_duty"]))
    #expect(!rights.reads("confidential", roles: ["staff", "manager"]))
  }

  /// Who is asked for a signature has the right to give it.
  @Test func everyRoleOfAChainMaySign() throws {
    let rights = try #require(Self.catalogue.accessRights())
    for subject in Self.catalogue.subjects() {
      guard let form = Self.catalogue.form(subject.form), form.chain != nil else { continue }
      for step in Self.catalogue.chains(of: form).flatMap(\.steps) {
        guard case .role(let role) = step.by else { continue }
        #expect(rights.allows(.sign, subject, roles: [role]), "\(role) on \(subject.form)")
      }
      // What grants power is agreed to by administrators, not by heads of units.
      guard subject.kind != .administration || form.chain != "GRANT" else { continue }
      #expect(rights.allows(.sign, subject, roles: ["manager"]), "\(subject.form)")
    }
  }

  @Test func theRightsOfAStoreWin() throws {
    let fixture = try SmallScreens()
    try fixture.write(
      override: """
        rights: [{roles: [staff], all: true, may: [read]}]
        clearance: {public: [any], internal: [any], restricted: [any], confidential: [staff]}

        """, to: "Roles/rights.yaml")
    let before = fixture.catalogueWithOverrides.fingerprint
    let rights = try #require(fixture.catalogueWithOverrides.accessRights())
    let visit = try #require(fixture.catalogueWithOverrides.subjects().first { $0.form == "visit" })
    #expect(rights.rights(of: "manager", on: visit) == [])
    #expect(rights.rights(of: "staff", on: visit) == [.read])
    try fixture.write(override: "rights: []\nclearance: {}\n", to: "Roles/rights.yaml")
    #expect(fixture.catalogueWithOverrides.fingerprint != before)
    #expect(
      fixture.complaints(withOverrides: true).count == 6,
      "no role reads any classification, none may sign the step of managers, and none may grant")
  }

  @Test func brokenRightsGiveNobodyAnything() throws {
    let fixture = try SmallScreens()
    #expect(fixture.catalogue.accessRights()?.rights(of: "staff", on: try visit(fixture)) == [.create, .read])
    try fixture.replace("may: [create, read]}", with: "may: [create, reed]}", in: "Roles/rights.yaml")
    #expect(fixture.catalogue.accessRights() == nil)
    try fixture.remove("Roles/rights.yaml")
    #expect(fixture.catalogue.accessRights() == nil)
  }

  private func visit(_ fixture: SmallScreens) throws -> AccessRights.Subject {
    try #require(fixture.catalogue.subjects().first { $0.form == "visit" })
  }
}
