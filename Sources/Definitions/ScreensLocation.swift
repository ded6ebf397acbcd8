#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ScreensCatalogue {
  /// The folder of definitions that belongs to an executable; nil if there is none.
  ///
  /// `$ISMSBOOK_SCREENS`, else `../share/ismsbook/Screens` beside the executable, else the `Screens/` of a folder above it.
  public static func locate(executable: String, environment: [String: String]) -> String? {
    if let named = environment["ISMSBOOK_SCREENS"], !named.isEmpty { return isScreens(named) ? named : nil }
    let real = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    var folder = real.deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appendingPathComponent("share/ismsbook/Screens").path
    if isScreens(installed) { return installed }
    while folder.path != "/", !folder.path.isEmpty {
      let inside = folder.appendingPathComponent("Screens").path
      if isScreens(inside) { return inside }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }

  private static func isScreens(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/Menus/main.yaml")
  }
}
