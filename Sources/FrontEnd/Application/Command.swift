import Domain
import Terminal

/// Everything a key can ask for. Key line, help, palette, the keys named in texts and the table of keys come from here.
///
/// To add a command: 1. a case, 2. its row in `entry`: where it is known, and whether at the shared terminal; 3. what it
/// does, in the `bindings` of the screens that know it, and a line in `Application.general`, which does not compile
/// without; 4. the screens in `EveryCommandTests`, where its key has to show an effect.
public enum Command: String, CaseIterable, Hashable, Sendable {
  case help, save, home, pick, new, ditto, history, findings, amend, palette, language, back
  case search, undo, redo, void, compare, follow, link, accept
  case insertRow, duplicateRow, deleteRow, rowUp, rowDown, sort, group, copyMode, drafts, discard, redraw, quit
  case nextSection, previousSection
  case submit, sign, sendBack, withdraw, refuse, inbox, definitions, rights, credentials, secret, journal

  /// A row of the table: keys, where it is known, and in each language its name and a sentence.
  struct Entry {
    let keys: [Key]
    let places: Places
    let name: Phrase
    let help: Phrase

    init(_ keys: [Key], _ places: Places, zh: (name: String, help: String), en: (name: String, help: String)) {
      self.keys = keys
      self.places = places
      name = Phrase(zh: zh.name, en: en.name)
      help = Phrase(zh: zh.help, en: en.help)
    }
  }

  /// Where a command is known beside the screens that bind it.
  struct Places: OptionSet {
    let rawValue: Int

    /// On every screen.
    static let everywhere = Places(rawValue: 1)
    /// It is about people and sign-off: its keys are known on the home screen, and the palette has it everywhere.
    static let ofStore = Places(rawValue: 2)
    /// Palette and help name it, but not the key line.
    static let rare = Places(rawValue: 4)
    /// At the shared terminal too; what is not marked so is closed there.
    static let kiosk = Places(rawValue: 8)
  }

  /// The keys that call it; the first is shown on the key line.
  public var keys: [Key] { entry.keys }

  /// The name of its first key, for texts.
  public var key: String { keys.first?.name ?? "" }

  /// The same in both languages.
  var named: Phrase { Phrase(verbatim: key) }

  /// The name of its last key, which needs no function key; for texts.
  public var otherKey: String { keys.last?.name ?? "" }

  /// One or two words for the key line.
  public var name: Phrase { entry.name }

  /// A sentence for help and the table of keys.
  public var help: Phrase { entry.help }

  var isEverywhere: Bool { entry.places.contains(.everywhere) }
  var isOfStore: Bool { entry.places.contains(.ofStore) }
  var isRare: Bool { entry.places.contains(.rare) }
  var isForKiosk: Bool { entry.places.contains(.kiosk) }

  static let everywhere: [Command] = allCases.filter(\.isEverywhere)
  static let ofStore: [Command] = allCases.filter(\.isOfStore)

  /// The command of each key. Letters call none, so that a letter typed asks no screen for its commands.
  private static let byKey = Dictionary(
    allCases.flatMap { command in command.keys.map { ($0, command) } }, uniquingKeysWith: { first, _ in first })

  init?(key: Key) {
    guard let command = Self.byKey[key] else { return nil }
    self = command
  }

