import Domain
import Testing

@Suite("The form in which texts are compared")
struct SearchFormTests {
  /// Texts as an input method, Word or a PDF writes them, and what they say.
  static let samples = [
    ("⾨鎖壞了", "門鎖壞了"), ("⽂件遺失", "文件遺失"), ("⻑官室", "長官室"), ("⻘年路", "青年路"), ("\u{F9DC}口", "\u{9686}口"),
    ("葛\u{E0100}城", "葛城"),
    ("機\u{200B}櫃門", "機櫃門"), ("soft\u{AD}ware", "software"), ("空調\n未開", "空調未開"), ("空調\r\n未開", "空調未開"),
    ("空調 \n 未開", "空調未開"), ("cafe\u{301}", "café"), ("e\u{301}té", "été"), ("ＩＳＯ　２７００１", "ISO 27001"),
    ("CVE‑2016‑2183", "CVE-2016-2183"),
    ("\u{FEFF}標題", "標題"), ("王\u{2060}小明", "王小明"), ("ﬁrewall", "firewall"), ("㈱資安", "(株)資安"), ("ｶﾞｰﾄﾞ", "ガード"),
    ("\u{202A}設備\u{202C}", "設備"), ("伺\u{200D}服器", "伺服器"), ("第①類", "第1類"), ("ＣＰＵ使用率　９０％", "CPU使用率 90%"),
  ]

  @Test("brings what looks alike together", arguments: samples)
  func alike(_ written: String, _ plain: String) {
    #expect(Array(SearchForm.of(written).utf8) == Array(plain.utf8))
    #expect(Array(SearchForm.of(plain).utf8) == Array(plain.utf8))
    #expect(SearchForm.isSame(written, plain))
  }

  @Test(
    "keeps apart what is not the same",
    arguments: [
      ("門", "們"), ("a\nb", "ab"), ("甲\n\n乙", "甲乙"), ("AB", "ab"), ("王小明", "王小 明"), ("己", "已"), ("空調\nA", "空調A"),
      ("", "甲"),
    ])
  func apart(_ left: String, _ right: String) {
    #expect(!SearchForm.isSame(left, right))
  }

  @Test("is the same for a text that is in it already, whatever the text")
  func stable() {
    for scalar in UInt32(1)..<0x3_1350 {
      guard let scalar = Unicode.Scalar(scalar) else { continue }
      let once = SearchForm.of("a\(scalar)甲")
      if SearchForm.of(once) != once { Issue.record("U+\(String(scalar.value, radix: 16)): \(once)") }
    }
  }

  @Test("is what expressions compare texts in, and filters with them", arguments: samples)
  func expressions(_ written: String, _ plain: String) {
    let table = Table(all: [RecordValue(number: "I-1", form: "incident", version: 1, content: .of(["title": written]))])
    let content = Content.of(["title": plain])
    #expect(Sample.value("count('incident', .title = title) = 0", content, table) == "no")
    #expect(Sample.value("title = lookup('incident', true).title", content, table) == "yes")
    #expect(Sample.value("contains(lookup('incident', true).title, title)", content, table) == "yes")
    #expect(Sample.value("title in [lookup('incident', true).title]", content, table) == "yes")
  }

  @Test("leaves capital and small letters apart for rules, and together for what is looked for")
  func letters() {
    #expect(!SearchForm.isSame("HW", "hw"))
    #expect(SearchForm.folded("ＨＷ") == SearchForm.folded("hw"))
  }
}
