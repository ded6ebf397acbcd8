import Domain

/// A catalogue of a few forms made in Swift. A later version of a form stands after the earlier ones.
package struct FewForms: Catalogue {
  package var forms: [Form]
  package var menu = Menu(layers: [])
  /// The procedure of all of them.
  package var procedure = ""
  package var fingerprint = ""
  package var clock: StoreClock

  package init(_ forms: [Form] = [], clock: StoreClock = .none) {
    self.forms = forms
    self.clock = clock
  }

  package func form(_ id: String) -> Form? { forms.last { $0.id == id } }

  package func form(_ reference: FormReference) -> Form? {
    forms.last { $0.reference == reference } ?? form(reference.id)
  }

  package func heads() -> [FormHead] {
    forms.filter { form($0.id)?.version == $0.version }.map {
      FormHead(
        id: $0.id, version: $0.version, title: $0.title, document: $0.document, aliases: [], procedure: procedure)
    }
  }

  package func procedure(_ id: String) -> Procedure? { nil }
  package func procedures() -> [Procedure] { [] }
  package func text(_ name: String, folder: String, language: Language) -> String? { nil }
  package func findings() -> [Finding] { [] }
}