  var entry: Entry {
    switch self {
    case .help:
      Entry(
        [.function(1), .alt("h")], [.everywhere, .kiosk], zh: ("說明", "欄位或畫面的說明與所有按鍵"),
        en: ("Help", "Help on the field or screen, and all keys"))
    case .save:
      Entry(
        [.function(2), .control("s")], [.kiosk], zh: ("儲存", "檢查並儲存紀錄"),
        en: ("Save", "Check and save the record"))
    case .home:
      Entry(
        [.function(3), .alt("m")], [.everywhere], zh: ("主選單", "回到主選單"),
        en: ("Home", "Go back to the home screen"))
    case .pick:
      Entry(
        [.function(4), .control("o")], [.kiosk], zh: ("選單", "開清單、月曆或檔案"),
        en: ("Pick", "Open the list, the calendar or the files"))
    case .new:
      Entry(
        [.function(5), .control("n")], [], zh: ("新增", "填一張新的表單"),
        en: ("New", "Fill in a new form"))
    case .ditto:
      Entry(
        [.function(6), .control("d")], [.kiosk], zh: ("同前筆", "複製這張表單上一筆紀錄的值"),
        en: ("Ditto", "Copy the value of this form's last record"))
    case .history:
      Entry(
        [.function(7), .control("t")], [], zh: ("歷程", "紀錄的所有版本：誰、何時、做了什麼、原因"),
        en: ("History", "All versions of the record: who, when, what and why"))
    case .findings:
      Entry(
        [.function(8), .control("e")], [.kiosk], zh: ("檢查", "列出還要改的地方"),
        en: ("Check", "List what is still to be mended"))
    case .amend:
      Entry(
        [.function(9), .control("a")], [], zh: ("修正", "修正紀錄，要寫原因；舊版留著"),
        en: ("Amend", "Amend the record, with a reason; the old version stays"))
    case .palette:
      Entry(
        [.function(10), .control("p")], [.everywhere], zh: ("前往", "依編號、代號或中英文名稱開作業或表單"),
        en: ("Go to", "Open a procedure or form by number, code or name"))
    case .language:
      Entry(
        [.function(11), .alt("l")], [.everywhere, .kiosk], zh: ("English", "切換中文與英文"),
        en: ("中文", "Switch between Chinese and English"))
    case .back:
      Entry(
        [.escape, .function(12), .control("g")], [.everywhere, .kiosk], zh: ("返回", "關閉或返回；打到一半的留成草稿"),
        en: ("Back", "Close or go back; what was typed stays as a draft"))
    case .search:
      Entry(
        [.control("f")], [.everywhere], zh: ("搜尋", "搜尋表單與所有紀錄；在文件裡則搜尋文字"),
        en: ("Search", "Search forms and records, or in a text"))
    case .undo:
      Entry(
        [.control("z"), .alt("u")], [.kiosk], zh: ("復原", "復原上一個改動"),
        en: ("Undo", "Undo the last change"))
    case .redo:
      Entry(
        [.control("y"), .alt("r")], [.kiosk], zh: ("重做", "重做剛復原的改動"),
        en: ("Redo", "Do again what was undone"))
    case .void:
      Entry(
        [.alt("v")], [], zh: ("作廢", "把紀錄作廢，要寫原因；編號仍列出"),
        en: ("Void", "Void the record, with a reason; its number stays listed"))
    case .compare:
      Entry(
        [.alt("c")], [], zh: ("比較", "比較兩個版本"),
        en: ("Compare", "Compare two versions"))
    case .follow:
      Entry(
        [.alt("o")], [], zh: ("開關聯", "開啟欄位所指的紀錄"),
        en: ("Open ref.", "Open the record that the field refers to"))
    case .link:
      Entry(
        [.alt("n")], [], zh: ("開立", "由這筆紀錄或游標所在的列開立另一張表單"),
        en: ("Create from", "Start another form from this record, or from the row at the cursor"))
    case .accept:
      Entry(
        [.alt("a")], [.kiosk], zh: ("採用", "合併時採用另一方的值"),
        en: ("Take", "When merging, take the other side's value"))
    case .insertRow:
      Entry(
        [.insert, .alt("i")], [.kiosk], zh: ("加列", "在明細加一列"),
        en: ("Add row", "Add a row to the table"))
    case .duplicateRow:
      Entry(
        [.alt("d")], [.kiosk], zh: ("複製列", "複製明細的這一列"),
        en: ("Copy row", "Duplicate this row of the table"))
    case .deleteRow:
      Entry(
        [.delete, .alt("x")], [.kiosk], zh: ("刪列", "刪除明細的這一列（可復原）"),
        en: ("Delete row", "Delete this row of the table (can be undone)"))
    case .rowUp:
      Entry(
        [Key(.up, .alt), .alt("k")], [.kiosk], zh: ("上移", "把這一列往上移"),
        en: ("Row up", "Move this row up"))
    case .rowDown:
      Entry(
        [Key(.down, .alt), .alt("j")], [.kiosk], zh: ("下移", "把這一列往下移"),
        en: ("Row down", "Move this row down"))
    case .sort:
      Entry(
        [.alt("s")], [], zh: ("排序", "換排序欄位；再按一次反向"),
        en: ("Sort", "Sort by the next column; at the last, reverse"))
    case .group:
      Entry(
        [.alt("g")], [.kiosk], zh: ("分類", "只看一類（例如控制主題、適用性、狀態）"),
        en: ("Group", "Show one group only, such as a theme, applicability or status"))
    case .copyMode:
      Entry(
        [.alt("p")], [], zh: ("純文字", "顯示純文字，方便選取複製"),
        en: ("Plain text", "Show plain text that can be selected and copied"))
    case .drafts:
      Entry(
        [.alt("t")], [], zh: ("草稿", "列出自己的草稿"),
        en: ("Drafts", "List one's own drafts"))
    case .discard:
      Entry(
        [.control("x"), .alt("b")], [.kiosk], zh: ("捨棄", "捨棄選取的草稿，會先問"),
        en: ("Discard", "Throw the selected draft away, after asking"))
    case .nextSection:
      Entry(
        [Key(.pageDown, .control), .alt(".")], [.kiosk], zh: ("下一區段", "到下一個區段；在明細裡是下一列"),
        en: ("Next part", "Go to the next section; in a table, to the next row"))
    case .previousSection:
      Entry(
        [Key(.pageUp, .control), .alt(",")], [.kiosk], zh: ("上一區段", "到上一個區段；在明細裡是上一列"),
        en: ("Last part", "Go to the section before; in a table, to the row before"))
    case .redraw:
      Entry(
        [.control("l")], [.everywhere, .kiosk], zh: ("重畫", "重畫整個畫面"),
        en: ("Redraw", "Draw the whole screen again"))
    case .quit:
      Entry(
        [.control("q")], [.everywhere, .kiosk], zh: ("離開", "離開程式；打到一半的留成草稿"),
        en: ("Quit", "Leave the program; what was typed stays as a draft"))
    case .submit:
      Entry(
        [.alt("e"), .alt("1")], [], zh: ("送審", "把紀錄送出簽核"),
        en: ("Submit", "Send the record for sign-off"))
    case .sign:
      Entry(
        [.alt("y"), .alt("2")], [], zh: ("簽核", "同意並簽核，可加意見；會再問通行碼"),
        en: ("Sign", "Agree and sign, with a comment if wanted; asks the passphrase again"))
    case .sendBack:
      Entry(
        [.alt("z"), .alt("3")], [], zh: ("退回", "退回填表人修改，要寫原因"),
        en: ("Send back", "Send the record back to be mended, with a reason"))
    case .withdraw:
      Entry(
        [.alt("q"), .alt("4")], [], zh: ("撤回", "下一位簽核前收回自己送審的紀錄"),
        en: ("Withdraw", "Take back what one submitted, before anybody has signed"))
    case .refuse:
      Entry(
        [.alt("5"), .alt("f")], [], zh: ("駁回", "不同意一張申請，到此為止，要寫原因"),
        en: ("Refuse", "Refuse a request for good, with a reason"))
    case .inbox:
      Entry(
        [.alt("w"), .control("b")], [.ofStore], zh: ("待辦", "等我簽核、退回給我和逾期的紀錄"),
        en: ("Inbox", "Records that wait for me, were sent back to me, or are overdue"))
    case .definitions:
      Entry(
        [.alt("6")], [.ofStore, .rare], zh: ("接受定義", "screens/ 自訂的表單、流程與權限：看哪些等接受，兩位管理者接受才生效"),
        en: ("Definitions", "Forms, chains and rights in screens/ that wait for two administrators to accept them"))
    case .rights:
      Entry(
        [.alt("7")], [.ofStore, .rare], zh: ("權限表", "誰可以做什麼：每張表單、每個角色"),
        en: ("Rights", "Who may do what: every form and every role"))
    case .credentials:
      Entry(
        [.alt("8")], [.ofStore, .rare], zh: ("通行碼管理", "管理者給一次性通行碼、解除鎖定、移除通行碼"),
        en: ("Credentials", "Administrators give one-time passphrases, release locks, remove passphrases"))
    case .secret:
      Entry(
        [.alt("9")], [.ofStore, .rare], zh: ("更改通行碼", "更改自己的通行碼或 PIN"),
        en: ("Passphrase", "Change one's own passphrase or PIN"))
    case .journal:
      Entry(
        [.alt("0")], [.ofStore, .rare], zh: ("日誌", "發生過的事：存檔、登入、拒絕、匯出、誰看了機密"),
        en: ("Journal", "What happened: saves, log-ins, refusals, exports, who read what"))
    }
  }
}

extension DefaultStringInterpolation {
  /// The key of a command in a text: `\(key: .save)`.
  mutating func appendInterpolation(key command: Command) { appendInterpolation(command.key) }
}

extension Phrase {
  /// With the keys that a text of the domain leaves open.
  var namingKeys: Phrase { naming(pick: Command.pick.named) }
}

extension Command {
  /// What commands decide about a record.
  static let decisions: [(command: Command, action: Action)] = [
    (.submit, .submit), (.sign, .agree), (.sendBack, .return), (.withdraw, .withdraw), (.refuse, .refuse),
  ]
}
