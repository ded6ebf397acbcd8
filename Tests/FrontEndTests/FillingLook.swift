import Testing
import Terminal
@testable import FrontEnd
@MainActor struct FillingLook {
  @Test func look() throws {
    for (name, size, language, form, keys, mono) in FillingGoldenTests.scenes {
      guard let size = Size(size) else { continue }
      let d = FillingDriver(size, language)
      d.openForm(form)
      try d.feed(keys)
      print("@@\(name)")
      print(FillingGoldenTests.text(d, mono))
      print("@@end")
    }
  }
}
