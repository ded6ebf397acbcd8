import Domain
import Glibc

/// A store that is being made.
///
/// Until the store is whole its description is called `STORE.making`, so that no program takes the folder for a store,
/// and what an interrupted making leaves is known for what it is. The last step gives that file the name `STORE`.
struct StoreMaking {
  static let name = "STORE.making"
  static let finalName = "STORE"
  /// Everything that a store that is being made may hold.
  private static let folders: Set = [
    "journal", "records", "evidence", "drafts", "checkpoints", "credentials", FileStore.upgradesName,
  ]
  private static let files: Set = [
    "FORMAT", VerifyScript.name, "lock", "reserve", FileStore.suspectName,
  ]

  let folder: Folder
  /// What an interrupted making had left was cleared away.
  let hasCleared: Bool
  /// Locked for as long as the store is being made. The lock ends with the process, however that ends.
  private let file: File
  /// Whether the folder itself was not there before.
  private let madeFolder: Bool

  /// Takes a folder that is empty or not there yet, or that holds what an interrupted making has left.
  init(at path: String) throws(StoreProblem) {
    if let store = EnclosingStore.of(path) { throw .invalid(EnclosingStore.finding(path, in: store)) }
    let made = mkdir(path, 0o700) == 0
    if !made, errno != EEXIST {
      let error = SystemError(path)
      guard case .inputOutput = error.problem else { throw error.problem }
      throw .cannotCreate(path: path, code: error.code)
    }
    do throws(SystemError) {
      folder = try Folder(at: path)
      guard try Self.isFree(folder) else { throw SystemError(path, EEXIST) }
      file = try Self.locked(folder)
      madeFolder = made
      let rest = try folder.names().filter { $0 != Self.name }
      if !rest.isEmpty {
        Self.removeIndex(of: file, at: path)
        for name in rest { try folder.removeEverything(name) }
      }
      hasCleared = !rest.isEmpty
      guard fchmod(folder.descriptor, 0o700) == 0 else { throw SystemError(path) }
    } catch {
      switch error.code {
      case EEXIST, ENOTDIR: throw .alreadyThere(path: path)
      case EWOULDBLOCK: throw .beingMade(path: path)
      default: throw error.problem
      }
    }
  }

  func describe(_ description: StoreDescription) throws(SystemError) { try describe(description.bytes) }

  /// The same where the description is that of another store, byte for byte.
  func describe(_ bytes: [UInt8]) throws(SystemError) {
    guard ftruncate(file.descriptor, 0) == 0, lseek(file.descriptor, 0, SEEK_SET) == 0 else {
      throw SystemError(file.path)
    }
    try file.write(bytes)
    try file.synchronize()
  }

  /// Makes it a store. The folder's own name has to survive too, where the one above lets itself be opened.
  func finish() throws(SystemError) {
    try? Folder(at: folder.path + "/..").synchronize()
    try folder.synchronize()
    try folder.rename(Self.name, to: Self.finalName)
    try folder.synchronize()
  }

  /// Takes away what has been made. What cannot be taken away now is known by the next making.
  func abandon() {
    Self.removeIndex(of: file, at: folder.path)
    do throws(SystemError) {
      for name in try folder.names() where name != Self.name { try folder.removeEverything(name) }
      try folder.remove(Self.name)
      if madeFolder { _ = rmdir(folder.path) }
    } catch {
      // The reason why it is abandoned is what the caller tells.
    }
  }

  /// Whether a folder without `STORE` holds what a making has left, or has under way.
  static func isUnderWay(in folder: Folder) -> Bool { folder.facts(name)?.isRegular == true }

  // MARK: - What is there already

  /// Whether the folder is empty, or certainly what an interrupted making has left: its description under the name
  /// for that, and nothing beside it that a making does not make.
  private static func isFree(_ folder: Folder) throws(SystemError) -> Bool {
    let names = try folder.names()
    if names.isEmpty { return true }
    guard names.contains(name) else { return false }
    let areKnown = names.allSatisfy { name in
      name == Self.name || folders.contains(name) || files.contains(name) || Folder.isTemporary(name)
    }
    guard areKnown else { return false }
    let begun = try folder.open(name).readAll(limit: 1 << 16)
    let head = StoreDescription.firstLine
    return begun.starts(with: head) || head.starts(with: begun)
  }

  /// The description's file, empty or left from before, which nobody else holds now.
  private static func locked(_ folder: Folder) throws(SystemError) -> File {
    while true {
      let file = try folder.open(name, O_RDWR | O_CREAT)
      guard uninterrupted({ flock(file.descriptor, LOCK_EX | LOCK_NB) }) == 0 else { throw SystemError(file.path) }
      // Meanwhile another making may have ended, and this file be its store's own, or gone.
      let isStill = folder.facts(name).map { $0.inode } == (try file.facts().inode)
      if folder.facts(finalName) != nil {
        if isStill { try folder.remove(name) }
        throw SystemError(folder.path, EEXIST)
      }
      if isStill { return file }
    }
  }

  /// The index of what was begun here, which no store will ever have.
  private static func removeIndex(of file: File, at path: String) {
    guard let bytes = try? file.readAll(limit: 1 << 16), let description = StoreDescription(bytes),
      let place = IndexFolder.usual(store: description.id, at: path)
    else { return }
    IndexFolder.remove(place)
  }
}
