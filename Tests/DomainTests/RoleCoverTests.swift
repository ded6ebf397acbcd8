import Testing

@testable import Domain

@Suite("How roles that sign are covered")
struct RoleCoverTests {
  typealias Cast = SignOffCast

  private static let chain: Chain = {
    var chain = Cast.chain([
      Cast.step("officer", .role("security_officer")), Cast.step("ciso", .role("ciso")),
      Cast.step("staff", .role("staff")),
    ])
    chain.standIns = ["security_officer": "ciso", "ciso": "top_management", "unit_head": "top_management"]
    return chain
  }()

  private func cover(_ role: String, _ cast: SignOffCast) -> RoleCover.Cover? {
    RoleCover.all([Self.chain], roles: Cast.roles, people: People(cast.source)).first { $0.id == role }?.cover
  }

  @Test("The only holder is stood in for by the role above; several need nobody; a role that nobody has is short")
  func covered() {
    var cast = SignOffCast()
    #expect(cover("security_officer", cast) == .standIns([Cast.chen]))
    cast.person(PersonName(id: "sec2", name: "第二位"), "BOARD", ["security_officer"])
    #expect(cover("security_officer", cast) == .several)
    for person in [Cast.sec, PersonName(id: "sec2", name: "第二位")] { cast.person(person, "BOARD", ["manager"]) }
    #expect(cover("security_officer", cast) == .nobody)
  }

  @Test("A role needs a second person where nobody else could sign in its holder's place")
  func alone() {
    var cast = SignOffCast()
    #expect(cover("ciso", cast) == .needsSecond, "nobody stands above")
    let top = PersonName(id: "top", name: "院長")
    cast.person(top, "BOARD", ["top_management"])
    #expect(cover("ciso", cast) == .standIns([top]))
    cast.person(top, "BOARD", ["staff"])
    cast.person(Cast.chen, "BOARD", ["ciso", "top_management"])
    #expect(cover("ciso", cast) == .counts, "whoever stands above all needs nobody")
  }

  @Test("What is said of a role names its holder, and says what is missing")
  func texts() {
    let cast = SignOffCast()
    let all = RoleCover.all([Self.chain], roles: Cast.roles, people: People(cast.source))
    let officer = all.first { $0.id == "security_officer" }
    #expect(officer?.text.zh.contains(Cast.sec.name) == true && officer?.text.zh.contains(Cast.chen.name) == true)
    #expect(officer?.isShort == false)
    #expect(all.first { $0.id == "ciso" }?.text.en.contains("needs a second person") == true)
  }
}
