import Domain
import Terminal

/// Asks for a file of this machine and has it copied into the store; Tab completes the path.
public struct PathScreen: Screen {
  private let heading: Phrase
  private var line: LineEditor
  private var listing = FolderListing(path: "")
  private var found: [FolderListing.Entry] = []
  private var selection = Selection()
  /// Whether the entry was chosen from the list, not typed.
  private var isChosen = false

  public init(title: Phrase, typed: String = "") {
    heading = title
    line = LineEditor(typed.trimmed)
    find()
  }

  public func title(_ workspace: Workspace) -> Phrase { heading }
  public var mode: Phrase? { Phrase(zh: "附加檔案", en: "attach a file") }
  public func bindings(_ workspace: Workspace) -> [Binding] { [bind(.back) { _, _ in [.pop()] }] }
  public var takesText: Bool { true }

  public func helpText(_ workspace: Workspace) -> [Phrase] {
    [
      Phrase(
        zh: "輸入路徑，Tab 補全，上下鍵選，Enter 附加檔案或進入目錄。檔案會複製到紀錄庫，以內容雜湊命名，原檔不動。",
        en: "Type a path, Tab completes it, Up and Down choose, Enter attaches a file or enters a folder. The file is "
          + "copied into the store under the hash of its content and stays where it is.")
    ]
  }

  public mutating func appear(_ workspace: Workspace) -> [Effect] {
    [.show(.note(Phrase(zh: "Tab 補全，上下鍵選，Enter 附加。", en: "Tab completes, Up and Down choose, Enter attaches.")))]
  }

  private mutating func find() {
    let text = line.text
    let cut = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
    let folder = String(text[..<cut])
    if listing.path != folder || listing.entries.isEmpty { listing = FolderListing(path: folder) }
    let start = String(text[cut...])
    found = listing.entries.filter { $0.name.hasPrefix(start) && (!$0.name.hasPrefix(".") || start.hasPrefix(".")) }
    if found.isEmpty {
      found = listing.entries.filter { $0.name.lowercased().contains(start.lowercased()) }
    }
    selection.move(to: 0, count: found.count)
    isChosen = false
  }

  public mutating func handle(_ event: Event, _ workspace: Workspace) -> [Effect] {
    if let length = line.excess(event) {
      return [.show(.warning(FieldEditors.tooLong(length, most: LineEditor.mostCharacters)))]
    }
    switch event {
    case .key(.tab): complete()
    case .key(.enter): return enter()
    case .key(let key) where [.up, .down, .pageUp, .pageDown].contains(key):
      if isChosen || key != .down { selection.handle(key, count: found.count, page: Self.rows(workspace.room)) }
      isChosen = !found.isEmpty
    default:
      let before = line.text
      if line.handle(event), line.text != before { find() }
    }
    return []
  }

  /// Completes as far as all entries agree; a selected entry, completely.
  private mutating func complete() {
    if isChosen, found.indices.contains(selection.index) {
      use(found[selection.index])
    } else if found.count == 1 {
      use(found[0])
    } else if let first = found.first {
      let common = found.dropFirst().reduce(first.name) { $0.commonPrefix(with: $1.name) }
      let text = listing.path + common
      if text.count > line.text.count { line = LineEditor(text) }
      find()
    }
  }

  private mutating func use(_ entry: FolderListing.Entry) {
    line = LineEditor(listing.path + entry.name + (entry.isFolder ? "/" : ""))
    find()
  }

  private mutating func enter() -> [Effect] {
    if isChosen, found.indices.contains(selection.index) {
      let entry = found[selection.index]
      use(entry)
      if entry.isFolder { return [] }
    }
    let path = line.text.trimmed
    guard !path.isEmpty else { return [.show(.note(Phrase(zh: "請輸入檔案的路徑。", en: "Type the path of a file.")))] }
    if FolderListing.isFolder(path) {
      line = LineEditor(path.hasSuffix("/") ? path : path + "/")
      find()
      return []
    }
    return [.attach(path: FolderListing.expanded(path))]
  }

  public mutating func receive(_ outcome: Outcome, _ workspace: Workspace) -> [Effect] {
    switch outcome {
    case .evidence(let reference): [.pop(.values([reference.text]))]
    default: outcome.problem.map { [.show(.error($0))] } ?? []
    }
  }

  /// Rows for the files: all but the path and the line below it.
  private static func rows(_ room: Size) -> Int { max(1, room.rows - 2) }

  public func draw(into canvas: inout Canvas, _ workspace: Workspace) {
    let columns = canvas.size.columns
    let label = workspace.text(Phrase(zh: "檔案：", en: "File: "))
    canvas.write(label, at: Position(column: 1, row: 0))
    let start = 1 + Width.of(label)
    line.draw(into: &canvas, at: Position(column: start, row: 0), width: columns - start - 1, isFocused: true)
    canvas.horizontalLine(at: Position(column: 0, row: 1), columns: columns, boxes: workspace.boxes)
    let rows = Self.rows(canvas.size)
    for (offset, place) in selection.visible(count: found.count, rows: rows).enumerated() {
      let entry = found[place]
      let isSelected = isChosen && place == selection.index
      let text = (isSelected ? "> " : "  ") + entry.name + (entry.isFolder ? "/" : "")
      canvas.write(
        Width.clipped(text, to: columns - 2), at: Position(column: 1, row: 2 + offset),
        style: isSelected ? .selected : .plain, width: columns - 2)
    }
    if found.isEmpty {
      let none = Phrase(zh: "這裡沒有這個名稱的檔案。", en: "There is no file of that name here.")
      canvas.write(workspace.text(none), at: Position(column: 1, row: 2))
    }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
