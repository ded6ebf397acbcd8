extension SmallScreens {
  static let visit = "Procedures/01-room/visit.yaml"
  static let visitEnglish = "Text/en/visit.yaml"

  static let files: [(path: String, text: String)] = [
    (
      "Menus/main.yaml",
      """
      menu: main
      layers:
      - id: work
        title: 作業
        groups:
        - id: "1"
          title: 機房
          items:
          - {procedure: room, code: "01", title: 機房管理, folder: 01-room}
        - id: "2"
          title: 管理
          items: [{form: settings, title: 設定}]

      """
    ),
    (
      "Text/en/menu.yaml",
      """
      menu: main
      titles: {work: Work, "1": Room, "2": Administration, "procedure:room": Room keeping, "form:settings": Settings}

      """
    ),
    (
      "Procedures/01-room/procedure.yaml",
      """
      procedure: room
      code: "01"
      title: 機房管理
      document: ISMS-2-01
      aliases: [機房]
      summary: 進出管制
      purpose: 保護設備
      controls: [A.7.2]
      forms: [visit, repair]
      later: [{form: asset, title: 資產表, document: ISMS-4-01-03}]

      """
    ),
    (
      "Text/en/procedures/room.yaml",
      """
      procedure: room
      title: Room keeping
      aliases: [Data room]
      summary: Who may enter
      purpose: Keeps equipment safe
      later: {asset: Asset register}

      """
    ),
    ("Procedures/01-room/sop.zh-TW.md", "# 機房管理\n\n進出要登記。\n"),
    ("Procedures/01-room/sop.en.md", "# Room keeping\n\nEntries are logged.\n"),
    (
      visit,
      """
      form: visit
      version: 2
      title: 訪客登記
      document: ISMS-4-01-01
      number: VIS-{roc}-{serial}
      aliases: [進出登記]
      kind: log
      chain: CH1
      frequency: {note: 每次進出}
      retention: {years: 3, note: 三年}
      classification: internal
      controls: [A.7.2, "7.2"]
      links:
      - {id: repair, to: repair, label: 開立維修單, when: level = 'high', set: {title: purpose, visit: this}}
      list: [purpose, level]
      sections:
      - id: entry
        title: 進入
        fields:
        - id: purpose
          type: text
          label: 事由
          help: 說明要做什麼。
          example: 更換硬碟
          required: true
          check: length(purpose) >= 2
          message: 事由太短；請寫明要做的事。
        - {id: level, type: choice, label: 等級, choices: levels, default: "'low'"}
        - {id: enter_at, type: moment, label: 進入時間, required: true, default: now}
        - id: leave_at
          type: moment
          label: 離開時間
          check:
          - {rule: leave_at >= enter_at, message: 離開早於進入；請更正。}
          - {rule: leave_at <= now, message: 離開晚於現在；請確認。, warn: true}
        - {id: stay, type: number, label: 停留, unit: 分鐘, compute: minutes(leave_at - enter_at)}
      - id: things
        title: 物品
        when: level != 'low'
        fields:
        - id: items
          type: rows
          label: 攜入物品
          required: level = 'high'
          columns:
          - {id: item, type: text, label: 品名, required: true}
          - {id: state, type: choice, label: 狀態, choices: {new: 新品, used: 舊品}}
          - {id: count, type: number, label: 數量, unit: 件}
          default:
          - {item: 工具, state: used}
          - {item: UPS, state: new}

      """
    ),
    (
      visitEnglish,
      """
      form: visit
      title: Visitor log
      aliases: [Sign-in sheet]
      frequency: At each visit
      retention: Three years
      sections: {entry: Entering, things: Things}
      fields:
        purpose:
          label: Purpose
          help: Say what is to be done.
          example: Replace a disk
          message: The purpose is too short; say what is to be done.
        level: Level
        enter_at: Entered at
        leave_at:
          label: Left at
          messages: [Left before entering; correct it., Left in the future; check it.]
        stay: {label: Stay, unit: minutes}
        items:
          label: Things brought in
          default: [{item: Tools}]
        items.item: Item
        items.state: {label: State, choices: {new: New, used: Used}}
        items.count: {label: Count, unit: pieces}
      links: {repair: Open a repair}

      """
    ),
    (
      "Procedures/01-room/repair.yaml",
      """
      form: repair
      version: 1
      title: 維修單
      document: ISMS-4-01-02
      number: REP-{roc}-{serial}
      kind: request
      classification: restricted
      list: [title]
      sections:
      - id: what
        title: 內容
        fields:
        - {id: title, type: text, label: 主旨, required: true}
        - {id: visit, type: reference, label: 訪客紀錄, to: [visit]}
        - {id: asset, type: reference, label: 資產, to: [asset]}
        - {id: remarks, type: text, label: 說明}
        - id: due
          type: day
          label: 期限
          check: due <= date(visit.enter_at) + setting.repair_days days
          message: 超過期限；請提前。

      """
    ),
    (
      "Text/en/repair.yaml",
      """
      form: repair
      title: Repair
      sections: {what: Content}
      fields:
        title: Subject
        visit: Visit
        asset: Asset
        remarks: Explanation
        due: {label: Due, message: Later than allowed; choose an earlier day.}

      """
    ),
    (
      "Administration/common.yaml",
      """
      form: common
      version: 1
      title: 共通欄位
      sections:
      - id: record
        title: 紀錄資料
        fields:
        - {id: classification, type: choice, label: 機密等級, choices: classification, required: true}
        - {id: fill_date, type: day, label: 填表日期, default: today, check: fill_date <= today, message: 晚於今天；請更正。}
        - {id: remarks, type: paragraph, label: 備註, lines: 3}

      """
    ),
    (
      "Text/en/common.yaml",
      """
      form: common
      title: Common fields
      sections: {record: Record data}
      fields:
        classification: Classification
        fill_date: {label: Fill date, message: Later than today; correct it.}
        remarks: Remarks

      """
    ),
    (
      "Administration/settings.yaml",
      """
      form: settings
      version: 1
      title: 設定
      number: SET
      kind: administration
      sections:
      - id: limits
        title: 期限
        fields:
        - {id: repair_days, type: number, label: 維修期限, default: 7}

      """
    ),
    (
      "Text/en/settings.yaml",
      """
      form: settings
      title: Settings
      sections: {limits: Limits}
      fields: {repair_days: Days for a repair}

      """
    ),
    ("Choices/levels.yaml", "choices: levels\ntitle: 等級\nitems: {high: 高, low: 低}\n"),
    ("Text/en/choices/levels.yaml", "choices: levels\ntitle: Levels\nitems: {high: High, low: Low}\n"),
    (
      "Choices/classification.yaml",
      "choices: classification\ntitle: 機密等級\nitems: {public: 公開, internal: 內部, restricted: 限閱, confidential: 機密}\n"
    ),
    (
      "Text/en/choices/classification.yaml",
      """
      choices: classification
      title: Classification
      items: {public: Public, internal: Internal, restricted: Restricted, confidential: Confidential}

      """
    ),
    (
      "Controls/controls.yaml",
      "choices: controls\ntitle: 控制措施\ngroups:\n- {id: physical, title: 實體, items: {A.7.2: 實體進入}}\n"
    ),
    (
      "Text/en/choices/controls.yaml",
      "choices: controls\ntitle: Controls\ngroups: {physical: Physical}\nitems: {A.7.2: Physical entry}\n"
    ),
    ("Controls/clauses.yaml", "choices: clauses\ntitle: 條款\nitems: {\"7.2\": 能力}\n"),
    ("Text/en/choices/clauses.yaml", "choices: clauses\ntitle: Clauses\nitems: {\"7.2\": Competence}\n"),
    (
      "Controls/requirements.yaml",
      "choices: requirements\ntitle: 要求\nincludes: [clauses, controls]\nitems: {law: 法規}\n"
    ),
    ("Text/en/choices/requirements.yaml", "choices: requirements\ntitle: Requirements\nitems: {law: Law}\n"),
    (
      "Chains/chains.yaml",
      """
      chains:
      - id: CH1
        steps:
        - {id: filler, title: 填表人, by: filler}
        - {id: head, title: 主管, by: {field: approver, role: manager}, when: level = 'high'}

      """
    ),
    (
      "Roles/rights.yaml",
      """
      rights:
      - {roles: [manager], all: true, may: [create, read, amend, sign, void, export]}
      - {roles: [staff], procedures: ["01"], may: [create, read]}
      - {roles: [staff], forms: [repair], may: [read]}
      - {roles: [any], kinds: [administration], may: [read]}
      clearance: {public: [any], internal: [any], restricted: [manager, staff], confidential: [manager]}

      """
    ),
    ("Choices/roles.yaml", "choices: roles\ntitle: 角色\nitems: {manager: 主管, staff: 一般人員}\n"),
    ("Text/en/choices/roles.yaml", "choices: roles\ntitle: Roles\nitems: {manager: Manager, staff: Staff}\n"),
    ("Text/en/chains.yaml", "chains: {CH1: {filler: Filled in by, head: Head}}\n"),
  ]
}
