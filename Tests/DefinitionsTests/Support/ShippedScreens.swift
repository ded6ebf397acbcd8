import Definitions
import TestKit

/// The definitions that are shipped, read once for all tests about them.
enum ShippedScreens {
  static let catalogue = ScreensCatalogue.shipped()
}
