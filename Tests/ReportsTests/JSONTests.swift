import Domain
import Foundation
import Reports
import Testing

@Suite("JSON that commands print")
struct JSONTests {
  private static func text(_ json: JSON) -> String {
    json.text { $0.properties.generalCategory == .format || $0.value < 0x20 }
  }

  @Test("Members keep their order, what there is not is null, and objects are joined")
  func members() {
    let json: JSON = ["b": .number(1), "a": .text(nil), "c": .texts(["x", "y"])]
    #expect(Self.text(json + ["d": .flag(true)]) == #"{"b": 1, "a": null, "c": ["x", "y"], "d": true}"#)
    #expect(Self.text([:]) == "{}" && Self.text(.list([])) == "[]")
  }

  @Test("Whatever a text holds comes back from its JSON, and what is hidden is escaped")
  func texts() throws {
    let text = "a\"b\\c\n\t\r\u{202E}\u{E0041}\u{1B}王"
    let written = Self.text(["t": .text(text)])
    #expect(written.contains(#"\u202e"#) && written.contains(#"\udb40\udc41"#) && written.contains("王"))
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: String]
    #expect(read == ["t": text])
  }

  @Test("A finding says its place by the names of fields, its rule, severity and message in the reader's language")
  func findings() {
    let finding = Finding(
      .field("items", row: 0, column: "name"), rule: "required", severity: .warning, Phrase(zh: "必填", en: "required"))
    let members = #""place": "items[1].name", "rule": "required", "severity": "warning""#
    #expect(Self.text(.findings([finding], .en)) == "[{\(members), \"message\": \"required\"}]")
  }
}
