import Domain
import Terminal

/// Everything a key can ask for. Key line, help, palette and the README's table come from here.
///
/// To add a command: 1. a case, 2. its line in `entry`; 3. name it in the `commands` of the screens that know it.
public enum Command: String, CaseIterable, Hashable, Sendable {
  case help, save, home, pick, new, ditto, history, findings, amend, palette, language, back
  case search, undo, redo, void, compare, follow, link, accept
  case insertRow, duplicateRow, deleteRow, rowUp, rowDown, sort, group, copyMode, drafts, discard, redraw, quit
  case nextSection, previousSection
  case submit, sign, sendBack, withdraw, inbox, rights, credentials, secret, journal

  /// Where a command stands in the table.
  struct Entry {
    let keys: [Key]
    let name: Phrase
    let help: Phrase
  }

  /// The keys that call it; the first is shown on the key line.
  public var keys: [Key] { entry.keys }

  /// One or two words for the key line.
  public var name: Phrase { entry.name }

  /// A sentence for help and README.
  public var help: Phrase { entry.help }

  var entry: Entry {
    switch self {
    case .help:
      Entry(
        keys: [.function(1), .alt("h")], name: Phrase(zh: "說明", en: "Help"),
        help: Phrase(zh: "欄位或畫面的說明與所有按鍵", en: "Help on the field or screen, and all keys"))
    case .save:
      Entry(
        keys: [.function(2), .control("s")], name: Phrase(zh: "儲存", en: "Save"),
        help: Phrase(zh: "檢查並儲存紀錄", en: "Check and save the record"))
    case .home:
      Entry(
        keys: [.function(3), .alt("m")], name: Phrase(zh: "主選單", en: "Home"),
        help: Phrase(zh: "回到主選單", en: "Go back to the home screen"))
    case .pick:
      Entry(
        keys: [.function(4), .control("o")], name: Phrase(zh: "選單", en: "Pick"),
        help: Phrase(zh: "開清單、月曆或檔案", en: "Open the list, the calendar or the files"))
    case .new:
      Entry(
        keys: [.function(5), .control("n")], name: Phrase(zh: "新增", en: "New"),
        help: Phrase(zh: "填一張新的表單", en: "Fill in a new form"))
    case .ditto:
      Entry(
        keys: [.function(6), .control("d")], name: Phrase(zh: "同前筆", en: "Ditto"),
        help: Phrase(zh: "複製這張表單上一筆紀錄的值", en: "Copy the value of this form's last record"))
    case .history:
      Entry(
        keys: [.function(7), .control("t")], name: Phrase(zh: "歷程", en: "History"),
        help: Phrase(zh: "紀錄的所有版本：誰、何時、做了什麼、原因", en: "All versions of the record: who, when, what and why"))
    case .findings:
      Entry(
        keys: [.function(8), .control("e")], name: Phrase(zh: "檢查", en: "Check"),
        help: Phrase(zh: "列出還要改的地方", en: "List what is still to be mended"))
    case .amend:
      Entry(
        keys: [.function(9), .control("a")], name: Phrase(zh: "修正", en: "Amend"),
        help: Phrase(zh: "修正紀錄，要寫原因；舊版留著", en: "Amend the record, with a reason; the old version stays"))
    case .palette:
      Entry(
        keys: [.function(10), .control("p")], name: Phrase(zh: "前往", en: "Go to"),
        help: Phrase(zh: "依編號、代號或中英文名稱開作業或表單", en: "Open a procedure or form by number, code or name"))
    case .language:
      Entry(
        keys: [.function(11), .alt("l")], name: Phrase(zh: "English", en: "中文"),
        help: Phrase(zh: "切換中文與英文", en: "Switch between Chinese and English"))
    case .back:
      Entry(
        keys: [.escape, .function(12), .control("g")], name: Phrase(zh: "返回", en: "Back"),
        help: Phrase(zh: "關閉或返回；打到一半的留成草稿", en: "Close or go back; what was typed stays as a draft"))
    case .search:
      Entry(
        keys: [.control("f")], name: Phrase(zh: "搜尋", en: "Search"),
        help: Phrase(zh: "搜尋表單與所有紀錄；在文件裡則搜尋文字", en: "Search forms and records, or in a text"))
    case .undo:
      Entry(
        keys: [.control("z"), .alt("u")], name: Phrase(zh: "復原", en: "Undo"),
        help: Phrase(zh: "復原上一個改動", en: "Undo the last change"))
    case .redo:
      Entry(
        keys: [.control("y"), .alt("r")], name: Phrase(zh: "重做", en: "Redo"),
        help: Phrase(zh: "重做剛復原的改動", en: "Do again what was undone"))
    case .void:
      Entry(
        keys: [.alt("v")], name: Phrase(zh: "作廢", en: "Void"),
        help: Phrase(zh: "把紀錄作廢，要寫原因；編號仍列出", en: "Void the record, with a reason; its number stays listed"))
    case .compare:
      Entry(
        keys: [.alt("c")], name: Phrase(zh: "比較", en: "Compare"),
        help: Phrase(zh: "比較兩個版本", en: "Compare two versions"))
    case .follow:
      Entry(
        keys: [.alt("o")], name: Phrase(zh: "開關聯", en: "Open ref."),
        help: Phrase(zh: "開啟欄位所指的紀錄", en: "Open the record that the field refers to"))
    case .link:
      Entry(
        keys: [.alt("n")], name: Phrase(zh: "開立", en: "Create from"),
        help: Phrase(
          zh: "由這筆紀錄或游標所在的列開立另一張表單", en: "Start another form from this record, or from the row at the cursor"))
    case .accept:
      Entry(
        keys: [.alt("a")], name: Phrase(zh: "採用", en: "Take"),
        help: Phrase(zh: "合併時採用另一方的值", en: "When merging, take the other side's value"))
    case .insertRow:
      Entry(
        keys: [.insert, .alt("i")], name: Phrase(zh: "加列", en: "Add row"),
        help: Phrase(zh: "在明細加一列", en: "Add a row to the table"))
    case .duplicateRow:
      Entry(
        keys: [.alt("d")], name: Phrase(zh: "複製列", en: "Copy row"),
        help: Phrase(zh: "複製明細的這一列", en: "Duplicate this row of the table"))
    case .deleteRow:
      Entry(
        keys: [.delete, .alt("x")], name: Phrase(zh: "刪列", en: "Delete row"),
        help: Phrase(zh: "刪除明細的這一列（可復原）", en: "Delete this row of the table (can be undone)"))
    case .rowUp:
      Entry(
        keys: [Key(.up, .alt), .alt("k")], name: Phrase(zh: "上移", en: "Row up"),
        help: Phrase(zh: "把這一列往上移", en: "Move this row up"))
    case .rowDown:
      Entry(
        keys: [Key(.down, .alt), .alt("j")], name: Phrase(zh: "下移", en: "Row down"),
        help: Phrase(zh: "把這一列往下移", en: "Move this row down"))
    case .sort:
      Entry(
        keys: [.alt("s")], name: Phrase(zh: "排序", en: "Sort"),
        help: Phrase(zh: "換排序欄位；再按一次反向", en: "Sort by the next column; at the last, reverse"))
    case .group:
      Entry(
        keys: [.alt("g")], name: Phrase(zh: "分類", en: "Group"),
        help: Phrase(zh: "只看一類（例如控制主題、適用性、狀態）", en: "Show one group only, such as a theme, applicability or status"))
    case .copyMode:
      Entry(
        keys: [.alt("p")], name: Phrase(zh: "純文字", en: "Plain text"),
        help: Phrase(zh: "顯示純文字，方便選取複製", en: "Show plain text that can be selected and copied"))
    case .drafts:
      Entry(
        keys: [.alt("t")], name: Phrase(zh: "草稿", en: "Drafts"),
        help: Phrase(zh: "列出自己的草稿", en: "List one's own drafts"))
    case .discard:
      Entry(
        keys: [.control("x"), .alt("b")], name: Phrase(zh: "捨棄", en: "Discard"),
        help: Phrase(zh: "捨棄選取的草稿，會先問", en: "Throw the selected draft away, after asking"))
    case .nextSection:
      Entry(
        keys: [Key(.pageDown, .control), .alt(".")], name: Phrase(zh: "下一區段", en: "Next part"),
        help: Phrase(zh: "到下一個區段；在明細裡是下一列", en: "Go to the next section; in a table, to the next row"))
    case .previousSection:
      Entry(
        keys: [Key(.pageUp, .control), .alt(",")], name: Phrase(zh: "上一區段", en: "Last part"),
        help: Phrase(zh: "到上一個區段；在明細裡是上一列", en: "Go to the section before; in a table, to the row before"))
    case .redraw:
      Entry(
        keys: [.control("l")], name: Phrase(zh: "重畫", en: "Redraw"),
        help: Phrase(zh: "重畫整個畫面", en: "Draw the whole screen again"))
    case .quit:
      Entry(
        keys: [.control("q")], name: Phrase(zh: "離開", en: "Quit"),
        help: Phrase(zh: "離開程式；打到一半的留成草稿", en: "Leave the program; what was typed stays as a draft"))
    case .submit:
      Entry(
        keys: [.alt("e"), .alt("1")], name: Phrase(zh: "送審", en: "Submit"),
        help: Phrase(zh: "把紀錄送出簽核", en: "Send the record for sign-off"))
    case .sign:
      Entry(
        keys: [.alt("y"), .alt("2")], name: Phrase(zh: "簽核", en: "Sign"),
        help: Phrase(zh: "同意並簽核，可加意見；會再問通行碼", en: "Agree and sign, with a comment if wanted; asks the passphrase again")
      )
    case .sendBack:
      Entry(
        keys: [.alt("z"), .alt("3")], name: Phrase(zh: "退回", en: "Send back"),
        help: Phrase(zh: "退回填表人修改，要寫原因", en: "Send the record back to be mended, with a reason"))
    case .withdraw:
      Entry(
        keys: [.alt("q"), .alt("4")], name: Phrase(zh: "撤回", en: "Withdraw"),
        help: Phrase(zh: "下一位簽核前收回自己送審的紀錄", en: "Take back what one submitted, before anybody has signed"))
    case .inbox:
      Entry(
        keys: [.alt("w"), .control("b")], name: Phrase(zh: "待辦", en: "Inbox"),
        help: Phrase(zh: "等我簽核、退回給我和逾期的紀錄", en: "Records that wait for me, were sent back to me, or are overdue"))
    case .rights:
      Entry(
        keys: [.alt("7")], name: Phrase(zh: "權限表", en: "Rights"),
        help: Phrase(zh: "誰可以做什麼：每張表單、每個角色", en: "Who may do what: every form and every role"))
    case .credentials:
      Entry(
        keys: [.alt("8")], name: Phrase(zh: "通行碼管理", en: "Credentials"),
        help: Phrase(zh: "管理者給一次性通行碼、解除鎖定", en: "Administrators give one-time passphrases and release locks"))
    case .secret:
      Entry(
        keys: [.alt("9")], name: Phrase(zh: "更改通行碼", en: "Passphrase"),
        help: Phrase(zh: "更改自己的通行碼或 PIN", en: "Change one's own passphrase or PIN"))
    case .journal:
      Entry(
        keys: [.alt("0")], name: Phrase(zh: "日誌", en: "Journal"),
        help: Phrase(
          zh: "發生過的事：存檔、登入、拒絕、匯出、誰看了機密", en: "What happened: saves, log-ins, refusals, exports, who read what"))
    }
  }

  /// Commands that every screen knows.
  static let everywhere: [Command] = [.help, .home, .palette, .search, .language, .redraw, .back, .quit]

  /// Commands on people and sign-off: their keys are known on the home screen, and the palette has them everywhere.
  static let ofStore: [Command] = [.inbox, .rights, .credentials, .secret, .journal]

  /// Commands that palette and help name, but not the key line.
  static let rare: Set<Command> = [.rights, .credentials, .secret, .journal]
}
