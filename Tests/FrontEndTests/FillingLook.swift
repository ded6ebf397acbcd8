import Testing
import Terminal
@testable import FrontEnd
@MainActor struct FillingLook {
  @Test func look() throws {
    let d = FillingDriver()
    d.openForm("visit"); print(d.screen)
    try d.feed("王<Tab>v<Tab>換"); print(d.screen)
    try d.feed("<Tab>1122"); print(d.screen)
    try d.feed("<Tab><F2>"); print(d.screen)
    try d.feed("<Enter>"); print(d.screen)
    try d.feed("<F1>"); print(d.screen)
    let e = FillingDriver(Size(columns: 80, rows: 24), .en)
    e.openForm("all-types"); print(e.screen)
    try e.feed("abc<Tab>第一行文字第一行文字第一行文字第一行文字第一行文字第一行文字第一行文字<Enter>x<Tab>23.5<Tab>+3<F4>"); print(e.screen)
    try e.feed("<Enter><Ctrl+End>"); print(e.screen)
    try e.feed("<paste:螺絲\t10\t2\n墊片\tx\t3>"); print(e.screen)
    try e.feed("<Enter>"); print(e.screen)
    try e.feed("<Esc><Esc><Ctrl+PgUp><Tab> "); print(e.screen)
    let s = FillingDriver()
    s.openForm("soa-93"); print(s.screen)
    try s.feed("<Enter>"); print(s.screen)
    try s.feed("<Alt+G><Down>"); print(s.screen)
    try s.feed("<Enter>"); print(s.screen)
    try s.feed("n<F4>"); print(s.screen)
  }
}
