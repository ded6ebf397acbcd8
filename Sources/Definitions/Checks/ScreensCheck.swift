import Domain

/// Everything that checks look at, read once.
struct CheckedScreens {
  let catalogue: ScreensCatalogue
  let menu: ReadFile<Menu>
  let procedures: [ReadFile<Procedure>]
  /// With the common fields, and with a value even where findings block.
  let forms: [ReadFile<Form>]
  let common: ReadFile<Form>
  let lists: [ReadFile<ChoiceList>]
  let chains: [ReadFile<[Chain]>]
  let released: [ReadFile<Form>]
  /// Forms that a procedure announces for later.
  let later: Set<String>

  init(_ catalogue: ScreensCatalogue) {
    self.catalogue = catalogue
    let index = catalogue.index
    menu = catalogue.readMenu
    procedures = index.folders.map { catalogue.readProcedure(folder: $0) }
    forms = index.ids.compactMap { catalogue.parsedForm($0) }
    common = catalogue.readCommon()
    lists = catalogue.listIDs.compactMap { catalogue.readList($0) }
    chains = catalogue.readChains()
    released = catalogue.readReleased()
    later = Set(procedures.compactMap(\.value).flatMap { $0.later.map(\.form) })
  }

  /// Every text that people see, in the order of the files.
  var texts: [ShownText] {
    menu.texts + procedures.flatMap(\.texts) + forms.flatMap(\.texts) + common.texts + lists.flatMap(\.texts)
      + chains.flatMap(\.texts)
  }

  /// A reference to a form that is not there: one to come is worth a note, any other is an error.
  func finding(missing form: String, at place: Finding.Place) -> Finding? {
    if form == "any" || catalogue.index[form] != nil { return nil }
    if later.contains(form) {
      return Finding(
        place, rule: "later", severity: .note,
        Phrase(zh: "表單「\(form)」尚未提供。", en: "the form '\(form)' is still to come"))
    }
    let near = Suggestion.nearest(to: form, among: catalogue.index.ids + later.sorted())
    return Finding(place, rule: "reference", Suggestion.unknown(Phrase(zh: "表單", en: "form"), form, near))
  }
}

/// One thing that must hold for the definitions as a whole.
///
/// To add one: a struct in its own file, and a line in `ScreensCheck.all`.
protocol ScreenCheck: Sendable {
  func findings(_ screens: CheckedScreens) -> [Finding]
}

/// Runs every check over everything.
public struct ScreensCheck {
  private static let all: [any ScreenCheck] = [
    ReadingCheck(), CatalogueCheck(), MenuCheck(), ReferenceCheck(), ControlCheck(), ChainCheck(), RightsCheck(),
    ListColumnCheck(), NumberCheck(), DocumentCheck(), ReservedWordCheck(), VersionCountCheck(), TranslationCheck(),
    FittingCheck(),
    WritingCheck(),
    VanishedCheck(),
    ManualCheck(),
  ]

  /// Everything that is wrong, by file, line and column.
  public static func findings(folder: String, overrides: String?) -> [Finding] {
    let screens = CheckedScreens(ScreensCatalogue(folder: folder, overrides: overrides))
    var found: Set<Finding> = []
    for check in all {
      for var finding in check.findings(screens) {
        // The program runs without English; what is shipped has it.
        if finding.rule == "translation" { finding.severity = .error }
        found.insert(finding)
      }
    }
    return found.sorted(by: FindingOrder.isBefore)
  }

  /// `file:line:column: message`
  public static func describe(_ finding: Finding, language: Language) -> String {
    switch finding.place {
    case .file(let file, let line, _) where line == 0: "\(file): \(finding.message[language])"
    case .file(let file, let line, let column): "\(file):\(line):\(column): \(finding.message[language])"
    default: finding.message[language]
    }
  }
}

/// Everything that was found while reading, expressions included.
struct ReadingCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    for form in screens.forms {
      if let id = form.value?.id { _ = screens.catalogue.checkedForm(id) }
    }
    return screens.catalogue.findings()
  }
}
