import Domain

extension Content {
  /// Fields as they are written here; one that is named again has several values.
  package static func of(_ fields: KeyValuePairs<String, String>) -> Content {
    var content = Content()
    for (id, value) in fields { content[id] = content[id] + [value] }
    return content
  }
}
