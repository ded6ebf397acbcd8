import Foundation

/// What the machine of the tests has. A test that needs more is skipped by its trait, and says so.
package enum Machine {
  /// Full disks and read-only mounts need root.
  package static let isRoot = geteuid() == 0

  /// Whether all of these programs are installed where the tests look for them.
  package static func has(_ programs: String...) -> Bool {
    programs.allSatisfy { name in
      ["/usr/bin", "/usr/sbin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
  }

  /// Whether there is such a file or folder.
  package static func hasFile(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
