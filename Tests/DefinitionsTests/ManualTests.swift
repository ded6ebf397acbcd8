import Definitions
import Domain
import Testing

@Suite struct ManualTests {
  @Test(arguments: ManualChapter.allCases)
  func everyChapterIsThereInBothLanguagesWithTheSameHeadings(_ chapter: ManualChapter) throws {
    var headings: [[Int]] = []
    for language in [Language.zhTW, .en] {
      let text = try #require(ShippedScreens.catalogue.manual(chapter, language: language))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "# \(chapter.title[language])")
      #expect(text.hasSuffix("\n") && !lines.contains { $0.last?.isWhitespace == true })
      headings.append(lines.filter { $0.hasPrefix("#") }.map { $0.prefix { $0 == "#" }.count })
    }
    #expect(headings[0] == headings[1] && headings[0].count > 5)
  }

  @Test func aChapterThatLacksAFileOrAHeadingIsNamed() throws {
    let fixture = try SmallScreens()
    for chapter in ManualChapter.allCases {
      try fixture.write("# 手冊\n\n## 一\n", to: "Manual/zh-TW/\(chapter.rawValue).md")
      try fixture.write("# Manual\n\n## One\n", to: "Manual/en/\(chapter.rawValue).md")
    }
    #expect(fixture.complaints() == [])
    try fixture.write("# Manual\n\n### One\n", to: "Manual/en/signer.md")
    try fixture.write("# 手册\n\n## 一\n", to: "Manual/zh-TW/shell.md")
    try fixture.remove("Manual/en/auditor.md")
    #expect(
      fixture.complaints() == [
        "Manual/en/auditor.md: the file cannot be read; check that it is there and may be read",
        "Manual/en/signer.md:3:1: the headings are not those of the Chinese chapter (2 there, 2 here); give both the same "
          + "sections",
        "Manual/zh-TW/shell.md:1:4: '册' is a Simplified Chinese character; write Traditional Chinese",
      ])
  }

  @Test func aStoresOwnChapterIsReadInPlaceOfTheShippedOne() throws {
    let fixture = try SmallScreens()
    try fixture.write("# Manual\n", to: "Manual/en/signer.md")
    try fixture.write(override: "# Ours\n", to: "Manual/en/signer.md")
    #expect(fixture.catalogueWithOverrides.manual(.signer, language: .en) == "# Ours\n")
    #expect(fixture.catalogue.manual(.signer, language: .zhTW) == nil)
  }
}
