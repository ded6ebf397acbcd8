import Domain
import Testing

@Suite struct SOPTextTests {
  private static let text = """
    # 標題

    - 權責單位：稽核組長

    ## 6. 計畫

    1. 通知受稽單位；發行日不得早於核准日，必須先核准。
    2. 系統計算涵蓋率。資訊系統很多。
    - 目前只有一份。

    ## 7. 參考文件

    - 附錄 A 控制措施 A.8.26 應用系統安全要求，應遵守
    """

  @Test func everySentenceWithAnOrderIsFoundInItsItem() {
    let found = SOPText.sentences(Self.text, .zhTW)
    #expect(
      found == [
        SOPSentence(item: "6.1", text: "發行日不得早於核准日，必須先核准"), SOPSentence(item: "6.2", text: "系統計算涵蓋率"),
        SOPSentence(item: "6-1", text: "目前只有一份"),
      ])
  }

  @Test(arguments: ["目前沒有", "應用程式很多", "因應措施見附件", "前次結果", "惡意程式", "僅供參考"])
  func aCompoundIsNoOrder(_ sentence: String) {
    #expect(SOPText.sentences("- \(sentence)。", .zhTW) == [])
  }

  @Test(arguments: ["It must be so", "Only the head signs", "at least once", "before closing", "The program counts"])
  func englishOrders(_ sentence: String) {
    #expect(SOPText.sentences("1. Nothing here; \(sentence). So what.", .en).map(\.text) == [sentence])
  }

  @Test func whatChangedKeepsItsKeepersWithAQuestion() throws {
    var table = try SentenceTableFile("no-such-text")
    let common = table
    let texts: [Language: String] = [.zhTW: "## 1. 甲\n\n1. 必須核准。", .en: "## 1. A\n\n1. It must be approved."]
    table.renew(texts, common)
    #expect(table.blocks.map(\.keepers) == [["?"]])
    table.blocks[0].keepers = ["chain policy"]
    table.renew(texts, common)
    #expect(table.blocks.map(\.keepers) == [["chain policy"]])
    table.renew([.zhTW: texts[.zhTW] ?? "", .en: "## 1. A\n\n1. It must be signed."], common)
    #expect(table.blocks.map(\.keepers) == [["chain policy", "?"]])
    table.renew([.zhTW: "## 1. 甲\n\n1. 可以核准。", .en: "## 1. A\n\n1. It may be."], common)
    #expect(table.blocks.isEmpty)
  }
}
