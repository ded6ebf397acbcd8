import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook search WORDS`.
struct SearchCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search procedures, forms and all records. 搜尋作業、表單與所有紀錄。")

  @OptionGroup var options: PersonalOptions

  @Argument(help: "Words that must all occur. 關鍵字。")
  var words: [String]

  @Option(help: "At most so many. 筆數上限。")
  var limit = 50

  func answer(at desk: Desk) throws -> Answer {
    let text = words.joined(separator: " ")
    let most = max(limit, 0)
    let hits = try desk.search(text, limit: most).map(Found.record)
    let places = text.trimmed.isEmpty ? [] : CatalogueNames(desk.catalogue).matching(text).prefix(most)
    return .list(places.map(Found.place) + hits, cells: { cells($0, text, desk) }, json: { json($0, desk.language) })
  }

  private enum Found {
    case place(CatalogueNames.Entry)
    case record(SearchHit)
  }

  private func cells(_ found: Found, _ text: String, _ desk: Desk) -> [String] {
    switch found {
    case .place(let place):
      return [place.code, place.item.kind.rawValue, place.item.id, place.item.title[desk.language]]
        + (place.alias(for: text).map { [$0] } ?? [])
    case .record(let hit):
      let form = desk.catalogue.form(of: hit)
      return [hit.number, form?.title[desk.language] ?? hit.form]
        + (form.map { hit.shownColumns($0, desk.language) } ?? hit.columns)
    }
  }

  private func json(_ found: Found, _ language: Language) -> JSON {
    switch found {
    case .place(let place):
      .object([
        (place.item.kind.rawValue, .text(place.item.id)), ("code", .text(place.code)),
        ("title", .text(place.item.title[language])),
      ])
    case .record(let hit):
      [
        "record": .text(hit.number), "form": .text(hit.form), "status": .text(hit.status.rawValue),
        "columns": .texts(hit.columns),
      ]
    }
  }
}
