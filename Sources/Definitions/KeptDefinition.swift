import Crypto
import Domain

/// What a form is read from, as a store keeps it: its own file, the fields that all forms share, the lists of choices and
/// the chains that it names, all with their English.
struct FormParts {
  private let folders: ScreensFolders
  private var files: [ScreensFile] = []

  init(_ folders: ScreensFolders) { self.folders = folders }

  mutating func add(_ file: ScreensFile) { if !files.contains(file) { files.append(file) } }

  /// Every file at a path: English of the store's own comes before the shipped one and leaves the rest to it.
  mutating func add(all path: String) { for file in folders.files(path) { add(file) } }

  /// The one that wins at a path.
  mutating func add(first path: String) { if let file = folders.files(path).first { add(file) } }

  mutating func add(list id: String) {
    let found = folders.files("Choices/\(id).yaml") + folders.files("Controls/\(id).yaml")
    guard let file = found.first(where: \.isOverride) ?? found.first else { return }
    add(file)
    add(all: "Text/en/choices/\(id).yaml")
  }

  /// What cannot be read is left out: the form could not be read then either.
  func parts(_ texts: inout [String: DefinitionPart]) -> [DefinitionPart] {
    files.compactMap { file in
      if let known = texts[file.path] { return known }
      guard let text = try? TextFile.text(of: file) else { return nil }
      let bytes = Array(text.utf8)
      let part = DefinitionPart(path: file.name, bytes: bytes, hash: Self.digest(bytes))
      texts[file.path] = part
      return part
    }
  }

  /// The hash of a definition.
  static func definition(_ parts: [DefinitionPart]) -> String? {
    parts.isEmpty ? nil : digest(Array(FormDefinition.text(of: parts.map(\.line)).utf8))
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count < 2 ? "0" + digits : digits
    }.joined()
  }
}

extension ScreensCatalogue {
  /// A form and its chains as a store keeps them; nil where they cannot be read any more.
  static func keptForm(_ id: String, in files: [String: String], clock: StoreClock, _ definition: String) -> Form? {
    let then = ScreensCatalogue(kept: files, clock: clock)
    guard let read = then.parsedForm(id), var form = read.value, form.definition == definition else { return nil }
    form.keptChains = then.chains()
    return form
  }
}
