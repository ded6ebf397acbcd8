import Desk
import Domain
import Foundation
import Synchronization
import TestKit

/// A catalogue whose forms take whatever they are given: no rule is asked and no text is read. So a test can have
/// records that today's forms would let nobody save, as earlier forms and other programs have left them.
nonisolated final class GivenForms: Catalogue {
  private let real: any Catalogue
  /// Forms that are taken as they stand here, by id.
  private let own = Mutex<[String: Form]>([:])

  init(_ real: any Catalogue) { self.real = real }

  /// From now on records of its id are saved with exactly this form.
  func use(_ form: Form) { own.withLock { $0[form.id] = form } }

  func form(_ id: String) -> Form? {
    if let form = own.withLock({ $0[id] }) { return form }
    guard let form = real.form(id) else { return nil }
    // Settings are read as numbers and texts by their defaults.
    return id == "settings" ? form.withoutDelay : form.given
  }

  func form(_ reference: FormReference) -> Form? { form(reference.id) }

  var menu: Menu { real.menu }
  func procedure(_ id: String) -> Procedure? { real.procedure(id) }
  func procedures() -> [Procedure] { real.procedures() }
  func heads() -> [FormHead] { real.heads() }
  func chain(_ id: String) -> Chain? { real.chain(id) }
  func accessRights() -> AccessRights? { real.accessRights() }
  func text(_ name: String, folder: String, language: Language) -> String? {
    real.text(name, folder: folder, language: language)
  }
  func findings() -> [Finding] { [] }
  var fingerprint: String { real.fingerprint + "given" }
}

nonisolated extension Form {
  /// The same form with texts of every kind in its fields, and nothing asked of them or of those who sign them.
  var given: Form {
    var form = changed { field in
      var result = field.unchecked
      result.type = field.isTable ? field.type : Verbatim()
      result.compute = nil
      result.when = nil
      return result
    }
    for section in form.sections.indices { form.sections[section].when = nil }
    if !isGranting { form.chain = nil }
    return form
  }

  /// The same form with its types and computed fields, but with nothing required or checked.
  var unchecked: Form { changed(\.unchecked) }

  /// The same form with a number of its own for the next record.
  func numbered(_ number: String?) -> Form {
    guard let number else { return self }
    var form = self
    form.number = number
    return form
  }

  /// Settings of a store in which nobody waits after a wrong passphrase.
  fileprivate var withoutDelay: Form {
    unchecked.changed { field in
      guard field.id == "sign_in_longest_delay", case .success(let none) = Rule.parse("0") else { return field }
      var field = field
      field.defaultValue = none
      return field
    }
  }

  private func changed(_ change: (Field) -> Field) -> Form {
    var form = self
    for section in form.sections.indices {
      for place in form.sections[section].fields.indices {
        var field = change(form.sections[section].fields[place])
        field.columns = field.columns.map(change)
        form.sections[section].fields[place] = field
      }
    }
    return form
  }
}

nonisolated extension Field {
  fileprivate var unchecked: Field {
    var field = self
    field.need = .optional
    field.neededBy = nil
    field.checks = []
    return field
  }
}

/// A field that holds any texts.
nonisolated private struct Verbatim: FieldType {
  // One of a list that is not given: several values, none of which is looked at.
  var kind: FieldKind { .choices }
  var name: Phrase { Phrase(verbatim: id) }
  var format: Phrase { Phrase(verbatim: id) }

  func valueKind(of field: Field) -> ValueKind { .anything }

  func read(_ typed: String, _ field: Field, _ setting: ReadingContext) -> Result<String, ReadingProblem> {
    .success(typed)
  }
}

/// A store whose records are saved as they are given, beside the program that a test looks at.
@MainActor
final class GivenRecords {
  /// Which record something becomes; without a name, the next number of its form.
  enum Name {
    case named(String)
    case existing(String, base: Int)
  }

  private let forms: GivenForms
  private let desk: Desk

  init(
    in folder: TemporaryFolder, _ catalogue: any Catalogue, clock: @escaping @Sendable () -> Moment
  ) throws {
    forms = GivenForms(catalogue)
    // These forms are found by other words, so they have an index of their own.
    desk = try .open(in: folder, forms, index: "given", clock: clock)
  }

  @discardableResult
  func save(
    _ form: Form, _ name: Name? = nil, by person: PersonName, reason: String? = nil, _ content: Content
  ) throws -> Version {
    let desk = desk.attended(by: person)
    switch name {
    case .existing(let record, let base)?:
      forms.use(form)
      return try desk.submit(
        Submission(amending: record, base: base, to: content, reason: reason ?? "")
      ).get().version
    case .named(let number)?: forms.use(form.numbered(number))
    case nil: forms.use(form)
    }
    return try desk.submit(Submission(new: form.id, content)).get().version
  }

  func void(_ record: String, by person: PersonName, reason: String) throws -> Version {
    try desk.attended(by: person).void(record, reason: reason).get()
  }

  /// Keeps a draft of whoever it says.
  func keep(_ draft: Draft) throws { try desk.keep(draft) }

  /// A wrong passphrase for somebody; nobody waits in between.
  func tryWrong(_ person: PersonName) throws -> CredentialAnswer { try desk.check(person.id, "wrong", .logIn).answer }
}

/// What anybody sees who looks into the folders of a store.
enum StoreFiles {
  /// Names of the drafts kept under an id.
  static func drafts(of owner: String, in store: String) throws -> [String] {
    let folder = store + "/drafts/" + owner
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".rec") }.sorted()
  }
}
