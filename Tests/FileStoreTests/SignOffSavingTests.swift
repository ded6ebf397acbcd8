import Domain
import FileStore
import Testing

@Suite("Signatures in the store")
struct SignOffSavingTests {
  @Test("a record that goes along its chain keeps what was signed, and verifies")
  func alongItsChain() throws {
    let test = try TestStore()
    var version = try test.save("一", more: [Content.Field(id: "description", values: ["第一行\n第二行"])])
    let record = version.record
    func sign(_ action: Action, _ person: String, _ comment: String? = nil) throws {
      let history = try test.store.history(of: record)
      let state = try self.state(history)
      #expect(state.version == version)
      let signed = try state.signed(action, by: PersonName(id: person, name: person), comment: comment).get()
      let new = NewVersion(
        form: version.form, title: "資安事件通報單", record: .existing(record, base: version.number), status: signed.status,
        action: signed.action, savedBy: PersonName(id: person, name: person), content: signed.content)
      version = try test.store.append(new).version
    }
    try sign(.submit, "wang.xm")
    try sign(.return, "boss", "請補：\n影響範圍")
    version = try test.amend(version, "二")
    try sign(.submit, "wang.xm")
    try sign(.agree, "boss")
    let history = try test.store.history(of: record)
    #expect(history.map(\.status) == [.saved, .inReview, .returned, .saved, .inReview, .approved])
    let state = try self.state(history)
    #expect(state.signatures.map(\.comment) == [nil, "請補：\n影響範圍", nil, nil])
    #expect(state.signatures.map(\.version) == [1, 2, 4, 5])
    #expect(state.signatures.map(\.seal) == [0, 1, 3, 4].map { history[$0].seal })
    #expect(state.status == .approved)
    #expect(try test.store.verify().findings == [])
  }

  private func state(_ history: [Version]) throws -> SignOffState {
    let chain = Chain(
      id: "C",
      steps: [
        Chain.Step(id: "filler", title: Phrase(verbatim: "filler")),
        Chain.Step(id: "boss", title: Phrase(verbatim: "boss"), by: .role("boss")),
      ])
    let form = Form(id: "incident-notice", version: 3, title: Phrase(verbatim: "incident"))
    let last = try #require(history.last)
    return SignOffState(
      form: form, chain: chain, version: last, history: history, people: People(TwoPeople()), now: last.savedAt)
  }
}

private struct TwoPeople: RecordSource {
  func record(_ number: String) -> RecordValue? { nil }

  func records(of form: String, where equal: [String: String], limit: Int?) -> [RecordValue] {
    guard form == "person" else { return [] }
    return ["wang.xm", "boss"].map { id in
      var content = Content()
      content["roles"] = [id]
      content["active"] = ["yes"]
      return RecordValue(number: id, form: "person", version: 1, content: content)
    }
  }

  func form(_ id: String) -> Form? { nil }
}
