import Domain
import FileStore
import Testing

@Suite("Saving")
struct SavingTests {
  @Test("what was saved is read again, by this program and by another")
  func savedIsRead() throws {
    let test = try TestStore()
    let saved = try test.save("郵件主機遭入侵")
    #expect(saved.record == "INC-115-0001")
    #expect(saved.number == 1)
    #expect(saved.sequence == 1)
    #expect(try test.store.version("INC-115-0001") == saved)
    #expect(try test.reopened().version("INC-115-0001", 1) == saved)
    #expect(try test.reopened(cache: test.folder + "/other").version("INC-115-0001") == saved)
  }

  @Test("a version names the seal of the one before, and every entry that of the entry before")
  func chain() throws {
    let test = try TestStore()
    let first = try test.save("一")
    let other = try test.save("二")
    let second = try test.amend(first, "一之二")
    #expect(first.chain == "" && first.previous == [])
    #expect(other.chain == first.seal)
    #expect(second.chain == other.seal && second.previous == [first.seal])
    #expect(try test.store.history(of: first.record) == [first, second])
    #expect(try test.store.head().seal == second.seal)
  }
}
