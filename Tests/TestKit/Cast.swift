import Domain

/// The people of the tests. Which of them a store knows is said by an `Organisation`.
package enum Cast {
  /// Makes nearly every store, and administers it.
  package static let wang = PersonName(id: "wang.xm", name: "王小明")
  package static let lee = PersonName(id: "lee.dh", name: "李大華")
  package static let linYC = PersonName(id: "lin.yc", name: "林怡君")

  // MARK: - The office

  package static let li = PersonName(id: "li.s", name: "李四")
  package static let hu = PersonName(id: "hu", name: "胡主任")
  package static let sun = PersonName(id: "sun", name: "孫代理")
  package static let wu = PersonName(id: "wu", name: "吳工程師")
  package static let zhou = PersonName(id: "zhou", name: "周工程師")
  package static let yang = PersonName(id: "yang", name: "楊工讀")
  package static let office = [wang, li, hu, sun, wu, zhou, yang]
  /// Keeps the data room, where its entries are filled in.
  package static let mei = PersonName(id: "mei", name: "梅管理")

  // MARK: - The data room

  package static let hsu = PersonName(id: "hsu.yt", name: "許雅婷")
  package static let tsai = PersonName(id: "tsai.gh", name: "蔡冠宏")
  package static let liu = PersonName(id: "liu.sf", name: "劉淑芬")

  // MARK: - The college

  package static let lin = PersonName(id: "lin", name: "林大華")
  package static let su = PersonName(id: "su", name: "蘇小梅")
  package static let ho = PersonName(id: "ho", name: "何主任")
  package static let dai = PersonName(id: "dai", name: "戴代理")
  package static let au = PersonName(id: "au", name: "歐稽核")
  package static let chen = PersonName(id: "chen", name: "陳資安長")

  /// The passphrase of somebody who has one of their own.
  package static func secret(of person: PersonName) -> String { "pass-\(person.id)-2026" }
}
