import Domain

/// What is wrong with a key that is to be added.
enum KeyFinding {
  static let notAKey = make(
    "format", "這不是一行公開金鑰；請給 ssh-keygen 產生的 .pub 檔，例如 id_ed25519.pub。",
    "This is not one line with a public key; give the .pub file that ssh-keygen made, such as id_ed25519.pub.")

  static let isPrivate = make(
    "private", "這是私密金鑰，沒有保存；請改給同名的 .pub 檔。私密金鑰不可交給別人；若曾傳送，請重新產生一對。",
    "This is a private key; nothing was kept. Give the .pub file of the same name. A private key is for nobody else: "
      + "if it was sent around, make a new pair.")

  static let otherFormat = make(
    "format", "這是別種格式的公開金鑰；請先用 ssh-keygen -i -f 檔案 轉成 OpenSSH 的一行格式。",
    "This public key is in another format; bring it into OpenSSH's one line with ssh-keygen -i -f FILE first.")

  static let options = make(
    "options", "金鑰前面有選項，不接受；請只給「類型 金鑰 註解」，限制由程式自己加上。",
    "There are options before the key, which are not taken; give type, key and comment only, the limits are added here."
  )

  static func several(_ count: Int) -> Finding {
    make("several", "裡面有 \(count) 把金鑰；請一次只加一把。", "There are \(count) keys in it; add one at a time.")
  }

  static func unknown(_ type: String) -> Finding {
    make(
      "type", "不接受「\(type.excerpt)」類型的金鑰；請用 ssh-keygen -t ed25519 產生。",
      "Keys of the type “\(type.excerpt)” are not taken; make one with ssh-keygen -t ed25519.")
  }

  static func damaged(_ type: String) -> Finding {
    make(
      "format", "這把 \(type) 金鑰不完整或被改過；請重新複製整行 .pub 檔。",
      "This \(type) key is incomplete or was changed; copy the whole line of the .pub file again.")
  }

  static func weak(_ bits: Int) -> Finding {
    make(
      "weak", "RSA 金鑰只有 \(bits) 位元，至少要 \(SSHPublicKey.leastRSABits)；請用 ssh-keygen -t ed25519 產生新的。",
      "The RSA key has \(bits) bits, \(SSHPublicKey.leastRSABits) are needed; make a new one with ssh-keygen -t ed25519."
    )
  }

  static func twice(_ line: Int, _ person: String?) -> Finding {
    let owner = person.map { Phrase(zh: "，屬於 \($0)", en: ", as that of \($0)") } ?? Phrase(verbatim: "")
    return make(
      "twice", "這把金鑰已經在第 \(line) 行\(owner.zh)；一把金鑰只能屬於一個人，請先移除那一行，或換一把金鑰。",
      "This key stands on line \(line) already\(owner.en); a key is one person's. Remove that line first, or use another key."
    )
  }

  static func path(_ text: String) -> Finding {
    make(
      "path", "路徑「\(text.excerpt)」裡有換行或控制字元，不能寫進 authorized_keys；請換一個位置。",
      "The path “\(text.excerpt)” holds a line break or control character and cannot stand in authorized_keys; "
        + "use another place.")
  }

  static func link(_ path: String) -> Finding {
    make(
      "link", "\(path) 是符號連結或不是一般檔案，沒有更改；請用 --file 指定真正的檔案。",
      "\(path) is a symbolic link or no regular file and was not changed; name the real file with --file.")
  }

  static func changed(_ path: String, _ line: Int) -> Finding {
    Finding(
      .file(path, line: line, column: 1), rule: "changed", severity: .warning,
      Phrase(
        zh: "這一行有 ismsbook 的標記，但內容被手動改過，不歸本程式管；請刪掉這一行，再用 ssh-key add 加入。",
        en: "This line is marked as ismsbook's but was changed by hand, so it is left alone; delete it and add the key "
          + "again with ssh-key add."))
  }

  static func notInJournal(_ path: String, _ entry: AuthorizedKeys.Entry) -> Finding {
    Finding(
      .file(path, line: entry.line, column: 1), rule: "unknown", severity: .warning,
      Phrase(
        zh: "日誌沒有給 \(entry.person) 這把金鑰的紀錄：這一行是手動加的；請用 ssh-key remove 移除，並查明是誰加的。",
        en:
          "The journal does not say that \(entry.person) was given this key: the line was written by hand; remove it with "
          + "ssh-key remove, and find out who wrote it."))
  }

  private static func make(_ rule: String, _ zh: String, _ en: String) -> Finding {
    Finding(.nowhere, rule: rule, Phrase(zh: zh, en: en))
  }
}
