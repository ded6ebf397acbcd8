import Foundation

// swift run -c release Benchmarks [RECORDS]
// Every figure is shown beside a peer measured in the same run; the ratio is what counts.

let records = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let folder = FileManager.default.temporaryDirectory.path + "/ismsbook-benchmarks-\(getpid())"
var report = Report()
do {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let store = try LargeStore.make(in: folder, records: records, report: &report)
  try SavingBenchmark(folder: folder).run(&report)
  TerminalBenchmark(store: store, folder: folder, records: records).run(&report)
  try InboxBenchmark(folder: folder, records: records).run(&report)
} catch {
  report.note("stopped: \(error)")
}
do {
  try FileManager.default.removeItem(atPath: folder)
} catch {
  report.note("\(folder) was not removed: \(error.localizedDescription)")
}
report.printAll()
exit(report.hasFailed ? 1 : 0)
