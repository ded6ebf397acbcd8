#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Domain

/// A file of the definitions.
struct ScreensFile: Hashable, Sendable {
  /// Where it is on the disk.
  let path: String
  /// What findings call it: the path below the folder, with `screens/` before it for one of the store.
  let name: String
  /// Whether it belongs to the store and not to the program.
  let isOverride: Bool
}

/// The two folders that definitions are read from; what the store's own folder holds wins.
struct ScreensFolders: Sendable {
  let shipped: String
  let overrides: String?
  /// What counts of the store's own rights and chains, shared by all copies.
  let own = OwnPowerFiles()
  /// Where the files of a definition that a store keeps lie, by the names that findings call them; nil for folders.
  private let kept: [String: String]?

  init(shipped: String, overrides: String?) {
    self.shipped = shipped
    self.overrides = overrides
    kept = nil
  }

  /// The files of one definition, as it was when a record was saved under it.
  init(kept: [String: String]) {
    shipped = ""
    overrides = nil
    self.kept = kept
  }

  /// The existing files at a path below the folders, the winning one first.
  func files(_ relative: String) -> [ScreensFile] {
    if let kept {
      return [Self.ownPrefix + relative, relative].compactMap { name in
        kept[name].map { ScreensFile(path: $0, name: name, isOverride: name != relative) }
      }
    }
    if let accepted = own.accepted, PowerDefinitions.contains(relative) {
      let own = accepted[relative].map { ScreensFile(path: $0, name: Self.ownPrefix + relative, isOverride: true) }
      return [own, file(relative, (shipped, false))].compactMap { $0 }.filter {
        FileManager.default.fileExists(atPath: $0.path)
      }
    }
    return roots.map { file(relative, $0) }.filter { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The file at a path below the folders; the shipped one, there or not, if the store has none.
  func file(_ relative: String) -> ScreensFile {
    files(relative).first ?? file(relative, (shipped, false))
  }

  /// Names of the files and folders in a folder of either, sorted.
  func names(in relative: String) -> [String] {
    if let kept {
      let paths = kept.keys.map { $0.hasPrefix(Self.ownPrefix) ? String($0.dropFirst(Self.ownPrefix.count)) : $0 }
      let inside = paths.filter { $0.hasPrefix(relative + "/") }.map { $0.dropFirst(relative.count + 1) }
      return Set(inside.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
    }
    return ownNames(in: relative).union(names(in: relative, (shipped, false))).sorted()
  }

  /// Names in the store's own folder that count: what waits to be accepted is not there, and what was accepted is, even
  /// where its file is gone.
  private func ownNames(in relative: String) -> Set<String> {
    let there = overrides.map { Set(names(in: relative, ($0, true))) } ?? []
    guard let accepted = own.accepted, PowerDefinitions.holds(relative) else { return there }
    let prefix = relative + "/"
    let taken = accepted.keys.filter { $0.hasPrefix(prefix) }.compactMap {
      $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
    }
    return Set(taken)
  }

  /// Whether any definition of the store's own counts.
  var hasOwn: Bool {
    if own.accepted?.isEmpty == false { return true }
    return overrides.map { !names(in: "", ($0, true)).isEmpty } ?? false
  }

  /// Every YAML file in a folder, by name without `.yaml`; the winning one first where both have it.
  func definitions(in relative: String) -> [(id: String, files: [ScreensFile])] {
    names(in: relative).filter { $0.hasSuffix(".yaml") }.map { name in
      (String(name.dropLast(5)), files("\(relative)/\(name)"))
    }
  }

  /// Before the names of files of the store.
  static let ownPrefix = "screens/"

  private var roots: [(path: String, isOverride: Bool)] {
    (overrides.map { [($0, true)] } ?? []) + [(shipped, false)]
  }

  private func file(_ relative: String, _ root: (path: String, isOverride: Bool)) -> ScreensFile {
    ScreensFile(
      path: "\(root.path)/\(relative)", name: root.isOverride ? Self.ownPrefix + relative : relative,
      isOverride: root.isOverride)
  }

  private func names(in relative: String, _ root: (path: String, isOverride: Bool)) -> [String] {
    // A folder that is not there has no files; a missing file that is needed is a finding where it is read.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root.path)/\(relative)")) ?? []
    return names.filter { !$0.hasPrefix(".") }
  }
}
