import Domain
import FileStore
import Foundation

/// A durable save through the real code, beside a bare append with fdatasync of the same bytes, and git.
struct SavingBenchmark {
  let folder: String

  func run(_ report: inout Report) throws {
    let path = folder + "/small"
    let catalogue = try LargeStore.catalogue(store: path)
    guard let form = catalogue.form("entry-log"), let pattern = NumberPattern("ENT-115-{serial}") else {
      throw LargeStore.Problem.noForm
    }
    let store = try FileStore.create(
      at: path, organisation: "o", indexer: CatalogueIndexer(catalogue: catalogue), clock: LargeStore.clock)
    let me = PersonName(id: "wang", name: "王小明")
    var length = 0
    let save = { (number: Int) throws in
      let new = NewVersion(
        form: form.reference, title: form.title.zh, record: .numbered(pattern), savedBy: me,
        content: form.arranged(LargeStore.content(number)))
      guard case .saved(let version) = try store.append(new) else { throw LargeStore.Problem.notSaved }
      length = RecordText.encode(version, title: form.title.zh).count
    }
    for number in 0..<50 { try save(number) }
    let bare = open(folder + "/bare", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard bare >= 0 else { throw LargeStore.Problem.notSaved }
    defer { close(bare) }
    let bytes = [UInt8](repeating: 0x61, count: length)
    // In turns, so that both see the same machine.
    var ratios: [Double] = []
    var ours: [Double] = []
    for round in 0..<12 {
      let saving = try seconds { for number in 0..<50 { try save(round * 50 + number + 50) } }
      let bareTime = seconds {
        for _ in 0..<50 {
          _ = bytes.withUnsafeBytes { write(bare, $0.baseAddress, $0.count) }
          fdatasync(bare)
        }
      }
      ratios.append(bareTime / saving)
      ours.append(saving / 50)
    }
    report.atLeast(
      "durable save, of the speed of bare append+fdatasync of \(length) bytes", ratios.median, 0.5, "x",
      "\(Int(1 / ours.median)) saves/s")
    try runGit(ours.median, bytes, &report)
  }

  private func runGit(_ save: Double, _ bytes: [UInt8], _ report: inout Report) throws {
    let repository = folder + "/repository"
    try FileManager.default.createDirectory(atPath: repository, withIntermediateDirectories: true)
    for number in 0..<10_000 {
      let sub = repository + "/\(number / 1000)"
      try FileManager.default.createDirectory(atPath: sub, withIntermediateDirectories: true)
      try Data("record \(number)\n".utf8).write(to: URL(fileURLWithPath: sub + "/\(number).rec"))
    }
    guard
      Shell.run(
        "git init -q && git add -A && git -c user.name=b -c user.email=b@localhost commit -qm start", in: repository)
        == 0
    else {
      report.note("git is not here; its figure is left out")
      return
    }
    var times: [Double] = []
    for number in 0..<9 {
      try Data(bytes).write(to: URL(fileURLWithPath: repository + "/new\(number).rec"))
      let command = "git add new\(number).rec && git -c user.name=b -c user.email=b@localhost commit -qm \(number)"
      times.append(seconds { _ = Shell.run(command, in: repository) })
    }
    report.atLeast(
      "durable save, times as fast as git add && git commit with 10,000 files", times.median / save, 20, "x",
      "git \(Int(times.median * 1000)) ms")
  }
}

/// Seconds that a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

enum Shell {
  /// Runs a command, and gives its exit code.
  static func run(_ command: String, in folder: String) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
