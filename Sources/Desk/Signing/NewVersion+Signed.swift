import Domain
import FileStore

extension NewVersion {
  /// Exactly what was signed: nothing is worked out again.
  init(_ signed: Signed, of version: Version, title: String) {
    self.init(
      form: version.form, title: title, record: .existing(version.record, base: version.number),
      status: signed.status, action: signed.action, savedBy: signed.signature.person,
      reason: signed.action == .return ? signed.signature.comment : nil, content: signed.content,
      furtherHeader: version.classedHeader(signedBy: signed.signature.person, signed.action))
  }
}
