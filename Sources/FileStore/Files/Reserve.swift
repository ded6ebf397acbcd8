import Glibc

/// The file `reserve`: room that is given up on a full disk, so that the stop itself can be recorded.
enum Reserve {
  static let name = "reserve"
  static let size = 4 << 20

  static func make(in root: Folder) throws(SystemError) {
    let line = Array("This file holds room for recording that the disk is full. 這個檔案是磁碟滿時的備用空間。\n".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + line.count)
    while bytes.count < size { bytes.append(contentsOf: line) }
    bytes.removeLast(bytes.count - size)
    try root.publish(bytes, as: name, mode: 0o600, durably: true)
  }

  static func isThere(in root: Folder) -> Bool { root.facts(name).map { $0.size >= size } ?? false }

  static func giveUp(in root: Folder) throws(SystemError) { try root.remove(name) }
}
