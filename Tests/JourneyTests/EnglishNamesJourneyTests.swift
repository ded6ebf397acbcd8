import Foundation
import Testing

@Suite("What people, units and other records are called where a record is read in English")
struct EnglishNamesJourneyTests {
  @Test("Names in English show in show, print, list and history; what has none, and Chinese, stays as it was")
  func names() throws {
    let shared = try SharedStore()
    for (id, name) in [("su", "Su Hsiao-Mei"), ("lin", "Lin Ta-Hua"), ("au", "Au Chi-He"), ("org", "Test College")] {
      let named = try shared.ssh("wang", "amend \(id) --reason 英文名稱 --set 'name_en=\(name)'")
      #expect(named.status == 0, "\(named.errors)")
    }
    let number = try shared.incident("主機寄信", by: "lin")
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    #expect(try shared.sign("su", "agree \(number) --comment ok").status == 0)

    let english = try shared.ssh("au", "show \(number) --lang en").output
    #expect(english.contains("Su Hsiao-Mei (su)"), "\(english)")
    #expect(english.contains("su Su Hsiao-Mei") && !english.contains("蘇小梅"))
    // Ho has no English name.
    #expect(english.contains("何主任 (ho)"))
    let page = try shared.ssh("au", "print \(number) --lang en").output
    #expect(page.contains("Su Hsiao-Mei (su)") && page.contains("au Au Chi-He"), "\(page)")
    #expect(page.contains("Test College"))
    #expect(try shared.ssh("au", "history \(number) --lang en").output.contains("lin Lin Ta-Hua"))
    #expect(try shared.ssh("lin", "inbox --lang en").status == 0)
    #expect(try shared.ssh("au", "list person --lang en").output.contains("Test College"))

    let chinese = try shared.ssh("au", "show \(number)").output
    #expect(chinese.contains("蘇小梅 (su)") && !chinese.contains("Hsiao-Mei") && !chinese.contains("Test College"))
    // What is stored is the same in either language.
    let kept = try shared.ssh("au", "show \(number) --json --lang en").output
    #expect(kept.contains("\"su 蘇小梅\"") && !kept.contains("Hsiao-Mei"))
  }

  @Test("What a record refers to is named with form and title, as far as the reader may know it")
  func references() throws {
    let shared = try SharedStore()
    let first = try shared.incident("郵件主機遭入侵", by: "lin")
    let hidden = try shared.incident("密件", by: "wang", "--set classification=confidential")
    let number = try shared.incident("同一主機再次寄信", by: "lin", "--set related_records=\(first)")
    let named = "\(first)（事件通報單：郵件主機遭入侵）"
    for command in ["show", "print"] {
      let page = try shared.ssh("au", "\(command) \(number)").output
      #expect(page.contains(named), "\(page)")
      #expect(try shared.ssh("au", "\(command) \(number) --lang en").output.contains("\(first) ("))
    }
    let about = try shared.incident("牽連", by: "wang", "--set related_records=\(hidden)")
    #expect(try shared.ssh("wang", "show \(about)").output.contains("密件）"))
    #expect(try !shared.ssh("lin", "show \(about)").output.contains("密件"))
  }

  @Test("A sheet says which signatures no longer count, and which steps were left out and why")
  func sheet() throws {
    let shared = try SharedStore()
    let number = try shared.incident("主機寄信", by: "lin")
    #expect(try shared.sign("lin", "submit \(number)").status == 0)
    #expect(try shared.sign("su", "agree \(number)").status == 0)
    #expect(try shared.ssh("lin", "amend \(number) --reason 更正 --set title=主機大量寄信 --sign-again").status == 0)
    let changed = try shared.ssh("au", "print \(number)").output
    #expect(changed.contains("先前的簽核（不再算數）：\n"), "\(changed)")
    #expect(changed.contains("蘇小梅 (su)"))
    #expect(
      try shared.ssh("au", "print \(number) --lang en").output.contains("Earlier signatures, which no longer count:"))

    // Ho heads the unit and fills this one in: the head's step is left out, with the reason.
    let own = try shared.incident("主管自己填", by: "ho")
    #expect(try shared.sign("ho", "submit \(own)").status == 0)
    let page = try shared.ssh("au", "print \(own)").output
    #expect(page.contains("免簽："), "\(page)")
    #expect(try shared.ssh("au", "print \(own) --lang en").output.contains("left out: "))
  }
}
