import ArgumentParser
import Domain
import Desk
import Foundation

/// `ismsbook ssh-key`: who may come in over SSH, in the `authorized_keys` of the account that runs the program.
struct SSHKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssh-key", abstract: "Bind SSH keys to persons in authorized_keys. 登記人員的 SSH 公開金鑰。",
    subcommands: [Add.self, List.self, Remove.self])

  /// What all three take.
  struct FileOptions: ParsableArguments {
    @Option(help: "The file; else ~/.ssh/authorized_keys of this account. authorized_keys 檔案。")
    var file: String?

    @Flag(help: "Print as JSON. 以 JSON 輸出。")
    var json = false

    var keysFile: AuthorizedKeysFile {
      AuthorizedKeysFile(path: file.map(Surroundings.absolute) ?? Surroundings.home + "/.ssh/authorized_keys")
    }
  }

  /// `ismsbook ssh-key add --person P FILE|-`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person in with a public key, into the screens only. 加入公開金鑰，只能開啟本程式。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions
    @OptionGroup var options: FileOptions

    @Option(help: "The person's id. 人員代碼。")
    var person: String

    @Argument(help: "The .pub file; - for standard input. 公開金鑰檔。")
    var key: String

    @Option(help: "The program that sshd starts; else this one. sshd 要啟動的程式。")
    var program: String?

    func run() throws {
      let session = try Session(common, asking: who)
      if session.desk.isShared { _ = try session.requireAdministrator() }
      let registered = try RegisteredPerson.find(person, session)
      let key = try SSHKeyCommand.readKey(key, session.language)
      let program = program.map(Surroundings.absolute) ?? ProgramPath.absolute
      guard FileManager.default.isExecutableFile(atPath: program) else {
        let text = Phrase(
          zh: "\(program) 不是可執行的程式，這把金鑰會進不來；請用 --program 指定 ismsbook 的位置。",
          en:
            "\(program) is no program that can run, so the key would lead nowhere; name ismsbook's place with --program."
        )
        Output.error("ismsbook: " + text[session.language])
        throw Exit.notFound
      }
      let file = options.keysFile
      let (entry, head) = try session.done { desk throws(StoreProblem) in
        try desk.addKey(key, of: registered.name, to: file, program: program, account: Surroundings.login)
      }
      if options.json {
        let more: [(String, JSON)] = [
          ("file", .text(file.path)), ("sequence", head.map { .number($0.sequence) } ?? .null),
          ("seal", head.map { .text($0.seal) } ?? .null),
        ]
        Output.json(.object(SSHKeyCommand.members(entry) + more))
      } else {
        Output.line(
          Phrase(
            zh: "\(registered.name.text) 的金鑰已加入 \(file.path) 第 \(entry.line) 行：",
            en: "The key of \(registered.name.text) is on line \(entry.line) of \(file.path) now:")[session.language])
        Output.line(SSHKeyCommand.shown(entry.key))
      }
    }
  }

  /// `ismsbook ssh-key list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the keys with their persons and fingerprints. 列出金鑰、人員與指紋。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: FileOptions

    func run() throws {
      let session = try Session(common)
      let file = options.keysFile
      let keys = try session.ask { _ throws(StoreProblem) in try file.read() }
      let unknown = try session.ask { desk throws(StoreProblem) in try desk.unknownKeys(in: keys) }
      let findings = keys.findings(path: file.path, notInJournal: unknown)
      let people = try RegisteredPerson.all(session)
      if options.json {
        let list = keys.entries.map { entry -> JSON in
          let person = people.first { $0.name.id == entry.person }
          return .object(
            SSHKeyCommand.members(entry) + [
              ("name", person.map { .text($0.name.name) } ?? .null),
              ("state", .text(person?.state.rawValue ?? RegisteredPerson.State.unknown.rawValue)),
              ("command", .text(entry.command)),
            ])
        }
        Output.json(
          .object([
            ("file", .text(file.path)), ("keys", .list(list)), ("other_keys", .number(keys.otherKeys)),
            ("findings", .list(findings.map { FindingText.json($0, nil, session.language) })),
          ]))
        return
      }
      for entry in keys.entries {
        let person = people.first { $0.name.id == entry.person }
        let state = (person?.state ?? .unknown).label[session.language]
        Output.line("\(person?.name.text ?? entry.person)\t\(state)\t\(SSHKeyCommand.shown(entry.key))")
      }
      Output.findings(findings, nil, session.language)
      let text = Phrase(
        zh: "\(file.path)：\(keys.entries.count) 把由本程式登記，\(keys.otherKeys) 把是手動加的（不受本程式限制）。",
        en:
          "\(file.path): \(keys.entries.count) key(s) of persons, \(keys.otherKeys) put there by hand (not limited here)."
      )
      Output.error(text[session.language])
    }
  }

  /// `ismsbook ssh-key remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a key, or all keys of a person; other lines stay. 移除一把金鑰，或一個人的全部金鑰。")

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: PersonOptions
    @OptionGroup var options: FileOptions

    @Argument(help: "The fingerprint, SHA256:… as list prints it. 指紋。")
    var fingerprint: String?

    @Option(help: "Only keys of this person; without a fingerprint, all of them. 人員代碼。")
    var person: String?

    func validate() throws {
      if fingerprint == nil, person == nil {
        throw ValidationError("Name a fingerprint or --person. 請指定指紋，或用 --person 指定人員。")
      }
    }

    func run() throws {
      let session = try Session(common, asking: who)
      let file = options.keysFile
      let wanted = fingerprint.map { $0.hasPrefix("SHA256:") ? $0 : "SHA256:" + $0 }
      let removed = try session.done { desk throws(StoreProblem) in
        try desk.removeKeys(from: file, account: Surroundings.login) { entry in
          (wanted.map { $0 == entry.key.fingerprint } ?? true) && (person.map { $0 == entry.person } ?? true)
        }
      }
      guard !removed.isEmpty else {
        let text = Phrase(
          zh: "\(file.path) 裡沒有這樣的金鑰；請用 ismsbook ssh-key list 查看指紋與人員。手動加的金鑰請用編輯器移除。",
          en: "There is no such key in \(file.path); see fingerprints and persons with ismsbook ssh-key list. "
            + "Keys put there by hand are removed with an editor.")
        Output.error("ismsbook: " + text[session.language])
        throw Exit.notFound
      }
      if options.json {
        let list = removed.map { JSON.object(SSHKeyCommand.members($0)) }
        Output.json(.object([("file", .text(file.path)), ("removed", .list(list))]))
        return
      }
      for entry in removed {
        Output.line(
          Phrase(zh: "已移除 \(entry.person) 的金鑰：", en: "removed, of \(entry.person): ")[session.language]
            + SSHKeyCommand.shown(entry.key))
      }
    }
  }
}

