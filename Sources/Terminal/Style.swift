/// How a cell is drawn. The background is always the terminal's own.
public nonisolated struct Style: Hashable, Sendable {
  /// Foreground colours that every palette has in a legible form; never the only sign of a meaning.
  public enum Color: UInt8, Hashable, Sendable, CaseIterable {
    case standard, red, green, yellow
  }

  public var bold: Bool
  public var reverse: Bool
  public var underline: Bool
  public var dim: Bool
  public var color: Color

  public init(
    bold: Bool = false, reverse: Bool = false, underline: Bool = false, dim: Bool = false, color: Color = .standard
  ) {
    self.bold = bold
    self.reverse = reverse
    self.underline = underline
    self.dim = dim
    self.color = color
  }

  /// Text without attributes, and the field being typed in: it costs the fewest bytes a keystroke.
  public static let plain = Style()
  public static let strong = Style(bold: true)
  /// The selected entry of a list or menu.
  public static let selected = Style(reverse: true)
  public static let title = Style(bold: true, reverse: true)
  public static let keyLine = Style(reverse: true)
  public static let error = Style(bold: true, color: .red)
  public static let warning = Style(bold: true, color: .yellow)
  public static let success = Style(color: .green)
  public static let faint = Style(dim: true)
  /// A field that does not have the focus; the focused one is `plain`.
  public static let field = Style(underline: true)

  /// `bold red`, or an empty string for plain.
  public var summary: String {
    var words: [String] = []
    if bold { words.append("bold") }
    if reverse { words.append("reverse") }
    if underline { words.append("underline") }
    if dim { words.append("dim") }
    if color != .standard { words.append("\(color)") }
    return words.joined(separator: " ")
  }
}
