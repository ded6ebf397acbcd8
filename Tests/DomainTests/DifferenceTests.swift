import Domain
import Testing

@Suite("Differences and merges")
struct DifferenceTests {
  @Test("name each field with what it was and is, in the order of the form")
  func fields() {
    let old = Content.of(["title": "a", "level": "low", "extra": "1"])
    let new = Content.of(["title": "b", "secret": "no", "extra": "1"])
    let found = Difference.between(old, new, form: Sample.incident)
    #expect(found.map(\.field) == ["title", "level", "secret"])
    #expect(found.map(\.mark) == [.changed, .removed, .added])
    #expect(found.first?.old == ["a"] && found.first?.new == ["b"])
  }

  @Test("show a row put in as just that, not as changes of all rows behind it")
  func rows() {
    let rows = (1...4).map { Row(["name": "\($0)"]) }
    let old = Content.of([:], items: rows)
    let new = Content.of([:], items: [Row(["name": "0"])] + rows)
    let found = Difference.between(old, new, form: Sample.incident)
    #expect(found.count == 1)
    #expect(found.first?.mark == .added && found.first?.row == 0)
    #expect(Difference.between(new, old, form: Sample.incident).map(\.mark) == [.removed])
  }

  @Test("show a changed cell with row and column")
  func cells() {
    let old = Content.of([:], items: [Row(["name": "a", "qty": "1"]), Row(["name": "b", "qty": "2"])])
    let new = Content.of([:], items: [Row(["name": "a", "qty": "1"]), Row(["name": "b", "qty": "3"])])
    let found = Difference.between(old, new, form: Sample.incident)
    #expect(found.map(\.column) == ["qty"])
    #expect(found.map(\.row) == [1])
  }

  @Test("are none between equal contents")
  func equal() {
    let content = ExpressionTests.content
    #expect(Difference.between(content, content, form: Sample.incident) == [])
  }

  @Test("A merge takes what only one side changed, and leaves what both changed to a person")
  func merge() {
    let base = Content.of(["title": "a", "level": "low", "reason": "r"])
    let mine = Content.of(["title": "mine", "level": "low", "reason": "r2"])
    let theirs = Content.of(["title": "theirs", "level": "high", "reason": "r"], items: [Row(["name": "n"])])
    let merge = Merge(base: base, mine: mine, theirs: theirs)
    #expect(merge.conflicts.map(\.field) == ["title"])
    #expect(merge.content["level"] == ["high"])
    #expect(merge.content["reason"] == ["r2"])
    #expect(merge.content["title"] == ["mine"])
    #expect(merge.content[rows: "items"].count == 1)
  }

  @Test("A merge of the same change by both is no conflict")
  func same() {
    let changed = Content.of(["title": "b"])
    #expect(Merge(base: Content.of(["title": "a"]), mine: changed, theirs: changed).conflicts.isEmpty)
  }

  @Test("A suggestion is the nearest name, and none when nothing is near")
  func suggestion() {
    #expect(Suggestion.nearest(to: "labal", among: ["label", "table"]) == "label")
    #expect(Suggestion.nearest(to: "zzz", among: ["label", "table"]) == nil)
    #expect(Suggestion.nearest(to: "name", among: ["person_name", "purpose"]) == "person_name")
    #expect(Suggestion.nearest(to: "name", among: ["person_name", "unit_name"]) == nil)
  }
}
