import Domain
import Terminal

/// Differences as lines of a page: one under the other, or side by side.
struct DifferencePage {
  let blocks: [DifferenceBlock]
  let isSideBySide: Bool
  let language: Language

  /// From this width on, two texts are shown side by side.
  static let wide = 100

  func write(into writer: inout PageWriter) {
    for block in blocks {
      writer.blank()
      writer.text("\(block.mark.rawValue) \(block.heading)", style: .strong)
      let lines = LineDifference.near(LineDifference.between(block.old, block.new))
      if isSideBySide { writeSides(lines, into: &writer) } else { writeUnified(lines, into: &writer) }
    }
  }

  private func writeUnified(_ lines: [LineDifference], into writer: inout PageWriter) {
    let start = PageWriter.margin + 2
    for line in lines {
      switch line {
      case .same(let text): writer.pair("", text, at: start, textAt: start + 2)
      case .removed(let text): writer.pair("-", text, at: start, textAt: start + 2)
      case .added(let text): writer.pair("+", text, at: start, textAt: start + 2)
      case .left(let count): writer.pair("", LineDifference.leftText(count)[language], at: start, textAt: start + 2)
      }
    }
  }

  private func writeSides(_ lines: [LineDifference], into writer: inout PageWriter) {
    for (place, line) in lines.enumerated() {
      guard case .left(let count) = line else { continue }
      writeSides(Array(lines[..<place]), into: &writer)
      let start = PageWriter.margin + 2
      writer.pair("", LineDifference.leftText(count)[language], at: start, textAt: start + 2)
      return writeSides(Array(lines[(place + 1)...]), into: &writer)
    }
    let left = PageWriter.margin + 2
    let room = (writer.width - left - 3) / 2
    let right = left + room + 3
    for pair in LineDifference.pairs(lines) {
      let olds = pair.old.map { TextWrap.lines(of: $0, width: room - 2).map(\.text) } ?? []
      let news = pair.new.map { TextWrap.lines(of: $0, width: room - 2).map(\.text) } ?? []
      for place in 0..<max(olds.count, news.count) {
        var line = PageLine()
        func add(_ text: String, at column: Int) {
          line.pieces.append(PageLine.Piece(column: column, text: text, style: .plain))
        }
        if !pair.isSame, place == 0, pair.old != nil { add("-", at: left) }
        if place < olds.count { add(olds[place], at: left + 2) }
        add("|", at: right - 2)
        if !pair.isSame, place == 0, pair.new != nil { add("+", at: right) }
        if place < news.count { add(news[place], at: right + 2) }
        writer.append(line)
      }
    }
  }
}
