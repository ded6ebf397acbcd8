import Domain

/// Labels, headings and choices fit where they are shown, in both languages.
struct FittingCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    screens.texts.flatMap { text -> [Finding] in
      guard let limit = limit(of: text.kind) else { return [] }
      return [(text.phrase.zh, text.zh), (text.phrase.en, text.en)].compactMap { words, place in
        guard let place, case let columns = ScriptOf.columns(words), columns > limit else { return nil }
        return Finding(
          place, rule: "width",
          Phrase(
            zh: "「\(words.excerpt)」寬 \(columns) 欄，最多 \(limit) 欄；請縮短。",
            en: "'\(words.excerpt)' is \(columns) columns wide, at most \(limit) fit; shorten it"))
      }
    }
  }

  private func limit(of kind: ShownText.Kind) -> Int? {
    switch kind {
    case .label: 24
    case .heading, .choice: 40
    case .sentence: nil
    }
  }
}
