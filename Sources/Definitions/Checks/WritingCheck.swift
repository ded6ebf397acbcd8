import Domain

/// Chinese texts are Traditional Chinese, and English ones have no Han characters left in them.
struct WritingCheck: ScreenCheck {
  func findings(_ screens: CheckedScreens) -> [Finding] {
    ofShownTexts(screens) + ofDocuments(screens)
  }

  private func ofShownTexts(_ screens: CheckedScreens) -> [Finding] {
    screens.texts.flatMap { text -> [Finding] in
      var result: [Finding] = []
      if let character = SimplifiedCharacters.first(in: text.phrase.zh) {
        result.append(Self.simplified(character, at: text.zh))
      }
      if let place = text.en, ScriptOf.hasHan(text.phrase.en) {
        result.append(
          Finding(
            place, rule: "writing",
            Phrase(
              zh: "英文「\(text.phrase.en.excerpt)」裡有中文字；請翻譯。",
              en: "the English '\(text.phrase.en.excerpt)' has Chinese characters; translate them")))
      }
      return result
    }
  }

  private func ofDocuments(_ screens: CheckedScreens) -> [Finding] {
    let folders = screens.catalogue.folders
    let ending = ".\(Language.zhTW.rawValue).md"
    return screens.catalogue.index.folders.flatMap { folder in
      folders.names(in: "Procedures/\(folder)").filter { $0.hasSuffix(ending) }.flatMap { name -> [Finding] in
        let file = folders.file("Procedures/\(folder)/\(name)")
        do throws(FileProblem) {
          return Self.simplified(in: try TextFile.text(of: file), of: file)
        } catch {
          return [error.finding]
        }
      }
    }
  }

  /// The first Simplified character of each line.
  static func simplified(in text: String, of file: ScreensFile) -> [Finding] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let scalars = line.unicodeScalars
      guard let place = SimplifiedCharacters.firstIndex(in: scalars) else { return nil }
      let column = scalars.distance(from: scalars.startIndex, to: place) + 1
      return simplified(scalars[place], at: .file(file.name, line: index + 1, column: column))
    }
  }

  private static func simplified(_ character: Unicode.Scalar, at place: Finding.Place) -> Finding {
    Finding(
      place, rule: "writing",
      Phrase(
        zh: "「\(Character(character))」是簡體字；請改用臺灣正體字。",
        en: "'\(Character(character))' is a Simplified Chinese character; write Traditional Chinese"))
  }
}
