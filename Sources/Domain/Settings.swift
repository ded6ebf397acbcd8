/// The organisation's settings as they stand: what was saved last, else the defaults of the form `settings`.
public struct Settings: Sendable {
  /// The form whose newest record holds them.
  public static let form = "settings"

  private let saved: RecordValue?
  private let form: Form?

  public init(_ records: any RecordSource) {
    saved = records.records(of: Self.form, where: [:], limit: 1).first
    form = records.form(Self.form)
  }

  /// A number; nil where there is no such setting or it is no whole number.
  public func number(_ id: String) -> Int? {
    if let text = saved?.content[id].first { return Int(text) }
    guard case .literal(.number(let number))? = form?.field(id)?.defaultValue?.expression.node else { return nil }
    return number.whole
  }

  /// A text; nil where there is no such setting.
  public func text(_ id: String) -> String? {
    if let text = saved?.content[id].first { return text }
    guard case .literal(.text(let text))? = form?.field(id)?.defaultValue?.expression.node else { return nil }
    return text
  }
}
