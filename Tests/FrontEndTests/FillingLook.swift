import Testing
import Terminal
@testable import FrontEnd
@MainActor struct FillingLook {
  @Test func look() throws {
    let d = FillingDriver()
    d.openForm("visit")
    try d.feed("王<Tab>ve<Tab>換<Tab>1122"); print(d.screen)
    try d.feed("<Tab>陳"); print(d.screen)
    try d.feed("<Enter>"); print(d.screen)
    let e = FillingDriver(Size(columns: 80, rows: 24), .en)
    e.openForm("all-types")
    try e.feed("<Ctrl+End><paste:螺絲\t10\t2\n墊片\tx\t3>"); print(e.screen)
    try e.feed("<Down>"); print(e.screen)
    try e.feed("<Esc><Ctrl+PgUp><Tab> <Enter>x<Tab><Tab><Tab><Tab>VIS-115-0001 v"); print(e.screen)
    let s = FillingDriver()
    s.openForm("soa-93"); print(s.screen)
    try s.feed("<Enter>"); print(s.screen)
    try s.feed("<Alt+G><Down><Enter><Tab>ex<Enter>x<Tab><F2>"); print(s.screen)
  }
}
