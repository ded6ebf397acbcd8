import Definitions
import Domain
import Foundation

/// The definitions that are shipped, read once for all tests about them.
enum ShippedScreens {
  static let folder = testsFolder.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Screens").path
  static let catalogue = ScreensCatalogue(folder: folder, overrides: nil)

  /// The folder of the tests of the definitions.
  static var testsFolder: URL {
    URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
  }
}
