/// A screen that only the shared terminal has.
protocol KioskScreen: Screen {}

extension KioskScreen {
  public var canBeLeft: Bool { false }
  public var isForKiosk: Bool { true }
}
