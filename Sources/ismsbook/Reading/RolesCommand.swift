import ArgumentParser
import Desk
import Domain
import Reports

/// `ismsbook roles`: who holds the roles that sign.
struct RolesCommand: StoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles", abstract: "List the roles that sign, who holds them, and which need a second person. 列出簽核角色。")

  @OptionGroup var options: PersonalOptions

  func answer(at desk: Desk) throws -> Answer {
    var answer = Answer.list(desk.roleCover(), cells: { [$0.line[desk.language]] }, json: \.json)
    if !desk.isShared { answer.note = Phrase(zh: "個人紀錄庫不分角色。", en: "A personal store has no roles.") }
    return answer
  }
}

extension RoleCover {
  var line: Phrase { Phrase(verbatim: isShort ? "! " : "  ") + role.label + Phrase(zh: "：", en: ": ") + text }

  var json: JSON {
    let standIns: [PersonName] = if case .standIns(let others) = cover { others } else { [] }
    return [
      "role": .text(id), "holders": .texts(holders.map(\.text)), "stand_ins": .texts(standIns.map(\.text)),
      "is_short": .flag(isShort),
    ]
  }
}
