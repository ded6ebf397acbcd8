extension Form {
  /// The same form, with the id shown beside each of these names.
  public func tellingApart(_ names: Set<String>) -> Form {
    func told(_ field: Field) -> Field {
      var field = field
      if field.type is PersonType { field.type = PersonType(shared: names) }
      field.columns = field.columns.map(told)
      return field
    }
    var form = self
    for index in form.sections.indices { form.sections[index].fields = form.sections[index].fields.map(told) }
    return form
  }
}
