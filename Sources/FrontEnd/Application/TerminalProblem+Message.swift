import Domain
import Terminal

extension TerminalProblem {
  /// What is wrong with the terminal and what to set.
  public var message: Phrase {
    switch self {
    case .noTerminal:
      Phrase(
        zh: "標準輸入或輸出不是終端機，無法開啟畫面；請在終端機執行，或改用子命令（ismsbook --help）。",
        en: "Standard input or output is no terminal, so the screens cannot open; run it in a terminal or use a "
          + "sub-command (ismsbook --help).")
    case .termUnset:
      Phrase(
        zh: "沒有設定 TERM；請先執行 export TERM=xterm-256color（或您的終端機名稱）。",
        en: "TERM is not set; run export TERM=xterm-256color first (or your terminal's name).")
    case .unsuitable(let term):
      Phrase(
        zh: "TERM=\(term) 的終端機不能移動游標；請改用 export TERM=xterm-256color，或使用子命令。",
        en: "A terminal with TERM=\(term) cannot move its cursor; set TERM=xterm-256color, or use the sub-commands.")
    case .unknown(let term):
      Phrase(
        zh: "系統不認得 TERM=\(term)；請執行 export TERM=xterm-256color，或安裝 ncurses-term 套件。",
        en: "This system does not know TERM=\(term); set TERM=xterm-256color, or install the package ncurses-term.")
    case .notUTF8(let codeset):
      Phrase(
        // Chinese cannot be read there, so English comes first.
        zh: "The locale's character set is \(codeset), not UTF-8; run export LC_ALL=C.UTF-8 (or zh_TW.UTF-8) and try "
          + "again. 語系的字元集是 \(codeset)，中文無法顯示；請執行上面的指令再試。",
        en: "The locale's character set is \(codeset), not UTF-8; run export LC_ALL=C.UTF-8 (or zh_TW.UTF-8) and try "
          + "again.")
    case .system(let code):
      Phrase(zh: "終端機無法使用（errno \(code)）。", en: "The terminal cannot be used (errno \(code)).")
    }
  }
}
