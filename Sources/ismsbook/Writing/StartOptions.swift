import ArgumentParser
import Desk
import Domain

/// What a new record starts from: an earlier record of its form, or another record that leads to it.
struct StartOptions: ParsableArguments {
  /// What `--continue` without a number means.
  private static let last = "last"

  @Option(
    name: .customLong("continue"), defaultAsFlag: StartOptions.last,
    help: "Start from an earlier record of the form, else from the last one. 接續前一筆。")
  var continuing: String? = nil

  @Option(name: .customLong("from-record"), help: "Start from this record by a link of its form. 由這筆紀錄開立。")
  var record: String?

  @Option(help: "The link's id, where several lead to the form. 連結代號。")
  var link: String?

  @Option(help: "The row, from 1, where the link is of a table. 明細的第幾列。")
  var row: Int?

  func validate() throws {
    if continuing != nil, record != nil { throw ValidationError("--continue and --from-record exclude each other") }
    if record == nil, link != nil || row != nil { throw ValidationError("--link and --row go with --from-record") }
  }

  var isGiven: Bool { continuing != nil || record != nil }

  /// What the new record starts with; empty without these options.
  func content(_ form: Form, _ desk: Desk) throws -> Content {
    if let continuing {
      return try desk.start(form, continuing: continuing == Self.last ? nil : continuing).get()
    }
    guard let record else { return Content() }
    return try desk.start(form, from: record, link: link, row: row.map { $0 - 1 }).get()
  }
}
