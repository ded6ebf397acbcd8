#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A short text that changes whenever a definition file comes, goes or is written; reads no file.
struct Fingerprint {
  private(set) var text = ""
  /// FNV-1a, 64 bits: enough to notice a change, which nobody has a reason to forge.
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ folders: ScreensFolders) {
    let procedures = folders.names(in: "Procedures").map { "Procedures/\($0)" }
    let english = ["Text/en", "Text/en/choices", "Text/en/procedures"]
    for folder in procedures + ["Administration", "Choices", "Controls", "Chains", "Menus", "Released"] + english {
      for definition in folders.definitions(in: folder) {
        for file in definition.files { add(file) }
      }
    }
    text = String(hash, radix: 16)
  }

  private mutating func add(_ file: ScreensFile) {
    add(file.name.utf8)
    var status = stat()
    guard stat(file.path, &status) == 0 else { return }
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    for number in [Int(status.st_size), Int(changed.tv_sec), Int(changed.tv_nsec)] { add(String(number).utf8) }
  }

  private mutating func add(_ bytes: String.UTF8View) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0x20) &* 0x100_0000_01B3
  }
}
