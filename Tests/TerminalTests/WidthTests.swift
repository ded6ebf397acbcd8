import Glibc
import Testing

@testable import Terminal

@Suite struct WidthTests {
  @Test("Strings take the columns of the table")
  func table() {
    #expect(WidthSamples.all.count >= 200)
    for sample in WidthSamples.all {
      let scalars = sample.text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
      #expect(Width.of(sample.text, ambiguous: 1) == sample.narrow, "\(sample.text) \(scalars)")
      #expect(Width.of(sample.text, ambiguous: 2) == sample.wide, "\(sample.text) \(scalars), ambiguous wide")
    }
  }

  @Test("A canvas takes as many columns as were measured")
  func canvasAgrees() {
    for sample in WidthSamples.all {
      for ambiguous in 1...2 {
        var canvas = Canvas(size: Size(columns: 40, rows: 1), ambiguous: ambiguous)
        #expect(canvas.write(sample.text, at: .zero) == Width.of(sample.text, ambiguous: ambiguous))
      }
    }
  }

  @Test("The C library agrees on letters, Han, kana, Hangul and full-width forms")
  func libraryAgrees() {
    guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil), let symbol = dlsym(nil, "wcwidth") else { return }
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA1...0xAC, 0x3000...0x3029, 0x3041...0x3096, 0x30A0...0x30FF, 0x3105...0x312F, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFA6D, 0xFF01...0xFFBE, 0x20000...0x2A6DF,
    ]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value), Neutral.marked(Character(scalar)) == nil else { continue }
      let columns = Int(wcwidth(wchar_t(value)))
      #expect(Width.of(Character(scalar), ambiguous: 1) == columns, "U+\(String(value, radix: 16))")
    }
  }

  @Test("Clipping never splits a character")
  func clipping() {
    #expect(Width.prefix(of: "資訊安全", fitting: 5) == "資訊")
    #expect(Width.suffix(of: "資訊安全", fitting: 5) == "安全")
    #expect(Width.prefix(of: "e\u{301}e\u{301}", fitting: 1) == "e\u{301}")
    #expect(Width.prefix(of: "abc", fitting: 0) == "")
    #expect(Width.clipped("資訊安全", to: 8) == "資訊安全")
    #expect(Width.clipped("資訊安全", to: 7) == "資訊安~")
    #expect(Width.clipped("資訊安全", to: 6) == "資訊~")
    #expect(Width.clipped("資訊安全", to: 6, ellipsis: "...") == "資...")
    #expect(Width.clipped("資訊安全", to: 1, ellipsis: "...") == ".")
    #expect(Width.clipped("abc", to: 0) == "")
  }

  @Test("Padding gives exactly the columns asked for")
  func padding() {
    #expect(Width.padded("資訊", to: 7) == "資訊   ")
    #expect(Width.padded("資訊", to: 7, .right) == "   資訊")
    #expect(Width.padded("資訊", to: 7, .center) == " 資訊  ")
    #expect(Width.padded("資訊安", to: 4) == "資~ ")
    for columns in 0...12 {
      for sample in WidthSamples.all { #expect(Width.of(Width.padded(sample.text, to: columns)) == columns) }
    }
  }

  @Test("The tables are in order")
  func tablesAreSorted() {
    for table in [WidthTables.wide, WidthTables.ambiguous] {
      #expect(table.count.isMultiple(of: 2))
      #expect(zip(table, table.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}