extension SSHKeyCommand {
  /// A key is a line; more than this is something else.
  private static let longestKey = 1 << 16

  private static func readKey(_ path: String, _ language: Language) throws -> SSHPublicKey {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    // Why it cannot be read does not change what to do.
    guard let handle, let data = try? handle.read(upToCount: longestKey + 1) ?? Data() else {
      let text = Phrase(
        zh: "讀不到金鑰檔 \(path)；請檢查路徑與權限。", en: "The key file \(path) cannot be read; check path and permission.")
      Output.error("ismsbook: " + text[language])
      throw Exit.notFound
    }
    switch SSHPublicKey.read([UInt8](data)) {
    case .success(let key): return key
    case .failure(let finding):
      Output.error("ismsbook: " + finding.message[language])
      throw Exit.findings
    }
  }

  /// As `ssh-keygen -l` prints it.
  private static func shown(_ key: SSHPublicKey) -> String {
    "\(key.bits) \(key.fingerprint) \(key.comment.isEmpty ? "no comment" : key.comment) (\(key.kind))"
  }

  private static func members(_ entry: AuthorizedKeys.Entry) -> [(String, JSON)] {
    [
      ("person", .text(entry.person)), ("fingerprint", .text(entry.key.fingerprint)), ("type", .text(entry.key.type)),
      ("bits", .number(entry.key.bits)), ("comment", .text(entry.key.comment)), ("line", .number(entry.line)),
    ]
  }
}
