import Domain
import Desk
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
    var versions: [Version] = []
    // Filled in and checked before, as on the screen; what is timed is the save.
    let filled = (0..<650).map { number in
      NewVersion(
        form: form.reference, title: form.title.zh, record: .numbered(pattern), savedBy: me,
        content: form.arranged(LargeStore.content(number)))
    }
    let save = { (number: Int) throws in
      guard case .saved(let version) = try store.append(filled[number]) else { throw LargeStore.Problem.notSaved }
      versions.append(version)
    }
    for number in 0..<50 { try save(number) }
    store.finishSaves()
    let length = RecordText.encode(versions[0], title: form.title.zh).count
    let bare = open(folder + "/bare", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard bare >= 0 else { throw LargeStore.Problem.notSaved }
    defer { close(bare) }
    let bytes = [UInt8](repeating: 0x61, count: length)
    // In turns, so that both see the same machine.
    var ratios: [Double] = []
    var ours: [Double] = []
    var finishing: [Double] = []
    for round in 0..<12 {
      let saving = try seconds { for number in 0..<50 { try save(round * 50 + number + 50) } }
      // What follows once they are durable, before anything is read: readable copies, index, drafts.
      finishing.append(seconds { store.finishSaves() } / 50)
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
      "\(Int(1 / ours.median)) saves/s; bare \(microseconds(ours.median * ratios.median)), ours \(microseconds(ours.median)), "
        + "then copy and index \(microseconds(finishing.median)) a save")
    try runGit(ours.median, finishing.median, bytes, &report)
  }

  private func runGit(_ save: Double, _ finishing: Double, _ bytes: [UInt8], _ report: inout Report) throws {
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
      "durable save with copy and index, times as fast as git add && git commit with 10,000 files",
      times.median / (save + finishing), 20, "x",
      "git \(Int(times.median * 1000)) ms")
  }
}

private func microseconds(_ seconds: Double) -> String { "\(Int(seconds * 1e6)) µs" }

/// Seconds that a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}
