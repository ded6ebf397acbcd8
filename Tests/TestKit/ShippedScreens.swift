import Definitions

extension ScreensCatalogue {
  /// The shipped definitions, read again: a store's own definitions are accepted into its catalogue.
  package static func shipped() -> ScreensCatalogue { ScreensCatalogue(folder: Checkout.screens, overrides: nil) }
}
