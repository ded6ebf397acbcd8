import Domain

/// Each chapter of the manual is there in both languages, with the same headings one below another.
struct ManualCheck: ScreenCheck {
  private static let folder = "Manual"

  static func path(of chapter: ManualChapter, _ language: Language) -> String {
    "\(folder)/\(language.rawValue)/\(chapter.rawValue).md"
  }

  func findings(_ screens: CheckedScreens) -> [Finding] {
    let folders = screens.catalogue.folders
    // Definitions without a manual are whole too.
    guard !folders.names(in: Self.folder).isEmpty else { return [] }
    return ManualChapter.allCases.flatMap { chapter -> [Finding] in
      let files = (zh: folders.file(Self.path(of: chapter, .zhTW)), en: folders.file(Self.path(of: chapter, .en)))
      do throws(FileProblem) {
        let (chinese, english) = (try TextFile.text(of: files.zh), try TextFile.text(of: files.en))
        return WritingCheck.simplified(in: chinese, of: files.zh) + headings(chinese, english, files.en)
      } catch {
        return [error.finding]
      }
    }
  }

  private func headings(_ chinese: String, _ english: String, _ file: ScreensFile) -> [Finding] {
    let (wanted, found) = (levels(chinese), levels(english))
    guard wanted.map(\.level) != found.map(\.level) else { return [] }
    let place = zip(wanted, found).first { $0.level != $1.level }?.1.line ?? found.last?.line ?? 1
    return [
      Finding(
        .file(file.name, line: place, column: 1), rule: "manual",
        Phrase(
          zh: "這一章的標題與中文版不同（中文 \(wanted.count) 個，英文 \(found.count) 個）；請讓兩種語言的章節一致。",
          en:
            "the headings are not those of the Chinese chapter (\(wanted.count) there, \(found.count) here); give both the "
            + "same sections"))
    ]
  }

  /// The depth of each heading, with its line.
  private func levels(_ text: String) -> [(level: Int, line: Int)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      line.hasPrefix("#") ? (line.prefix { $0 == "#" }.count, index + 1) : nil
    }
  }
}
