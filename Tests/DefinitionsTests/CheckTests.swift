import Testing

@Suite struct CheckTests {
  @Test func faultlessDefinitionsHaveNoFindings() throws {
    let fixture = try ScreensFixture()
    #expect(fixture.complaints() == [])
  }
}
