/// A text that tells how something is done: the SOP text of a procedure, or a document that stands beside it.
///
/// Its first version comes from `Screens/`; from then on it is a record, amended with a reason like any other.
public struct ProcedureText: Hashable, Sendable {
  /// The form that holds such texts.
  public static let form = "procedure-text"

  /// `sop`, or the id of a document.
  public let name: String
  /// The procedure's folder below `Procedures/`.
  public let folder: String
  public let title: Phrase

  public init(name: String, folder: String, title: Phrase) {
    self.name = name
    self.folder = folder
    self.title = title
  }

  /// What a menu's item leads to; nil for a form or a screen.
  public init?(_ item: Menu.Item) {
    switch item.kind {
    case .procedure: self.init(name: Self.ofProcedure, folder: item.folder, title: item.title)
    case .document: self.init(name: item.id, folder: item.folder, title: item.title)
    case .form, .screen: return nil
    }
  }

  public init(_ procedure: Procedure) {
    self.init(name: Self.ofProcedure, folder: procedure.folder, title: procedure.title)
  }

  private static let ofProcedure = "sop"

  /// The record's number: `SOP-05`, and `SOP-05-equipment-lifecycle` for a document.
  public var number: String {
    let code = folder.prefix { $0 != "-" }
    return name == Self.ofProcedure ? "SOP-\(code)" : "SOP-\(code)-\(name)"
  }

  /// The text's field, by language.
  public static func field(_ language: Language) -> String { language == .en ? "text_en" : "text_zh" }
}

extension Catalogue {
  /// Every procedure's text and the documents beside them, in the order of the menu.
  public var procedureTexts: [ProcedureText] { menu.items.compactMap { ProcedureText($0) } }

  /// What the first version of a text holds: the shipped text in both languages, word for word.
  /// Nil where no text is shipped.
  public func firstContent(of text: ProcedureText) -> Content? {
    guard let chinese = self.text(text.name, folder: text.folder, language: .zhTW) else { return nil }
    var content = Content()
    content["id"] = [text.number]
    content["title"] = [Self.heading(of: chinese) ?? text.title.zh]
    content[ProcedureText.field(.zhTW)] = [chinese]
    if let english = self.text(text.name, folder: text.folder, language: .en) {
      content["title_en"] = [Self.heading(of: english) ?? text.title.en]
      content[ProcedureText.field(.en)] = [english]
    }
    return content
  }

  /// The title on the text's first line.
  private static func heading(of text: String) -> String? {
    let line = text.prefix { !$0.isNewline }
    guard line.hasPrefix("# ") else { return nil }
    return String(line.dropFirst(2)).trimmed
  }
}
