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
    for root in [folders.shipped, folders.overrides].compactMap({ $0 }) {
      let procedures = Self.names(in: "\(root)/Procedures").map { "Procedures/\($0)" }
      let english = ["Text/en", "Text/en/choices", "Text/en/procedures"]
      for folder in procedures + ["Administration", "Choices", "Controls", "Chains", "Roles", "Menus", "Released"]
        + english
      {
        add(folder: "\(root)/\(folder)", name: folder)
      }
    }
    text = String(hash, radix: 16)
  }

  /// Names in a folder, sorted; none if it is not there.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var result: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { result.append(name) }
    }
    return result.sorted()
  }

  /// Asked at every start: one look at each file and nothing else.
  private mutating func add(folder: String, name: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    add(name.utf8)
    for file in Self.names(in: folder) where file.hasSuffix(".yaml") {
      var status = stat()
      guard fstatat(descriptor, file, &status, 0) == 0 else { continue }
      add(file.utf8)
      #if canImport(Darwin)
        let changed = status.st_mtimespec
      #else
        let changed = status.st_mtim
      #endif
      for number in [Int(status.st_size), Int(changed.tv_sec), Int(changed.tv_nsec)] { add(number) }
    }
  }

  private mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      hash = (hash ^ (rest & 0xFF)) &* 0x100_0000_01B3
      rest >>= 8
    }
  }

  private mutating func add(_ bytes: String.UTF8View) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0x20) &* 0x100_0000_01B3
  }
}
