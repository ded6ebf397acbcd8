import Testing

/// One fault, brought into the faultless definitions, and everything that the check then says.
struct BadInput: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let old: String
  let new: String
  let expected: [String]

  init(_ name: String, in path: String, _ old: String, _ new: String, says expected: String...) {
    self.name = name
    self.path = path
    self.old = old
    self.new = new
    self.expected = expected
  }

  var testDescription: String { name }

  /// Short names of the files that faults are brought into.
  static let visit = SmallScreens.visit
  static let english = SmallScreens.visitEnglish
  static let repair = "Procedures/01-room/repair.yaml"
  static let procedure = "Procedures/01-room/procedure.yaml"
  static let requirements = "Controls/requirements.yaml"
}

@Suite struct BadInputTests {
  @Test(arguments: BadInput.ofKeys + BadInput.ofExpressions + BadInput.ofIDs)
  func everyFaultOfAFormIsNamedWithItsPlace(_ input: BadInput) throws { try check(input) }

  @Test(arguments: BadInput.ofReferences)
  func everyReferenceThatLeadsNowhereIsNamed(_ input: BadInput) throws { try check(input) }

  @Test(arguments: BadInput.ofTexts)
  func everyFaultOfATextIsNamed(_ input: BadInput) throws { try check(input) }

  @Test(arguments: BadInput.ofSignOff)
  func everyFaultOfChainsAndRightsIsNamed(_ input: BadInput) throws { try check(input) }

  private func check(_ input: BadInput) throws {
    let fixture = try SmallScreens()
    try fixture.replace(input.old, with: input.new, in: input.path)
    #expect(fixture.complaints() == input.expected)
  }
}
