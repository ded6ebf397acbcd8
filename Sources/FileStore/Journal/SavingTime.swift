import Domain

/// The time that an entry is saved at: that of the clock, but never before the entry it follows.
struct SavingTime {
  let savedAt: Moment
  /// Says what the clock showed where it was behind.
  let header: [Content.Field]

  init(_ clock: Moment, after last: Moment?) {
    let now = Moment(seconds: clock.seconds, offset: clock.offset)
    if let last, last > now {
      savedAt = last
      header = [Content.Field(id: "Clock", values: [now.text])]
    } else {
      savedAt = now
      header = []
    }
  }
}
