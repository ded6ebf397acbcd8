import Definitions
import Domain
import Desk
import FileStore
import Foundation

/// A store with very many records of the entry log, made through the real save path.
enum LargeStore {
  static func catalogue(store: String?) throws -> ScreensCatalogue {
    let executable = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    guard let folder = ScreensCatalogue.locate(executable: executable, environment: ProcessInfo.processInfo.environment)
    else { throw Problem.noScreens }
    return ScreensCatalogue(folder: folder, overrides: store.map { $0 + "/screens" })
  }

  enum Problem: Error {
    case noScreens, noForm, notSaved
  }

  static let clock: @Sendable () -> Moment = { Moment(seconds: time(nil), offset: 480) }

  static let me = PersonName(id: "wang", name: "王小明")

  static func make(
    in folder: String, name: String = "large", isShared: Bool = false, records: Int, report: inout Report
  ) throws -> String {
    let path = "\(folder)/\(name)"
    let catalogue = try catalogue(store: path)
    guard let form = catalogue.form("entry-log"), let person = catalogue.form("person") else { throw Problem.noForm }
    let start = Date()
    let store = try FileStore.create(
      at: path, organisation: "某某大學", isShared: isShared, indexer: CatalogueIndexer(catalogue: catalogue), clock: clock)
    var register = Content()
    register["id"] = [me.id]
    register["name"] = [me.name]
    register["active"] = ["yes"]
    register["roles"] = ["administrator"]
    register["login"] = [login]
    _ = try store.append(
      NewVersion(
        form: person.reference, title: person.title.zh, record: .named(me.id), status: isShared ? .approved : .saved,
        savedBy: me, content: register))
    guard let pattern = NumberPattern("ENT-115-{serial}") else { throw Problem.notSaved }
    for first in stride(from: 0, to: records, by: 500) {
      let batch = (first..<min(first + 500, records)).map { number in
        NewVersion(
          form: form.reference, title: form.title.zh, record: .numbered(pattern), savedBy: me,
          content: form.arranged(content(number)))
      }
      for result in try store.appendMany(batch) {
        guard case .saved = result else { throw Problem.notSaved }
      }
    }
    report.note("\(records) records made in \(Int(Date().timeIntervalSince(start))) s")
    return path
  }

  private static var login: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return "root" }
    return String(cString: name)
  }

  private static let surnames = ["王", "陳", "林", "張", "李", "黃", "吳", "劉"]
  private static let names = ["小明", "美麗", "志強", "淑芬", "建國", "雅婷", "俊傑", "怡君"]
  private static let purposes = ["更換磁碟", "例行巡檢", "網路設備維護", "空調保養", "稽核查看", "不斷電系統檢測", "佈纜施工"]

  static func content(_ number: Int) -> Content {
    var content = Content()
    content["area"] = ["machine_room"]
    content["person_kind"] = ["vendor"]
    content["person_name"] = [surnames[number % 8] + names[number / 8 % 8]]
    content["person_org"] = ["第\(number % 97)資訊有限公司"]
    content["purpose"] = [purposes[number % 7] + "（第 \(number) 次）"]
    content["enter_at"] = [Moment(seconds: 1_760_000_000 + number * 300, offset: 480).toTheMinute.text]
    content["leave_at"] = [Moment(seconds: 1_760_003_600 + number * 300, offset: 480).toTheMinute.text]
    content["abnormal"] = ["no"]
    content["fill_date"] = ["2026-11-22"]
    return content
  }
}
