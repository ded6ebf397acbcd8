import ArgumentParser
import Desk
import Domain
import Foundation
import Reports

/// `ismsbook ssh-key`: who may come in over SSH, in the `authorized_keys` of the account that runs the program.
struct SSHKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssh-key", abstract: "Bind SSH keys to persons in authorized_keys. 登記人員的 SSH 公開金鑰。",
    subcommands: [Add.self, List.self, Remove.self])

  /// What all three take.
  struct FileOptions: ParsableArguments {
    @Option(help: "The file; else ~/.ssh/authorized_keys of this account. authorized_keys 檔案。")
    var file: String?

    var keysFile: AuthorizedKeysFile {
      AuthorizedKeysFile(path: file.map(Environment.absolute) ?? Environment.home + "/.ssh/authorized_keys")
    }
  }

  /// `ismsbook ssh-key add --person P FILE|-`.
  struct Add: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person in with a public key, into the screens only. 加入公開金鑰，只能開啟本程式。")

    @OptionGroup var options: PersonalOptions
    @OptionGroup var keys: FileOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    @Argument(help: "The .pub file; - for standard input. 公開金鑰檔。")
    var key: String

    @Option(help: "The program that sshd starts; else this one. sshd 要啟動的程式。")
    var program: String?

    /// A key is a line; more than this is something else.
    private static let longestKey = 1 << 16

    func answer(at desk: Desk) throws -> Answer {
      if desk.isShared { try desk.requireAdministrator() }
      let registered = try RegisteredPerson.find(person, desk)
      guard registered.state != .disabled else {
        throw CommandRefusal(
          .findings,
          Phrase(
            zh: "\(registered.name.text) 已停用，不能加入金鑰；要讓他進來，請先把人員資料改為在職。",
            en: "\(registered.name.text) is disabled, so no key is added; set the person to active first."))
      }
      let key = try SSHPublicKey.read(try InputFile.read(key, limit: Self.longestKey))
        .mapError { CommandRefusal(.findings, [$0]) }.get()
      let program = program.map(Environment.absolute) ?? ProgramPath.absolute
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw CommandRefusal(
          .notFound,
          Phrase(
            zh: "\(program) 不是可執行的程式，這把金鑰會進不來；請用 --program 指定 ismsbook 的位置。",
            en: "\(program) is no program that can run, so the key would lead nowhere; name ismsbook's place with "
              + "--program."))
      }
      let file = keys.keysFile
      let (entry, head) = try desk.addKey(
        key, of: registered.name, to: file, program: program, account: Environment.login
      ).get()
      let added = Phrase(
        zh: "\(registered.name.text) 的金鑰已加入 \(file.path) 第 \(entry.line) 行：",
        en: "The key of \(registered.name.text) is on line \(entry.line) of \(file.path) now:")
      return Answer(
        [added[desk.language], entry.key.line],
        json: entry.json + [
          "file": .text(file.path), "sequence": .number(head?.sequence), "seal": .text(head?.seal),
        ])
    }
  }

  /// `ismsbook ssh-key list`.
  struct List: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the keys with their persons and fingerprints. 列出金鑰、人員與指紋。")

    @OptionGroup var options: StoreOptions
    @OptionGroup var keys: FileOptions

    func answer(at desk: Desk) throws -> Answer {
      let file = keys.keysFile
      let keys = try file.read()
      let findings = keys.findings(path: file.path, notInJournal: try desk.unknownKeys(in: keys))
      let people = try RegisteredPerson.all(desk)
      let entries = keys.entries.map { entry in (entry, people.first { $0.name.id == entry.person }) }
      var answer = Answer(
        entries.map { entry, person in
          let state = (person?.state ?? .unknown).label[desk.language]
          return "\(person?.name.text ?? entry.person)\t\(state)\t\(entry.key.line)"
        },
        json: [
          "file": .text(file.path),
          "keys": .list(
            entries.map { entry, person in
              entry.json + [
                "name": .text(person?.name.name), "state": .text((person?.state ?? .unknown).rawValue),
                "command": .text(entry.command),
              ]
            }), "other_keys": .number(keys.otherKeys), "findings": .findings(findings, desk.language),
        ])
      answer.remarks = findings
      answer.note = Phrase(
        zh: "\(file.path)：\(keys.entries.count) 把由本程式登記，\(keys.otherKeys) 把是手動加的（不受本程式限制）。",
        en:
          "\(file.path): \(keys.entries.count) key(s) of persons, \(keys.otherKeys) put there by hand (not limited here)."
      )
      return answer
    }
  }

  /// `ismsbook ssh-key remove`.
  struct Remove: StoreCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a key, or all keys of a person; other lines stay. 移除一把金鑰，或一個人的全部金鑰。")

    @OptionGroup var options: PersonalOptions
    @OptionGroup var keys: FileOptions

    @Argument(help: "The fingerprint, SHA256:… as list prints it. 指紋。")
    var fingerprint: String?

    @Option(help: "Only keys of this person; without a fingerprint, all of them. 人員代碼。")
    var person: String?

    func validate() throws {
      if fingerprint == nil, person == nil {
        throw ValidationError("Name a fingerprint or --person. 請指定指紋，或用 --person 指定人員。")
      }
    }

    func answer(at desk: Desk) throws -> Answer {
      let file = keys.keysFile
      let wanted = fingerprint.map { $0.hasPrefix("SHA256:") ? $0 : "SHA256:" + $0 }
      let removed = try desk.removeKeys(from: file, account: Environment.login) { entry in
        (wanted.map { $0 == entry.key.fingerprint } ?? true) && (person.map { $0 == entry.person } ?? true)
      }.get()
      guard !removed.isEmpty else {
        throw CommandRefusal(
          .notFound,
          Phrase(
            zh: "\(file.path) 裡沒有這樣的金鑰；請用 ismsbook ssh-key list 查看指紋與人員。手動加的金鑰請用編輯器移除。",
            en: "There is no such key in \(file.path); see fingerprints and persons with ismsbook ssh-key list. "
              + "Keys put there by hand are removed with an editor."))
      }
      return Answer(
        removed.map { entry in
          Phrase(zh: "已移除 \(entry.person) 的金鑰：", en: "removed, of \(entry.person): ")[desk.language] + entry.key.line
        }, json: ["file": .text(file.path), "removed": .list(removed.map(\.json))])
    }
  }
}

extension SSHPublicKey {
  /// As `ssh-keygen -l` prints it.
  fileprivate var line: String { "\(bits) \(fingerprint) \(comment.isEmpty ? "no comment" : comment) (\(kind))" }
}

extension AuthorizedKeys.Entry {
  fileprivate var json: JSON {
    [
      "person": .text(person), "fingerprint": .text(key.fingerprint), "type": .text(key.type),
      "bits": .number(key.bits), "comment": .text(key.comment), "line": .number(line),
    ]
  }
}
