import Domain

extension Form {
  /// A form without fields, which keeps whatever it is given. One that `grants` is in force from the beginning.
  static func bare(_ id: String, number: String, grants: Bool = false) -> Form {
    let title = Phrase(verbatim: id)
    var field = Field(id: "active", type: TextType(), label: title)
    field.grants = Field.Grants()
    let section = Section(id: "all", title: title, fields: [field])
    return Form(id: id, version: 1, title: title, number: number, sections: grants ? [section] : [])
  }
}
