import Domain

/// Definitions with hardly a rule, to make what a journey begins with in one go.
struct BareForms: Catalogue {
  var forms: [Form] = []

  func form(_ id: String) -> Form? { forms.first { $0.id == id } }
  func form(_ reference: FormReference) -> Form? { form(reference.id) }
  func heads() -> [FormHead] { [] }
  var menu: Menu { Menu(layers: []) }
  func procedure(_ id: String) -> Procedure? { nil }
  func procedures() -> [Procedure] { [] }
  func text(_ name: String, folder: String, language: Language) -> String? { nil }
  func findings() -> [Finding] { [] }
  let fingerprint = "bare"

  /// A form without fields keeps whatever it is given. One that `grants` is in force from the beginning.
  static func form(_ id: String, number: String, grants: Bool = false) -> Form {
    let title = Phrase(verbatim: id)
    var field = Field(id: "active", type: TextType(), label: title)
    field.grants = Field.Grants()
    let section = Section(id: "all", title: title, fields: [field])
    return Form(id: id, version: 1, title: title, number: number, sections: grants ? [section] : [])
  }
}
