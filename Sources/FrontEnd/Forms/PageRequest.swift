import Domain

/// Why another screen was opened from a page.
enum PageRequest: Hashable {
  /// Its values go into the field.
  case pick(FieldSlot)
  /// A day goes into a moment, which keeps its time.
  case day(FieldSlot)
  /// An attached file is added.
  case file(FieldSlot)
  /// A record is opened.
  case follow
  case table
  case discard
  case findings
  case merge(current: Version)
}
