/// What the screens of `FillingGoldenTests` look like; the last line is the place of the cursor.
enum FillingGoldens {
  static let screens: [String: String] = [
    "errors": #"""
     資安簿 > 出入記錄表                                              [填寫] 王小明
    -- 進入登記 ------------------------------------------------------------- 4/5 --
      *姓名     王
      *人員別   廠商
     !*事由說明 換
                ! 事由說明過短；請至少寫 4 個字。
    > *日期     1122         = 2026-11-22 (日)
    -- 非授權人員 ------------------------------------------------------------------
      *陪同人員













     2026-11-22、1122、115/11/22、+3、t（今天）；F4 月曆。
    Esc返回 F1說明 F2儲存 F4選單 F6同前筆 F8檢查 Ctrl+Z復原 Ctrl+Y重做 Alt+O開關聯
    cursor 16,6
    """#,
    "errors in English": #"""
     ismsbook > Entry log                                  [fill in] Wang Xiao-Ming
    -- Entry ---------------------------------------------------------------- 4/5 --
      *Name           Wang
      *Kind of person Vendor
     !*Purpose        abc
                      ! The purpose is too short; write at least 4 characters.
    > *Date           1122         = 2026-11-22 (Sun)
    -- Outsiders -------------------------------------------------------------------
      *Escort













     2026-11-22, 1122, 115/11/22, +3, t (today); F4 calendar.
    EscBack F1Help F2Save F4Pick F6Ditto F8Check Ctrl+ZUndo Ctrl+YRedo F10Go to
    cursor 22,6
    """#,
    "errors in monochrome": #"""
    {bold reverse| 資安簿 > 出入記錄表                                              [填寫] 王小明 }
    --{bold| 進入登記 }------------------------------------------------------------- 4/5 --
      {bold|*}姓名     王
      {bold|*}人員別   廠商
     {bold|!*}事由說明 換
                {bold|! 事由說明過短；請至少寫 4 個字。}
    {bold|>} {bold|*}{reverse|日期    } 1122         = 2026-11-22 (日)
    --{bold| 非授權人員 }------------------------------------------------------------------
      {bold|*}陪同人員 {underline|            }













     2026-11-22、1122、115/11/22、+3、t（今天）；F4 月曆。
    {bold|Esc}{reverse|返回} {bold|F1}{reverse|說明} {bold|F2}{reverse|儲存} {bold|F4}{reverse|選單} {bold|F6}{reverse|同前筆} {bold|F8}{reverse|檢查} {bold|Ctrl+Z}{reverse|復原} {bold|Ctrl+Y}{reverse|重做} {bold|Alt+O}{reverse|開關聯}
    cursor 16,6
    """#,
    "summary": #"""
     出入記錄表 > 要改的地方                                                 王小明
     2 處要改才能儲存：

     > ! 事由說明：事由說明過短；請至少寫 4 個字。
       ! 陪同人員：「陪同人員」必填；請填寫。

















     Enter 到那個欄位；Esc 回表單。
    Esc返回 F1說明 F10前往 Ctrl+F搜尋 F11English Ctrl+Q離開
    cursor 5,3
    """#,
    "summary in English": #"""
     Entry log > To correct                                          Wang Xiao-Ming
     2 things to mend before saving:

     > ! Purpose: The purpose is too short; write at least 4 characters.
       ! Escort: 'Escort' is required; fill it in.

















     Enter leads to the field; Esc goes back to the form.
    EscBack F1Help F10Go to Ctrl+FSearch F11中文 Ctrl+QQuit
    cursor 5,3
    """#,
    "warning": #"""
     Entry log > Before saving                                       Wang Xiao-Ming
     1 warning; it may be saved as it is:

     >   Save as it is
       ? Date: The date is in the future; make sure.

















     Enter or F2 saves as it is; Esc goes back to change it.
    EscBack F1Help F2Save F10Go to Ctrl+FSearch F11中文 Ctrl+QQuit
    cursor 5,3
    """#,
    "list": #"""
     資安簿 > 各種欄位                                                [填寫] 王小明
    -- 文字與數字 --------------------------------------------------------- 10/17 --
      *文字
       長文字
       數字
       兩倍
       日期
       時間
       日期時間
       異常             ( ) 是  ( ) 否
    -- 清單 ------------------------------------------------------------------------
       單選
    >  複選             稽核
                        +
       人員            +-----------------------------------------------------------+
       單位            |> 故障處理                                                 |
       關聯紀錄        | x稽核                                                     |
       關聯紀錄（多筆）|  其他                                                     |
       時區            +- Enter 加入或移除，F4 全部 -------------------------------+
       佐證
       明細             0 列（Enter 編輯）

     清單中的一或多項；F4 開清單，空白鍵勾選。
    Esc返回 F1說明 F2儲存 F4選單 F6同前筆 F8檢查 Ctrl+Z復原 Ctrl+Y重做 Alt+O開關聯
    cursor 22,13
    """#,
    "calendar": #"""
     All field types > Day                                           Wang Xiao-Ming
    -- Text and numbers ---------------------------------------------------- 5/17 --
      *Text
       Paragraph
       Number
       Twice
    >  Day        2026-11-25+------------------------------+
       Time                 |  2026-12  ROC 115            |
       Moment               | Mon Tue Wed Thu Fri Sat Sun  |
       Abnormal   ( ) yes  (|       1 [ 2]  3   4   5   6  |
    -- Lists ---------------|   7   8   9  10  11  12  13  |------------------------
       Choice               |  14  15  16  17  18  19  20  |
       Choices              |  21  22  23  24  25  26  27  |
       Person               |  28  29  30  31              |
       Unit                 |                              |
       Reference            |  2026-12-02 (Wed)  115/12/02 |
       References           +------------------------------+
       Time zone
       Evidence
       Items      0 rows (Enter edits)



    EscBack F1Help F10Go to Ctrl+FSearch F11中文 Ctrl+QQuit
    cursor 35,9
    """#,
    "wide": #"""
     ismsbook > All field types <80>[fill in] Wang Xiao-Ming
    -- Text and numbers -<104> 5/17 --
      *Text       abc
       Paragraph  one
     <14>two
       Number     23.5 deg
       Twice      47
    >  Day        t            = 2026-11-22 (Sun)
       Time
       Moment
       Abnormal   ( ) yes  ( ) no
    -- Lists -<123>
       Choice
       Choices
       Person
       Unit
       Reference
       References
       Time zone
       Evidence
       Items      0 rows (Enter edits)

















     2026-11-22, 1122, 115/11/22, +3, t (today); F4 calendar.
    EscBack F1Help F2Save F4Pick F6Ditto F8Check Ctrl+ZUndo Ctrl+YRedo Alt+OOpen ref. Ctrl+PgDnNext part Ctrl+PgUpLast part F10Go to
    cursor 15,7
    """#,
    "table": #"""
     適用性聲明 > 控制措施表                                          [明細] 王小明
    -- 控制措施表: 93 列，符合 46 列 --------------------------------------- 3/46 --
     篩選：                                 分類：控制編號 = 組織控制措施
           控制編號  名稱        適用性  理由說明  預定完成
        1  A.5.1     控制措施1   適用
        2  A.5.2     控制措施2   適用
    >   3  A.5.3     控制措施3   適用
        4  A.5.4     控制措施4   適用
        5  A.5.5     控制措施5   適用
        6  A.5.6     控制措施6   適用
        7  A.5.7     控制措施7   適用
        8  A.5.8     控制措施8   適用
        9  A.5.9     控制措施9   適用
       10  A.5.10    控制措施10  適用
       11  A.5.11    控制措施11  適用
       12  A.5.12    控制措施12  適用
       13  A.5.13    控制措施13  適用
       14  A.5.14    控制措施14  適用
       15  A.5.15    控制措施15  適用
       16  A.5.16    控制措施16  適用
       17  A.5.17    控制措施17  適用
       18  A.5.18    控制措施18  適用

    Esc返回 F1說明 F2儲存 Ins加列 Alt+D複製列 Del刪列 Alt+G分類 Alt+Up上移 F10前往
    cursor 29,6
    """#,
    "row": #"""
     Controls > Controls 90                                [fill in] Wang Xiao-Ming
    -- Controls 90/93  A.8.90 Control 90 ------------------------------------ 4/4 --
      *Control       A.8.90 Control 90
       Title         控制措施90
      *Applicability Excluded
    > *Justification
















     Several lines; Enter starts a new one, Tab leaves the field.
    EscBack F1Help F2Save F4Pick F6Ditto Ctrl+ZUndo Ctrl+YRedo Alt+OOpen ref.
    cursor 17,5
    """#,
    "question": #"""
    {bold reverse| 出入記錄表 > 請選擇                                                     王小明 }
    --{bold| 進入登記 }------------------------------------------------------------- 1/4 --
    {bold|>} {bold|*}{reverse|姓名    } 王
      {bold|*}人員別   授權人員
      {bold|*}事由說明 {underline|            }
      {bold|*}日期     2026-11-22 (日)


                     +-------------------------------------------+
                     | {bold|丟棄這份草稿？打到一半的內容會不見。}      |
                     |                                           |
                     | {reverse|> 1 留著，繼續填寫                       } |
                     |   2 丟棄草稿                              |
                     +-------------------------------------------+









    {bold|Esc}{reverse|返回} {bold|F1}{reverse|說明} {bold|F10}{reverse|前往} {bold|Ctrl+F}{reverse|搜尋} {bold|F11}{reverse|English} {bold|Ctrl+Q}{reverse|離開}
    cursor 19,11
    """#,
  ]
}
