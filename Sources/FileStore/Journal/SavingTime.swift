import Domain

/// The time that an entry is saved at: that of the clock, but never before the entry it follows.
struct SavingTime {
  let savedAt: Moment
  /// Says what the clock showed, if that was earlier.
  let header: [Content.Field]

  init(_ clock: StoreClock, after last: Moment?) {
    let read = clock.now
    let now = Moment(seconds: read.seconds, offset: read.offset)
    if let last, last > now {
      savedAt = clock.placed(last)
      header = [Content.Field(id: "Clock", values: [now.text])]
    } else {
      savedAt = now
      header = []
    }
  }
}
