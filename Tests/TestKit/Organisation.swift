import Domain

/// Whom a store knows: units and people, as records of its register.
package struct Organisation: Sendable {
  /// A unit or a person.
  package struct Entry: Sendable {
    package let form: String
    package private(set) var content: Content

    private init(_ form: String, _ fields: KeyValuePairs<String, String>, _ more: KeyValuePairs<String, String>) {
      self.form = form
      content = .of(fields)
      for (id, value) in more { content[id] = content[id] + [value] }
    }

    package static func unit(_ id: String, _ name: String, _ more: KeyValuePairs<String, String> = [:]) -> Entry {
      Entry("unit", ["id": id, "name": name, "active": "yes"], more)
    }

    package static func person(
      _ name: PersonName, in unit: String, _ roles: [String], _ more: KeyValuePairs<String, String> = [:]
    ) -> Entry {
      var entry = Entry("person", ["id": name.id, "name": name.name, "unit": unit, "active": "yes"], more)
      entry.content["roles"] = roles
      return entry
    }

    /// The person that it is about; nil for a unit.
    package var person: PersonName? {
      guard form == "person", let id = content["id"].first, let name = content["name"].first else { return nil }
      return PersonName(id: id, name: name)
    }
  }

  /// In the order in which they are saved.
  package var entries: [Entry]
  /// Who heads which unit, saved once everybody is there.
  package var heads: [(unit: String, head: String)] = []

  package init(_ entries: [Entry], heads: [(unit: String, head: String)] = []) {
    self.entries = entries
    self.heads = heads
  }

  /// Somebody with one of the roles, by the order of entries.
  package func holder(of role: String) -> PersonName? {
    entries.first { $0.content["roles"].contains(role) }?.person
  }
}
