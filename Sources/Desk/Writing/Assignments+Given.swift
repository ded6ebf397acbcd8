import Domain
import FileStore

extension Assignments {
  /// What the bytes of a file give, laid over what there is: every field and table replaces the one before, but for the
  /// signatures, which nobody writes. A file that holds anything else than the form keeps is refused. `name` is what the
  /// file is called, `record` the one that is amended.
  public static func given(
    by bytes: [UInt8], name: String, over start: Content, of form: Form, amending record: String? = nil
  ) -> Result<Assignments, Refusal> {
    GivenContent.read(bytes, for: form, name: name).mapError { Refusal(.findings, $0) }.flatMap { given in
      if let finding = misplaced(given, form, record) { return .failure(Refusal(.findings, finding)) }
      let findings = form.findings(ofGiven: given.content, others: given.others, over: start)
      if !findings.isEmpty { return .failure(Refusal(.findings, findings)) }
      var content = start
      let typed = form.typed(given.content)
      for field in typed.fields { content[field.id] = field.values }
      for table in typed.tables where table.id != Signature.table { content[rows: table.id] = table.rows }
      return .success(Assignments(over: content, of: form, given: given.content))
    }
  }

  /// Whether the file is another form's or record's.
  private static func misplaced(_ given: GivenContent, _ form: Form, _ record: String?) -> Finding? {
    if let other = given.form, other.id != form.id {
      return Finding(
        .nowhere, rule: "form",
        Phrase(
          zh: "這個檔案是表單 \(other.id) 的，不是 \(form.id)；請換檔案，或改用 ismsbook new \(other.id)。",
          en: "This file is of the form \(other.id), not \(form.id); take another file, or ismsbook new \(other.id)."))
    }
    guard let record, let other = given.record, other != record else { return nil }
    return Finding(
      .nowhere, rule: "record",
      Phrase(
        zh: "這個檔案是紀錄 \(other) 的，不是 \(record)；確定要用它修正時，請拿掉檔案裡的 record。",
        en: "This file is of the record \(other), not \(record); take the record out of it if that is what you mean."))
  }
}
