import Domain

/// Every form and list that a form refers to exists.
struct ReferenceCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    screens.forms.flatMap { read -> [Finding] in
      guard let form = read.value else { return [] }
      return links(form, read, screens) + rules(form, read, screens)
        + targets(read, screens)
    } + targets(screens.common, screens)
  }

  private func links(_ form: Form, _ read: ReadFile<Form>, _ screens: CheckedScreens) -> [Finding] {
    let brought = form.fields.compactMap { field in
      field.brings?.records.flatMap {
        screens.finding(
          missing: $0.form, at: read.finding("brings/\(field.id)", "", Phrase(verbatim: "")).place)
      }
    }
    return brought
      + form.links.flatMap { link in
        let place = { (key: String) in read.finding("links/\(link.id)/\(key)", "", Phrase(verbatim: "")).place }
        let sources = link.fill.compactMap { fill in
          fill.records.flatMap { screens.finding(missing: $0.form, at: place("of/\(fill.table)")) }
        }
        return [screens.finding(missing: link.form, at: place("to"))].compactMap { $0 } + sources
      }
  }

  private func targets(_ read: ReadFile<Form>, _ screens: CheckedScreens) -> [Finding] {
    read.places.compactMap { path, place in
      guard path.hasPrefix("fields/"), let range = path.utf8.firstRange(of: "/to/".utf8) else { return nil }
      return screens.finding(
        missing: String(path[range.upperBound...]),
        at: .file(read.file.name, line: place.line, column: place.column))
    }
  }

  /// `count('form', …)`, `latest`, `lookup`, and `list('choices')`.
  private func rules(_ form: Form, _ read: ReadFile<Form>, _ screens: CheckedScreens) -> [Finding] {
    let lists = Set(form.fields.flatMap { [$0] + $0.columns }.compactMap { $0.choices?.id })
    return form.everyRule.flatMap { rule in
      rule.expression.everyPart.compactMap { part -> Finding? in
        guard case .call(let name, let arguments) = part.node, let first = arguments.first,
          case .literal(.text(let id)) = first.node
        else { return nil }
        let place = screens.placed(
          .file(read.file.name, line: rule.line, column: rule.column + first.offset), in: read)
        switch name {
        case "min" where arguments.count > 1, "max" where arguments.count > 1:
          return screens.finding(missing: id, at: place)
        case "count", "latest", "lookup", "any", "all", "sum": return screens.finding(missing: id, at: place)
        case "list" where !lists.contains(id):
          return Finding(
            place, rule: "reference",
            Suggestion.unknown(
              Phrase(zh: "表單所用的選項清單", en: "choice list of this form"), id,
              Suggestion.nearest(to: id, among: lists.sorted())))
        default: return nil
        }
      }
    }
  }
}

extension CheckedScreens {
  /// A place in a form's file, or in that of the common fields if the rule is one of theirs.
  func placed(_ place: Finding.Place, in read: ReadFile<Form>) -> Finding.Place {
    let finding = Finding(place, rule: "", Phrase(verbatim: ""))
    guard let form = common.value else { return place }
    return CommonFields(form: form, file: common.file.name).placed(finding).place
  }
}

extension Form {
  /// Every rule of the form: of sections, fields, columns and links.
  var everyRule: [Rule] {
    sections.compactMap(\.when) + fields.flatMap { $0.rules + $0.columns.flatMap(\.rules) }
      + links.flatMap(\.rules) + (signers + conditions).map(\.rule)
  }
}
