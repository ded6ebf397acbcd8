import Domain
import Testing

@Suite struct WholeNumberTests {
  @Test("A whole number of a file is read if it can be counted on from")
  func read() {
    #expect(WholeNumber.read("0") == 0)
    #expect(WholeNumber.read("007") == 7)
    #expect(WholeNumber.read("999999999999999") == 999_999_999_999_999)
    for text in ["", "-1", "+1", "1 ", "1e3", "１", "9223372036854775807", "99999999999999999999", "1000000000000000"] {
      #expect(WholeNumber.read(text) == nil, "\(text)")
    }
  }

  @Test("A version or a size that nothing could be added to is no version and no size")
  func references() {
    #expect(FormReference("incident/9223372036854775807") == nil)
    let hash = String(repeating: "a", count: 64)
    #expect(EvidenceReference("sha256:\(hash) 9223372036854775807 a.pdf") == nil)
    #expect(EvidenceReference("sha256:\(hash) 12 a.pdf")?.size == 12)
  }
}
