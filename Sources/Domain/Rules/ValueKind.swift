/// What an expression can give, known before any record is filled in.
public enum ValueKind: Hashable, Sendable {
  case text, number, day, time, moment, flag, duration
  case choice(ChoiceList?)
  /// The number of a record of one of these forms; empty = any form.
  case reference([String])
  /// A record of one of these forms.
  case record([String])
  indirect case list(ValueKind)
  /// A table of a form; nil for the form being edited.
  case rows(String, form: String? = nil)
  /// Not known: a form that is not there yet.
  case anything

  var name: Phrase {
    switch self {
    case .text: Phrase(zh: "文字", en: "text")
    case .number: Phrase(zh: "數字", en: "a number")
    case .day: Phrase(zh: "日期", en: "a date")
    case .time: Phrase(zh: "時間", en: "a time")
    case .moment: Phrase(zh: "日期時間", en: "a date and time")
    case .flag: Phrase(zh: "是否", en: "yes or no")
    case .duration: Phrase(zh: "期間", en: "a span of time")
    case .choice: Phrase(zh: "選項", en: "a choice")
    case .reference: Phrase(zh: "紀錄編號", en: "a record number")
    case .record: Phrase(zh: "紀錄", en: "a record")
    case .list(let kind): Phrase(zh: "多個", en: "a list of ") + kind.name
    case .rows: Phrase(zh: "明細", en: "a table")
    case .anything: Phrase(zh: "未知", en: "anything")
    }
  }

  /// Whether values of both kinds can be compared.
  func compares(with other: ValueKind) -> Bool {
    switch (self, other) {
    case (.anything, _), (_, .anything): true
    case (.text, .choice), (.choice, .text), (.choice, .choice), (.text, .reference), (.reference, .text),
      (.reference, .reference), (.day, .moment), (.moment, .day), (.reference, .record), (.record, .reference):
      true
    default: self == other
    }
  }
}

/// The functions of the language. To add one: a case, its kind in `TypeChecker.kind(calling:)`, its value in
/// `Evaluator.value(calling:)`; both switches are exhaustive.
public enum Function: String, CaseIterable, Sendable {
  case count, sum, min, max, any, all, distinct, ascending, join
  case empty, filled, length, contains, after, matches, text, number, label, round, abs
  case minutes, hours, days, months, date, year, roc
  case latest, lookup, list, entries
  case signedAt = "signed_at"
  case signedBy = "signed_by"
  case holds, newer
}
