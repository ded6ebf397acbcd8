import Domain
import FileStore

extension Desk {
  /// What a new record of a form starts with: its defaults, with what is known on top of them.
  public func blank(_ form: String, _ known: Content = Content()) -> Content {
    guard let form = catalogue.form(form) else { return known }
    return entry(form).withDefaults(known)
  }
}
