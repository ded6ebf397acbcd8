import Domain

/// The end of this site's journal.
struct JournalTail: Hashable, Sendable {
  /// The newest segment; nil while there is none.
  var segment: SegmentName?
  /// Size of that segment.
  var size = 0
  /// Where the last entry with a fitting seal ends in it. What stands after is a torn tail.
  var end = 0
  var sequence = 0
  var seal = ""
  var savedAt: Moment?

  var isTorn: Bool { size > end }
}
